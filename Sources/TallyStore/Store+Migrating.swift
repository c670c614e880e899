import GRDB
import TallyModel

extension Schema {
    /// 0 for a file with nothing in it.
    static func version(of database: Database) throws -> Int64 {
        try RawStatement(database, "PRAGMA user_version").oneInteger() ?? 0
    }

    /// Takes a file of any earlier version, or with nothing in it, to the current version in one
    /// transaction. Another process may have done so meanwhile.
    static func migrate(_ database: Database) throws {
        try database.inTransaction(.immediate) {
            let version = try version(of: database)
            for migration in migrations where migration.version > version {
                try database.execute(sql: migration.statements)
                try database.execute(sql: "PRAGMA user_version = \(migration.version)")
            }
            try database.execute(sql: "PRAGMA application_id = \(applicationID)")
            return .commit
        }
    }
}

extension Store {
    /// Copies a store of an earlier version beside, before it is migrated; gives where to.
    ///
    /// `nil` where another process has migrated it meanwhile: that one has made the copy.
    static func keepEarlier(
        _ queue: DatabaseQueue, _ path: String, version: Int64,
        _ isCancelled: @escaping @Sendable () -> Bool
    ) throws -> String? {
        let copy = "\(path).version-\(version)"
        try refuseOther(copy)
        let draft = try Store(queue: queue, path: path, isReadOnly: false)
            .copy(beside: copy, isCancelled)
        guard FileProbe.version(at: draft.path) == Int32(version) else { return nil }
        try put(draft, in: copy)
        return copy
    }
}
