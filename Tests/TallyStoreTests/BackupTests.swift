import GRDB
import TallyModel
import Testing

@testable import TallyStore

/// Backups and the looking for damage.
struct BackupTests {
    @Test func aBackupHoldsTheSameAndReplacesAnEarlierOne() throws {
        let folder = try TemporaryFolder()
        let store = try Store.openOrCreate(path: folder.file("s.db"))
        _ = try Library.import(Library.board, into: store)
        for _ in 0..<2 {
            try store.backUp(to: folder.file("copy.db"))
            let copy = try Store.open(path: folder.file("copy.db"), readOnly: true)
            #expect(try copy.contents() == store.contents())
            #expect(try copy.verify().problems.isEmpty)
            try copy.close()
        }
    }

    @Test func whatIsNoStoreIsNotReplaced() throws {
        let folder = try TemporaryFolder()
        let store = try Store.openOrCreate(path: folder.file("s.db"))
        let letter = Array("a letter that nobody wants to lose".utf8)
        try folder.write(letter, to: "letter.txt")
        let refusal = #expect(throws: Diagnostic.self) {
            try store.backUp(to: folder.file("letter.txt"))
        }
        #expect(refusal?.code == .notAStore)
        #expect(try folder.read("letter.txt") == letter)
        let itself = #expect(throws: Diagnostic.self) { try store.backUp(to: folder.file("s.db")) }
        #expect(itself?.code == .storeUnwritable)
        let nowhere = #expect(throws: Diagnostic.self) {
            try store.backUp(to: folder.file("no such/copy.db"))
        }
        #expect(nowhere?.code == .storeUnwritable)
    }

    @Test func aBackupThatIsGivenUpLeavesNothing() throws {
        let folder = try TemporaryFolder()
        let store = try Store.openOrCreate(path: folder.file("s.db"))
        let refusal = #expect(throws: Diagnostic.self) {
            try store.backUp(to: folder.file("copy.db"), isCancelled: { true })
        }
        #expect(refusal?.code == .cancelled)
        #expect(!folder.exists("copy.db"))
    }

    @Test func damageIsToldOneByOne() throws {
        let store = try Store.inMemory()
        let report = try Library.import(Library.board, into: store)
        let sound = try store.verify()
        #expect(sound.problems.isEmpty)
        #expect(sound.imports == 1 && sound.files == 1)
        #expect(sound.figures == report.figures + report.references)
        try store.queue.writeWithoutTransaction { database in
            try database.execute(sql: "UPDATE file SET sha256 = 'none'")
            try database.execute(sql: "DELETE FROM stream")
        }
        let series = try store.queue.unsafeRead {
            try RawStatement($0, "SELECT count(*) FROM series").oneInteger() ?? 0
        }
        #expect(
            try store.verify().problems.map(\.message) == [
                "the store in memory is damaged: \(series) rows of series without its stream",
                "the store in memory is damaged: 'file.csv' has no hash",
            ])
    }
}
