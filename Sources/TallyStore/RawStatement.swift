import GRDB
import GRDBSQLite

/// What SQLite said when it would not do something.
struct SQLiteFailure: Error {
    /// The extended result code.
    let code: Int32
    let message: String

    init(code: Int32, message: String) {
        self.code = code
        self.message = message
    }

    init(_ error: DatabaseError) {
        self.init(code: error.extendedResultCode.rawValue, message: error.message ?? "")
    }
}

/// A statement that is bound, stepped and read column by column.
///
/// GRDB prepares and keeps it; binding through GRDB's own arguments costs three times as much.
struct RawStatement {
    private let statement: Statement
    private let handle: OpaquePointer
    private let connection: OpaquePointer?

    /// The statement of this text, prepared once for each connection.
    init(_ database: Database, _ sql: String) throws {
        statement = try database.cachedStatement(sql: sql)
        handle = statement.sqliteStatement
        connection = database.sqliteConnection
        sqlite3_reset(handle)
    }

    func bind(_ value: Int64, at index: Int32) { sqlite3_bind_int64(handle, index, value) }

    func bind(_ value: Int, at index: Int32) { sqlite3_bind_int64(handle, index, Int64(value)) }

    func bind(_ value: Double, at index: Int32) { sqlite3_bind_double(handle, index, value) }

    func bindNull(at index: Int32) { sqlite3_bind_null(handle, index) }

    func bind(_ value: String, at index: Int32) {
        var value = value
        value.withUTF8 { bytes in
            // SQLite copies the bytes: the destructor -1 asks it to.
            let copied = unsafeBitCast(-1, to: sqlite3_destructor_type.self)
            let text = UnsafeRawPointer(bytes.baseAddress)?.assumingMemoryBound(to: CChar.self)
            if let text {
                sqlite3_bind_text(handle, index, text, Int32(clamping: bytes.count), copied)
            } else {
                sqlite3_bind_text(handle, index, "", 0, copied)
            }
        }
    }

    func bind(_ value: String?, at index: Int32) {
        if let value { bind(value, at: index) } else { bindNull(at: index) }
    }

    func bind(optional value: Int64?, at index: Int32) {
        if let value { bind(value, at: index) } else { bindNull(at: index) }
    }

    func bind(optional value: Int?, at index: Int32) {
        bind(optional: value.map(Int64.init), at: index)
    }

    /// Whether there is a row.
    func step() throws -> Bool {
        switch sqlite3_step(handle) {
        case SQLITE_ROW: return true
        case SQLITE_DONE: return false
        case let code:
            let message = connection.flatMap { sqlite3_errmsg($0) }.map { String(cString: $0) }
            let extended = connection.map { sqlite3_extended_errcode($0) } ?? code
            sqlite3_reset(handle)
            throw SQLiteFailure(code: extended, message: message ?? "")
        }
    }

    /// Steps through a statement that gives no rows, and makes it ready again.
    func run() throws {
        while try step() {}
        sqlite3_reset(handle)
    }

    /// Must follow the last step: a statement left half-way keeps its transaction open.
    func reset() { sqlite3_reset(handle) }

    func isNull(_ column: Int32) -> Bool { sqlite3_column_type(handle, column) == SQLITE_NULL }

    func integer(_ column: Int32) -> Int64 { sqlite3_column_int64(handle, column) }

    func double(_ column: Int32) -> Double { sqlite3_column_double(handle, column) }

    /// Empty for null.
    func text(_ column: Int32) -> String {
        guard let start = sqlite3_column_text(handle, column) else { return "" }
        let count = Int(sqlite3_column_bytes(handle, column))
        return String(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self)
    }

    func optionalText(_ column: Int32) -> String? { isNull(column) ? nil : text(column) }

    /// The first column of the first row; `nil` where there is no row.
    func oneInteger() throws -> Int64? {
        let result = try step() ? integer(0) : nil
        reset()
        return result
    }
}
