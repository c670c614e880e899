import Glibc
import TallyModel
import Testing

@testable import TallyStore

/// Files that are written beside and renamed.
@Suite struct DraftTests {
    private static let letter = Array("a letter that nobody wants to lose".utf8)

    private func mode(_ path: String) -> mode_t {
        var found = stat()
        return stat(path, &found) == 0 ? found.st_mode & 0o7777 : 0
    }

    /// What stands in a folder, by name.
    private func names(_ folder: TemporaryFolder) -> [String] {
        guard let opened = opendir(folder.path) else { return [] }
        defer { closedir(opened) }
        var names: [String] = []
        while let entry = readdir(opened) {
            names.append(
                withUnsafeBytes(of: entry.pointee.d_name) { bytes in
                    String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
                })
        }
        return names.filter { !$0.hasPrefix(".") }.sorted()
    }

    @Test func itTakesItsPlaceWhole() throws {
        let folder = try TemporaryFolder()
        let draft = try Draft(beside: folder.file("a.txt"))
        try draft.write(Array("first".utf8))
        try draft.write([])
        try draft.write(Array(" and second".utf8))
        #expect(!folder.exists("a.txt"))
        try draft.takePlace()
        #expect(try folder.read("a.txt") == Array("first and second".utf8))
        #expect(names(folder) == ["a.txt"])
    }

    @Test func oneThatNeverTakesItsPlaceGoes() throws {
        let folder = try TemporaryFolder()
        try folder.write(Self.letter, to: "a.txt")
        do {
            let draft = try Draft(beside: folder.file("a.txt"))
            try draft.write(Array("other".utf8))
            #expect(names(folder).count == 2)
        }
        #expect(names(folder) == ["a.txt"])
        #expect(try folder.read("a.txt") == Self.letter)
    }

    /// Nobody may read what is written who could not read what it replaces.
    @Test(arguments: [0o600, 0o640, 0o444] as [mode_t])
    func itHasTheModeOfTheFileFromTheBeginning(_ mode: mode_t) throws {
        let folder = try TemporaryFolder()
        let path = try folder.write(Self.letter, to: "a.txt")
        chmod(path, mode)
        let draft = try Draft(beside: path)
        #expect(self.mode(draft.path) == mode)
        try draft.takePlace()
        #expect(self.mode(path) == mode)
    }

    @Test func aLinkStaysALink() throws {
        let folder = try TemporaryFolder()
        try folder.write(Self.letter, to: "a.txt")
        symlink("a.txt", folder.file("b.txt"))
        let draft = try Draft(beside: folder.file("b.txt"))
        try draft.write(Array("new".utf8))
        try draft.takePlace()
        #expect(try folder.read("a.txt") == Array("new".utf8))
        var found = stat()
        #expect(lstat(folder.file("b.txt"), &found) == 0 && found.st_mode & S_IFMT == S_IFLNK)
        #expect(names(folder) == ["a.txt", "b.txt"])
    }

    @Test func whereNothingCanBeWrittenItSaysWhy() throws {
        let folder = try TemporaryFolder()
        let failure = #expect(throws: Draft.Failure.self) {
            _ = try Draft(beside: folder.file("no such/a.txt"))
        }
        #expect(failure?.reason == "No such file or directory")
    }

    /// Neither a backup nor what is kept before a migration touches what is called like a draft might
    /// be.
    @Test func aBackupLeavesFilesBesideAlone() throws {
        let folder = try TemporaryFolder()
        let store = try Store.openOrCreate(path: folder.file("s.db"))
        let others = ["bk.db.\(getpid())", "bk.db.\(getpid()).part", "bk.db.part"]
        for name in others { try folder.write(Self.letter, to: name) }
        try store.backUp(to: folder.file("bk.db"))
        for name in others { #expect(try folder.read(name) == Self.letter) }
        #expect(names(folder).filter { $0.hasPrefix("bk.db") } == ["bk.db"] + others.sorted())
    }

    @Test func aBackupIsForThoseWhoMayReadTheStore() throws {
        let folder = try TemporaryFolder()
        let store = try Store.openOrCreate(path: folder.file("s.db"))
        chmod(folder.file("s.db"), 0o600)
        try store.backUp(to: folder.file("new.db"))
        #expect(mode(folder.file("new.db")) == 0o600)
        try store.backUp(to: folder.file("old.db"))
        chmod(folder.file("old.db"), 0o640)
        try store.backUp(to: folder.file("old.db"))
        #expect(mode(folder.file("old.db")) == 0o640)
    }

    /// The locks that SQLite holds on a file of this process, as the system lists them.
    private func locks(on path: String) throws -> Int {
        var found = stat()
        guard stat(path, &found) == 0, let file = fopen("/proc/locks", "r") else { return -1 }
        defer { fclose(file) }
        var count = 0
        var line = [CChar](repeating: 0, count: 256)
        while fgets(&line, 256, file) != nil {
            let text = String(decoding: line.prefix { $0 != 0 }.map(UInt8.init), as: UTF8.self)
            count += text.contains("POSIX") && text.contains(":\(found.st_ino) ") ? 1 : 0
        }
        return count
    }

    /// To open and close a file anew gives up the locks that the process holds on it.
    @Test func lookingAtAnOpenStoreKeepsItsLocks() throws {
        let folder = try TemporaryFolder()
        let path = folder.file("s.db")
        let store = try Store.openOrCreate(path: path)
        _ = try Library.import(Library.board, into: store)
        let held = try (0..<20).map { _ in try locks(on: path) }.max() ?? 0
        #expect(held > 0)
        symlink("s.db", folder.file("link.db"))
        for name in [path, folder.file("link.db")] {
            #expect(try FileProbe.look(at: name) == .sqlite(applicationID: Schema.applicationID))
            #expect(FileProbe.isDatabase(name))
            #expect(throws: Diagnostic.self) { try store.backUp(to: name) }
        }
        // While others take and give up locks the system's list may lack some for a moment; what is
        // lost never comes back.
        #expect(try (0..<200).contains { _ in try locks(on: path) == held })
        #expect(FileProbe.isOpenStore(path))
        try store.close()
    }

    @Test func aStoreThatIsGoneIsNotOpen() throws {
        let folder = try TemporaryFolder()
        let path = folder.file("s.db")
        do {
            let store = try Store.openOrCreate(path: path)
            let second = try Store.open(path: path, readOnly: true)
            try store.close()
            try second.close()
        }
        #expect(!FileProbe.isOpenStore(path))
        #expect(try FileProbe.look(at: path) == .sqlite(applicationID: Schema.applicationID))
        #expect(FileProbe.isDatabase(path))
        #expect(!FileProbe.isDatabase(folder.file("none.db")))
        try folder.write(Self.letter, to: "letter.txt")
        #expect(!FileProbe.isDatabase(folder.file("letter.txt")))
        #expect(!FileProbe.isDatabase(folder.path))
    }
}
