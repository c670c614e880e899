import TallyModel

/// What one word looks like to the reader of periods.
enum PeriodShape: Equatable {
    case none
    /// A period by itself.
    case whole(PeriodSyntax.Kind)
    case refused(PeriodRefusal)
    /// `sep`, which needs a year.
    case month(Int)
    /// `q2`, which needs a financial year.
    case quarter(Int)
    /// A small whole number.
    case number(Int)

    /// A run of digits.
    private struct Digits: Equatable {
        var value: Int
        var count: Int
    }

    /// - Parameter word: folded.
    init(_ word: String) {
        var letters = ""
        var numbers: [Digits] = []
        var separators: [UInt8] = []
        var wasSeparator = false
        for byte in word.utf8 {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"):
                guard numbers.isEmpty, separators.isEmpty, letters.utf8.count < 9 else {
                    self = .none
                    return
                }
                letters.unicodeScalars.append(Unicode.Scalar(byte))
            case UInt8(ascii: "0")...UInt8(ascii: "9"):
                let digit = Int(byte &- 0x30)
                if numbers.isEmpty || wasSeparator { numbers.append(Digits(value: 0, count: 0)) }
                let last = numbers.count - 1
                guard numbers[last].count < 4, numbers.count <= 3 else {
                    self = .none
                    return
                }
                numbers[last].value = numbers[last].value * 10 + digit
                numbers[last].count += 1
                wasSeparator = false
            case UInt8(ascii: "-"), UInt8(ascii: "/"):
                guard !wasSeparator, separators.count < 3, !(numbers.isEmpty && letters.isEmpty)
                else {
                    self = .none
                    return
                }
                separators.append(byte)
                wasSeparator = true
            default:
                self = .none
                return
            }
        }
        if wasSeparator || (letters.isEmpty && numbers.isEmpty) {
            self = .none
        } else if letters.isEmpty {
            self = Self.digits(numbers, separators, word)
        } else {
            self = Self.lettered(letters, numbers, separators, word)
        }
    }

    /// 69 is 1969 and 68 is 2068, as POSIX has it.
    static func century(_ year: Int) -> Int { year < 69 ? 2000 + year : 1900 + year }

    /// The names of the months as they are folded, at full length.
    static let monthWords = Period.monthNames.map { $0.lowercased() }
    private static let shortMonthWords = monthWords.map { String($0.prefix(3)) }

    /// 1 to 12 for the name of a month, at its full length or three letters; `sept` too.
    static func month(_ letters: String) -> Int? {
        let names = letters.utf8.count == 3 ? shortMonthWords : monthWords
        if let index = names.firstIndex(of: letters) { return index + 1 }
        return letters == "sept" ? 9 : nil
    }

    static func noSuchDay(_ year: Int, _ month: Int) -> PeriodRefusal {
        guard (1...12).contains(month) else {
            return PeriodRefusal(
                message: "there is no month \(month)",
                label: "a day is written day first, as in 30/09/2023")
        }
        let last = Day.length(ofMonth: month, in: year)
        return PeriodRefusal(
            message: "there is no such day",
            label: "\(Period.monthNames[month - 1]) \(year) has \(last) days")
    }

    private static func badYear(_ year: Int) -> PeriodShape {
        .refused(
            PeriodRefusal(
                message: "'\(year)' is no year that figures are kept for",
                label: "years run from \(PeriodReader.years.lowerBound) to "
                    + "\(PeriodReader.years.upperBound)"))
    }

    private static func yearPair(_ first: Int) -> String {
        PeriodSyntax.text(.financialYear(first))
    }

    private static func digits(_ numbers: [Digits], _ separators: [UInt8], _ word: String)
        -> PeriodShape
    {
        let isStroke = separators.allSatisfy { $0 == UInt8(ascii: "/") }
        let isHyphen = separators.allSatisfy { $0 == UInt8(ascii: "-") }
        let first = numbers[0]
        switch (numbers.map(\.count), numbers.count) {
        case ([4], _):
            return PeriodReader.years.contains(first.value)
                ? .whole(.bareYear(first.value)) : .number(first.value)
        case (_, 1): return .number(first.value)
        case ([4, 2], _), ([4, 4], _):
            let years = PeriodReader.years
            guard years.contains(first.value) else { return badYear(first.value) }
            if isStroke { return strokedYears(first.value, numbers[1], word) }
            return hyphenated(first.value, numbers[1], word)
        case ([2, 2], _) where isStroke && (first.value + 1) % 100 == numbers[1].value:
            return .refused(
                PeriodRefusal(
                    message: "a financial year begins with four digits",
                    offer: yearPair(century(first.value))))
        case ([4, 2, 2], _) where isHyphen:
            return day(first.value, numbers[1].value, numbers[2].value)
        case ([1, 1, 4], _), ([1, 2, 4], _), ([2, 1, 4], _), ([2, 2, 4], _):
            guard isStroke else { return .none }
            return day(numbers[2].value, numbers[1].value, first.value)
        case ([2, 2, 2], _) where isStroke, ([1, 1, 2], _) where isStroke,
            ([1, 2, 2], _) where isStroke, ([2, 1, 2], _) where isStroke:
            let year = century(numbers[2].value)
            let date = Day(checking: year, numbers[1].value, first.value)
            return .refused(
                PeriodRefusal(
                    message: "a day has its year in four digits",
                    offer: date.map { PeriodSyntax.strokedDay($0) },
                    label: "days are written like 30/09/2023 or 2023-09-30"))
        default: return .none
        }
    }

    private static func day(_ year: Int, _ month: Int, _ day: Int) -> PeriodShape {
        guard PeriodReader.years.contains(year) else { return badYear(year) }
        guard let date = Day(checking: year, month, day) else {
            return .refused(noSuchDay(year, month))
        }
        return .whole(.day(date))
    }

    /// `2022/23`, `2022/2023`
    private static func strokedYears(_ first: Int, _ second: Digits, _ word: String)
        -> PeriodShape
    {
        let follows =
            second.count == 4 ? second.value == first + 1 : second.value == (first + 1) % 100
        if follows { return .whole(.financialYear(first)) }
        if second.count == 2, (1...12).contains(second.value) {
            return .refused(
                PeriodRefusal(
                    message: "a month is written with a hyphen, and '\(word)' is no financial year",
                    offer: PeriodSyntax.text(.month(year: first, month: second.value))))
        }
        return .refused(
            PeriodRefusal(
                message: "'\(word)' is no financial year: the second year must follow the first",
                offer: yearPair(first)))
    }

    /// `2023-09`, `2009-10` (October 2009); `2022-23` is refused.
    private static func hyphenated(_ first: Int, _ second: Digits, _ word: String) -> PeriodShape {
        if second.count == 2, (1...12).contains(second.value) {
            return .whole(.month(year: first, month: second.value))
        }
        let follows =
            second.count == 4 ? second.value == first + 1 : second.value == (first + 1) % 100
        guard follows else {
            return .refused(
                PeriodRefusal(
                    message: second.count == 2
                        ? "there is no month \(second.value), in '\(word)'"
                        : "'\(word)' is no period",
                    label: "a month is written like 2023-09, a financial year like 2022/23"))
        }
        return .refused(
            PeriodRefusal(
                message: "'\(word)' could be a month or a financial year",
                offer: yearPair(first), isAmbiguous: true))
    }

    private static func lettered(
        _ letters: String, _ numbers: [Digits], _ separators: [UInt8], _ word: String
    ) -> PeriodShape {
        switch letters {
        case "q":
            guard numbers.count == 1, separators.isEmpty, numbers[0].count == 1 else {
                return .none
            }
            let quarter = numbers[0].value
            guard (1...4).contains(quarter) else {
                return .refused(
                    PeriodRefusal(
                        message: "there is no quarter \(quarter)", label: "quarters are q1 to q4"))
            }
            return .quarter(quarter)
        case "cy", "ay", "fy": return markedYear(letters, numbers, separators, word)
        default: break
        }
        guard let month = month(letters) else { return .none }
        if numbers.isEmpty { return separators.isEmpty ? .month(month) : .none }
        guard numbers.count == 1, numbers[0].count == 2 || numbers[0].count == 4 else {
            return .none
        }
        let typed = numbers[0]
        let year = typed.count == 2 ? century(typed.value) : typed.value
        guard PeriodReader.years.contains(year) else { return badYear(year) }
        let kind = PeriodSyntax.Kind.month(year: year, month: month)
        if separators.isEmpty { return .whole(kind) }
        return .refused(
            PeriodRefusal(
                message: "'\(word)' could be a day or a month", offer: PeriodSyntax.text(kind),
                isAmbiguous: typed.count == 2))
    }

    /// `cy2022`, `ay2022/23`, `fy2022/23`
    private static func markedYear(
        _ mark: String, _ numbers: [Digits], _ separators: [UInt8], _ word: String
    ) -> PeriodShape {
        guard let first = numbers.first, first.count == 4 else { return .none }
        guard PeriodReader.years.contains(first.value) else { return badYear(first.value) }
        if mark == "cy" {
            if numbers.count == 1 { return .whole(.calendarYear(first.value)) }
            return .refused(
                PeriodRefusal(
                    message: "a calendar year is one year", offer: "cy\(first.value)"))
        }
        let prefix = mark == "ay" ? "ay" : ""
        let name = mark == "ay" ? "an academic year" : "a financial year"
        if numbers.count == 1 {
            let choices = [first.value - 1, first.value].map { prefix + yearPair($0) }
            return .refused(
                PeriodRefusal(
                    message: "\(name) is written with both its years", choices: choices,
                    label: "say \(choices.joined(separator: " or "))", isAmbiguous: true))
        }
        guard numbers.count == 2, separators == [UInt8(ascii: "/")] else {
            return .refused(
                PeriodRefusal(
                    message: "\(name) is written with both its years",
                    offer: prefix + yearPair(first.value)))
        }
        switch strokedYears(first.value, numbers[1], word) {
        case .whole:
            return .whole(mark == "ay" ? .academicYear(first.value) : .financialYear(first.value))
        case .refused(let refusal):
            return .refused(
                PeriodRefusal(message: refusal.message, offer: prefix + yearPair(first.value)))
        default: return .none
        }
    }
}
