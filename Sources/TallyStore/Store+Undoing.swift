import GRDB
import Synchronization
import TallyModel

/// What undoing an import did, or with `dryRun` would do.
package struct UndoReport: Sendable, Hashable {
    /// The import that counts no more, or again.
    package let number: Int
    /// The names of its files.
    package let files: [String]
    /// Whether it counts again: what was undone was itself the undoing of it.
    package let isBack: Bool
    /// Figures that have another value now.
    package internal(set) var changed = 0
    /// Figures that have no value any more.
    package internal(set) var gone = 0
    /// Figures that had no value before.
    package internal(set) var new = 0
    /// Figures of the import that are as they were: another import says the same, or was in force.
    package internal(set) var same = 0

    /// How many figures it brought.
    package var figures: Int { changed + gone + new + same }
}

extension Store {
    /// Has an import count no more at any day, or, where the number is that of an undoing, has what
    /// it undid count again. Nothing is deleted: the undoing is recorded as an import of its own.
    ///
    /// Throws `no-import` where there is none of that number, and `already-undone`.
    package func undo(
        _ number: Int, dryRun: Bool = false, isCancelled: @Sendable () -> Bool = { false }
    ) throws(Diagnostic) -> UndoReport {
        if isReadOnly { throw .readOnlyStore(path) }
        do {
            return try queue.writeWithoutTransaction { database in
                defer { cache.withLock { $0 = ReadCache() } }
                var result: UndoReport?
                try database.inTransaction(.immediate) {
                    let undoing = try Undoing(database, number, path)
                    result = try undoing.report(isCancelled)
                    if !dryRun { try undoing.record() }
                    return dryRun ? .rollback : .commit
                }
                guard let result else { throw Diagnostic.noImport(number, path, newest: 0) }
                return result
            }
        } catch {
            if isCancelled() { throw .undoCancelled }
            throw .store(error, path: path)
        }
    }
}

/// One undoing, within a transaction.
private struct Undoing {
    private let database: Database
    /// What is undone: an import, or the undoing of one.
    private let number: Int64
    /// The import whose files count or do not count.
    private let target: Int64
    private let isBack: Bool

    init(_ database: Database, _ number: Int, _ path: String?) throws {
        self.database = database
        self.number = Int64(number)
        func find(_ sql: String, _ number: Int64) throws -> Int64? {
            let statement = try RawStatement(database, sql)
            statement.bind(number, at: 1)
            return try statement.oneInteger()
        }
        let undoes = try find(
            "SELECT coalesce(undoes, 0) FROM source_import WHERE id = ?1", self.number)
        guard let undoes else {
            let newest = try RawStatement(database, "SELECT max(id) FROM source_import")
                .oneInteger()
            throw Diagnostic.noImport(number, path, newest: Int(newest ?? 0))
        }
        let standing = """
            SELECT id FROM source_import u
            WHERE undoes = ?1 AND NOT \(Schema.isUndone("u.id")) ORDER BY id DESC
            """
        if let by = try find(standing, self.number) {
            throw undoes == 0
                ? Diagnostic.alreadyUndone(number, by: Int(by))
                : Diagnostic.undoneBefore(number, of: Int(undoes), by: Int(by))
        }
        // What brought an import back is not undone in its turn: the import itself is.
        if undoes != 0,
            let first = try find(
                "SELECT coalesce(undoes, 0) FROM source_import WHERE id = ?1", undoes), first != 0
        {
            throw Diagnostic.undoneItself(number, import: Int(first))
        }
        isBack = undoes != 0
        target = isBack ? undoes : self.number
    }

    /// Writes that it is undone, as an import of today.
    func record() throws {
        let statement = try RawStatement(
            database,
            """
            INSERT INTO source_import(known_at, recorded_at, kind, undoes)
            VALUES (unixepoch() / 86400, strftime('%Y-%m-%dT%H:%M:%SZ'), 'undo', ?1)
            """)
        statement.bind(number, at: 1)
        try statement.run()
    }

    /// What the figures of the import's files are with it and without it.
    func report(_ isCancelled: () -> Bool) throws -> UndoReport {
        var report = UndoReport(number: Int(target), files: try names(), isBack: isBack)
        var reader = StoreReader(database: database, cache: ReadCache())
        let own = try RawStatement(
            database,
            """
            SELECT DISTINCT series_id, last_day FROM observation
            WHERE file_id IN (SELECT id FROM file WHERE import_id = ?1)
            """)
        own.bind(target, at: 1)
        defer { own.reset() }
        let all = try RawStatement(
            database,
            """
            SELECT file_id, value, reason, text_id FROM observation
            WHERE series_id = ?1 AND last_day = ?2
            """)
        while try own.step() {
            if isCancelled() { throw Diagnostic.undoCancelled }
            all.bind(own.integer(0), at: 1)
            all.bind(own.integer(1), at: 2)
            var with: (rank: ReadCache.FileRank, value: Value)?
            var without: (rank: ReadCache.FileRank, value: Value)?
            while try all.step() {
                let rank = try reader.fileRank(all.integer(0))
                let isOwn = rank.importID == target
                if rank.isUndone, !isOwn { continue }
                let value = Value(all)
                if with.map({ $0.rank < rank }) ?? true { with = (rank, value) }
                if !isOwn, without.map({ $0.rank < rank }) ?? true { without = (rank, value) }
            }
            all.reset()
            if without == nil {
                if isBack { report.new += 1 } else { report.gone += 1 }
            } else if without?.value == with?.value {
                report.same += 1
            } else {
                report.changed += 1
            }
        }
        return report
    }

    private struct Value: Equatable {
        let number: Double?
        let reason: Int64
        let text: Int64

        init(_ statement: RawStatement) {
            number = statement.isNull(1) ? nil : statement.double(1)
            reason = statement.integer(2)
            text = statement.integer(3)
        }
    }

    private func names() throws -> [String] {
        let statement = try RawStatement(
            database, "SELECT name FROM file WHERE import_id = ?1 ORDER BY id")
        statement.bind(target, at: 1)
        defer { statement.reset() }
        var names: [String] = []
        while try statement.step() { names.append(statement.text(0)) }
        return names
    }
}

extension Diagnostic {
    static let undoCancelled = Diagnostic(.cancelled, "the undoing was cancelled")

    static func noImport(_ number: Int, _ path: String?, newest: Int) -> Diagnostic {
        let name = path.map { "the store '\($0)'" } ?? "the store in memory"
        return Diagnostic(
            .noImport, "\(name) has no import \(number)",
            notes: [newest == 0 ? "it has none" : "'list imports' lists them, up to \(newest)"])
    }

    fileprivate static func alreadyUndone(_ number: Int, by undoing: Int) -> Diagnostic {
        Diagnostic(
            .alreadyUndone, "import \(number) is undone already, by \(undoing)",
            notes: ["'tally undo \(undoing)' has it count again"])
    }

    /// Of the undoing of an import that was undone itself.
    fileprivate static func undoneBefore(
        _ number: Int, of target: Int, by redoing: Int
    ) -> Diagnostic {
        Diagnostic(
            .alreadyUndone, "\(number) undoes import \(target) no more, since \(redoing)",
            notes: ["'list imports' shows how each stands"])
    }

    /// Of what had an import count again.
    fileprivate static func undoneItself(_ number: Int, import target: Int) -> Diagnostic {
        Diagnostic(
            .alreadyUndone, "\(number) is what had import \(target) count again",
            notes: ["'tally undo \(target)' undoes the import itself once more"])
    }
}
