import GRDB
import Glibc
import TallyEngine
import TallyModel
import Testing

@testable import TallyStore

@Suite struct OpeningTests {
    private func code(_ body: () throws -> Void) -> DiagnosticCode? {
        do {
            try body()
            return nil
        } catch let diagnostic as Diagnostic {
            return diagnostic.code
        } catch {
            return nil
        }
    }

    @Test func aStoreIsMadeWrittenAndReadAgain() throws {
        let folder = try TemporaryFolder()
        let path = folder.file("tally.db")
        let store = try Store.openOrCreate(path: path)
        _ = try Library.import(Library.board, into: store)
        let reader = try Store.open(path: path, readOnly: true)
        #expect(
            try reader.figures("loans")[0].lines == ["2023-04-30 1100 .2", "2023-05-31 1150 .2"])
        // What is written meanwhile is seen at the next reading, with nothing asked again.
        _ = try Library.import(
            "indicator,2023-06\nNo. of loans,7\n", into: store,
            options: ImportOptions(knownAt: Day(2023, 7, 1)))
        #expect(try reader.figures("loans")[0].points.count == 3)
        #expect(
            code {
                _ = try reader.close()
                _ = try reader.figures("loans")
            } == .storeDamaged)
        let again = try Store.openOrCreate(path: path)
        #expect(try again.figures("loans")[0].points.count == 3)
        try again.finishWriting()
        try store.finishWriting()
        #expect(!folder.exists("tally.db-wal"))
    }

    @Test func aReaderMayNotImport() throws {
        let folder = try TemporaryFolder()
        let path = folder.file("tally.db")
        try Store.openOrCreate(path: path).finishWriting()
        let reader = try Store.open(path: path, readOnly: true)
        let error = #expect(throws: Diagnostics.self) {
            try Library.import(Library.board, into: reader)
        }
        #expect(error?.all.map(\.code) == [.storeUnwritable])
    }

    @Test(arguments: [true, false])
    func aFileThatIsNoStoreIsLeftAsItIs(_ readOnly: Bool) throws {
        let folder = try TemporaryFolder()
        let text = Array("authority,measure\n".utf8)
        let path = try folder.write(text, to: "notes.csv")
        #expect(code { _ = try Store.open(path: path, readOnly: readOnly) } == .notAStore)
        #expect(code { _ = try Store.openOrCreate(path: path) } == .notAStore)
        #expect(try folder.read("notes.csv") == text)
        let noise = Array("SQLite format 3\0".utf8) + [UInt8](repeating: 7, count: 4_080)
        let damaged = try folder.write(noise, to: "noise.db")
        #expect(code { _ = try Store.open(path: damaged, readOnly: readOnly) } == .notAStore)
        #expect(code { _ = try Store.openOrCreate(path: damaged) } == .notAStore)
        #expect(try folder.read("noise.db") == noise)
    }

    @Test(arguments: [0, 7])
    func anotherProgramsDatabaseIsLeftAsItIs(_ identifier: Int) throws {
        let folder = try TemporaryFolder()
        let path = folder.file("other.db")
        do {
            let queue = try DatabaseQueue(path: path)
            try queue.writeWithoutTransaction { database in
                try database.execute(sql: "PRAGMA journal_mode = WAL")
                try database.execute(sql: "CREATE TABLE a(b); INSERT INTO a VALUES (1)")
                try database.execute(sql: "PRAGMA application_id = \(identifier)")
            }
            try queue.close()
        }
        let before = try folder.read("other.db")
        #expect(code { _ = try Store.open(path: path, readOnly: true) } == .notAStore)
        #expect(code { _ = try Store.open(path: path, readOnly: false) } == .notAStore)
        #expect(code { _ = try Store.openOrCreate(path: path) } == .notAStore)
        #expect(try folder.read("other.db") == before)
    }

    @Test func whatIsNotThereIsSaid() throws {
        let folder = try TemporaryFolder()
        let path = folder.file("none.db")
        #expect(code { _ = try Store.open(path: path, readOnly: true) } == .fileNotFound)
        #expect(code { _ = try Store.open(path: path, readOnly: false) } == .fileNotFound)
        #expect(!folder.exists("none.db"))
        #expect(code { _ = try Store.open(path: folder.path, readOnly: true) } == .fileUnreadable)
        #expect(
            code { _ = try Store.openOrCreate(path: folder.file("no/such/folder.db")) }
                == .fileUnreadable)
    }

    /// Both are what remains where making a store was cut off.
    @Test(arguments: [true, false])
    func aStoreThatWasBegunIsMadeWhole(_ hasHeader: Bool) throws {
        let folder = try TemporaryFolder()
        let path = folder.file("tally.db")
        if hasHeader {
            let queue = try DatabaseQueue(path: path)
            try queue.writeWithoutTransaction { database in
                try database.execute(sql: "PRAGMA journal_mode = WAL")
            }
            try queue.close()
        } else {
            try folder.write([], to: "tally.db")
        }
        #expect(code { _ = try Store.open(path: path, readOnly: true) } == .notAStore)
        let store = try Store.openOrCreate(path: path)
        _ = try Library.import(Library.board, into: store)
        #expect(try store.figures("loans").count == 2)
    }

    @Test func aNewerStoreIsRefusedAndLeftAsItIs() throws {
        let folder = try TemporaryFolder()
        let path = folder.file("tally.db")
        let store = try Store.openOrCreate(path: path)
        try store.queue.writeWithoutTransaction { database in
            try database.execute(sql: "PRAGMA user_version = 99")
        }
        try store.finishWriting()
        let before = try folder.read("tally.db")
        #expect(code { _ = try Store.open(path: path, readOnly: true) } == .newerStore)
        #expect(code { _ = try Store.open(path: path, readOnly: false) } == .newerStore)
        #expect(code { _ = try Store.openOrCreate(path: path) } == .newerStore)
        #expect(try folder.read("tally.db") == before)
    }

    @Test func aDamagedStoreIsSaidToBe() throws {
        let folder = try TemporaryFolder()
        let path = folder.file("tally.db")
        let store = try Store.openOrCreate(path: path)
        _ = try Library.import(Library.board, into: store)
        try store.finishWriting()
        var bytes = try folder.read("tally.db")
        for index in 200..<bytes.count { bytes[index] = 0xA5 }
        try folder.write(bytes, to: "tally.db")
        #expect(
            code { _ = try Store.open(path: path, readOnly: true).figures("loans") }
                == .storeDamaged)
    }

    @Test func aNameLikeAURIIsAName() throws {
        let folder = try TemporaryFolder()
        let path = folder.file("a?b#c%41.db")
        let store = try Store.openOrCreate(path: path)
        _ = try Library.import(Library.board, into: store)
        try store.finishWriting()
        #expect(folder.exists("a?b#c%41.db"))
        #expect(try Store.open(path: path, readOnly: true).figures("loans").count == 2)
    }

    /// Run by root this shows nothing: root may write everywhere.
    @Test(.enabled(if: geteuid() != 0)) func aStoreIsReadFromAFolderThatMayNotBeWritten() throws {
        let folder = try TemporaryFolder()
        let path = folder.file("tally.db")
        let store = try Store.openOrCreate(path: path)
        _ = try Library.import(Library.board, into: store)
        try store.finishWriting()
        chmod(path, 0o444)
        chmod(folder.path, 0o555)
        defer { chmod(folder.path, 0o755) }
        #expect(FileProbe.isUnchangeable(path))
        #expect(try Store.open(path: path, readOnly: true).figures("loans").count == 2)
        #expect(code { _ = try Store.open(path: path, readOnly: false) } == .storeUnwritable)
    }
}
