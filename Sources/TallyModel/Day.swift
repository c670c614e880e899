/// A day of the proleptic Gregorian calendar, counted from 1 January 1970.
package struct Day: Hashable, Comparable, Sendable {
    package let number: Int

    package init(number: Int) { self.number = number }

    package static func < (a: Day, b: Day) -> Bool { a.number < b.number }

    /// The day `year-month-day`, which must exist; see ``init(checking:_:_:)`` for what was typed.
    ///
    /// Source: Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms", days_from_civil.
    package init(_ year: Int, _ month: Int, _ day: Int) {
        precondition((1...12).contains(month) && (1...31).contains(day), "a day exists")
        let shifted = month <= 2 ? year - 1 : year
        let era = (shifted >= 0 ? shifted : shifted - 399) / 400
        let yearOfEra = shifted - era * 400
        let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        number = era * 146_097 + dayOfEra - 719_468
    }

    /// `nil` where there is no such day or the year is not between 1000 and 9999.
    package init?(checking year: Int, _ month: Int, _ day: Int) {
        guard (1000...9999).contains(year), (1...12).contains(month),
            (1...Self.length(ofMonth: month, in: year)).contains(day)
        else { return nil }
        self.init(year, month, day)
    }

    /// The day of `2023-09-30`, as ``iso`` writes it; `nil` for any other text.
    package init?(iso text: some StringProtocol) {
        var numbers = [0]
        var digits = 0
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"):
                digits += 1
                if digits > 4 { return nil }
                numbers[numbers.count - 1] =
                    numbers[numbers.count - 1] * 10 + Int(byte - UInt8(ascii: "0"))
            case UInt8(ascii: "-"):
                if digits != (numbers.count == 1 ? 4 : 2) { return nil }
                numbers.append(0)
                digits = 0
            default: return nil
            }
        }
        guard numbers.count == 3, digits == 2 else { return nil }
        self.init(checking: numbers[0], numbers[1], numbers[2])
    }

    /// Year, month and day of the month.
    package var civil: (year: Int, month: Int, day: Int) {
        let shifted = number + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra =
            (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        let day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
        let month = shiftedMonth + (shiftedMonth < 10 ? 3 : -9)
        return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day)
    }

    package func advanced(by days: Int) -> Day { Day(number: number + days) }

    /// The number of days in a month.
    package static func length(ofMonth month: Int, in year: Int) -> Int {
        switch month {
        case 2:
            (year.isMultiple(of: 4) && !year.isMultiple(of: 100)) || year.isMultiple(of: 400)
                ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }

    /// `2023-09-30`
    package var iso: String {
        let (year, month, day) = civil
        return String(year) + "-" + Self.twoDigits(month) + "-" + Self.twoDigits(day)
    }

    /// `2023-09`
    var isoMonth: String {
        let (year, month, _) = civil
        guard let digits = Self.digits(ofYear: year) else {
            return String(year) + "-" + Self.twoDigits(month)
        }
        return NumberText.text(ofASCII: [
            digits[0], digits[1], digits[2], digits[3], UInt8(ascii: "-"),
            UInt8(ascii: "0") + UInt8(month / 10), UInt8(ascii: "0") + UInt8(month % 10),
        ])
    }

    /// The digits of a year, where it has four.
    static func digits(ofYear year: Int) -> InlineArray<4, UInt8>? {
        guard (1000...9999).contains(year) else { return nil }
        func digit(_ power: Int) -> UInt8 { UInt8(ascii: "0") + UInt8(year / power % 10) }
        return [digit(1000), digit(100), digit(10), digit(1)]
    }

    /// `07`, as in dates and in the second half of `2006/07`.
    package static func twoDigits(_ number: Int) -> String {
        number < 10 ? "0" + String(number) : String(number)
    }
}
