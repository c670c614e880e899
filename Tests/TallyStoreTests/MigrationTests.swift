import GRDB
import TallyEngine
import TallyModel
import Testing

@testable import TallyStore

/// Stores that an earlier version made.
@Suite struct MigrationTests {
    /// A store of the first version: an indicator with a figure of each of two imports, the second
    /// of them undone.
    private static func older(in folder: TemporaryFolder) throws -> String {
        let path = folder.file("old.db")
        let queue = try DatabaseQueue(path: path)
        try queue.writeWithoutTransaction { database in
            try database.execute(sql: Schema.migrations[0].statements)
            try database.execute(
                sql: """
                    PRAGMA user_version = 1;
                    PRAGMA application_id = \(Schema.applicationID);
                    INSERT INTO source_import(id, known_at, recorded_at, kind, undoes) VALUES
                        (1, 19000, '2022-01-08T00:00:00Z', 'import', NULL),
                        (2, 19010, '2022-01-18T00:00:00Z', 'import', NULL),
                        (3, 19020, '2022-01-28T00:00:00Z', 'undo', 2);
                    INSERT INTO stream VALUES (1, 'counts');
                    INSERT INTO file VALUES
                        (1, 1, 'a.csv', 'tidy', '\(String(repeating: "a", count: 64))',
                            '\(String(repeating: "b", count: 64))'),
                        (2, 2, 'b.csv', 'tidy', '\(String(repeating: "c", count: 64))',
                            '\(String(repeating: "d", count: 64))');
                    INSERT INTO subject(id, kind, code) VALUES (1, 'indicator', 'loans');
                    INSERT INTO area(id, code) VALUES (1, 'wick');
                    INSERT INTO series VALUES (1, 1, 1, 0, 0, 2, 1);
                    INSERT INTO observation VALUES
                        (1, 19112, 1, 100, NULL, NULL, 0, 131072, NULL),
                        (1, 19112, 2, 120, NULL, NULL, 0, 131072, NULL);
                    """)
        }
        try queue.close()
        return path
    }

    @Test func aStoreIsCopiedAndBroughtUpToThisVersion() throws {
        let folder = try TemporaryFolder()
        let path = try Self.older(in: folder)
        // Reading it needs nothing of the kind.
        let reader = try Store.open(path: path, readOnly: true)
        #expect(try reader.figures("loans").flatMap(\.lines) == ["2022-04-30 100 .0"])
        #expect(try reader.imports(asKnown: nil).map { $0.files.map(\.figures) } == [[1], [1], []])
        #expect(try reader.verify().problems.isEmpty)
        try reader.close()
        #expect(!folder.exists("old.db.version-1"))
        let store = try Store.open(path: path, readOnly: false)
        #expect(store.earlier == folder.file("old.db.version-1"))
        #expect(try store.imports(asKnown: nil).map { $0.files.map(\.figures) } == [[1], [1], []])
        #expect(try store.undo(3).isBack)
        #expect(try store.figures("loans").flatMap(\.lines) == ["2022-04-30 120 .0"])
        #expect(try store.verify().problems.isEmpty)
        try store.finishWriting()
        // The copy is what it was; the store is not migrated again.
        #expect(FileProbe.version(at: folder.file("old.db.version-1")) == 1)
        #expect(FileProbe.version(at: path) == Schema.currentVersion)
        let copy = try Store.open(path: folder.file("old.db.version-1"), readOnly: true)
        #expect(try copy.figures("loans").flatMap(\.lines) == ["2022-04-30 100 .0"])
        #expect(try Store.openOrCreate(path: path).earlier == nil)
    }

    @Test func withoutACopyNothingIsChanged() throws {
        let folder = try TemporaryFolder()
        let path = try Self.older(in: folder)
        let letter = Array("a letter that nobody wants to lose".utf8)
        try folder.write(letter, to: "old.db.version-1")
        let refusal = #expect(throws: Diagnostic.self) {
            _ = try Store.open(path: path, readOnly: false)
        }
        #expect(refusal?.code == .notAStore)
        #expect(FileProbe.version(at: path) == 1)
        #expect(try folder.read("old.db.version-1") == letter)
    }

    /// A store that was brought up has the tables of one that was made.
    @Test func bothWaysLeadToTheSameSchema() throws {
        let folder = try TemporaryFolder()
        let brought = try Store.open(path: try Self.older(in: folder), readOnly: false)
        let made = try Store.openOrCreate(path: folder.file("new.db"))
        func schema(_ store: Store) throws -> [String] {
            try store.queue.unsafeRead { database in
                try String.fetchAll(
                    database, sql: "SELECT coalesce(sql, name) FROM sqlite_master ORDER BY name")
            }
        }
        #expect(try schema(brought) == schema(made))
    }

    /// Each is found by the digest of its file, or by the count of its figures.
    @Test(arguments: [
        "UPDATE observation SET value = 7 WHERE last_day = 19112",
        "UPDATE observation SET decimals = 5 WHERE last_day = 19112",
        "UPDATE observation SET value = NULL, reason = 1 WHERE last_day = 19112",
        "UPDATE observation SET last_day = 1 WHERE last_day = 19112",
        "UPDATE observation SET place = place + 1",
        "DELETE FROM observation WHERE last_day = 19112",
        "INSERT INTO observation SELECT series_id, 5, file_id, 1, NULL, NULL, 0, 1, NULL "
            + "FROM observation LIMIT 1",
    ])
    func aFigureThatAnotherToolChangedIsFound(_ statement: String) throws {
        let store = try Store.inMemory()
        _ = try Library.import(
            Library.tidyHeader + "Wick,p,Loans,Number,total,all,2022-04,month,count,100\n",
            name: "a.csv", into: store)
        _ = try Library.import(Library.board, name: "b.csv", into: store)
        #expect(try store.verify().problems.isEmpty)
        try store.queue.writeWithoutTransaction { database in
            try database.execute(
                sql: "DROP TRIGGER observation_unchanged; DROP TRIGGER observation_kept")
            try database.execute(sql: statement)
        }
        let problems = try store.verify().problems.map(\.message)
        #expect(!problems.isEmpty)
        #expect(problems.allSatisfy { $0.contains("'a.csv'") || $0.contains("'b.csv'") })
    }
}
