import GRDBSQLite
import TallyModel

/// What a row says that no row of a store can: another tool has written it.
struct StoreDamage: Error {
    /// As it stands behind `the store … is damaged: `.
    let what: String

    /// Figures of a file that is not there.
    static func unlisted(file: Int64) -> StoreDamage {
        StoreDamage(what: "it has figures of a file number \(file), which it does not list")
    }
}

/// What is kept as a whole number, checked where it is read: any tool may write any number.
extension RawStatement {
    private static let days = Day(1000, 1, 1).number...Day(9999, 12, 31).number

    /// The day of this number. Throws where no calendar that Tally knows has it.
    func day(_ column: Int32) throws -> Day {
        Day(number: try number(column, in: Self.days, for: "a day"))
    }

    /// The same; `nil` for null.
    func optionalDay(_ column: Int32) throws -> Day? { isNull(column) ? nil : try day(column) }

    /// Digits behind the point.
    func decimals(_ column: Int32) throws -> Int {
        try number(column, in: 0...Int(UInt8.max), for: "a number of decimals")
    }

    /// A figure. Throws where it is not finite.
    func figure(_ column: Int32) throws -> Double {
        let value = double(column)
        guard value.isFinite else { throw StoreDamage(what: "'\(value)' is kept for a figure") }
        return value
    }

    /// A whole number within bounds.
    ///
    /// - Parameter what: for what it is kept, with its article.
    func number(_ column: Int32, in range: ClosedRange<Int>, for what: String) throws -> Int {
        let value = integer(column)
        guard let number = Int(exactly: value), range.contains(number) else {
            throw StoreDamage(what: "'\(value)' is kept for \(what)")
        }
        return number
    }
}
