import TallyModel

/// Why what looks like a period is refused.
struct PeriodRefusal: Equatable {
    let message: String
    /// What to put in its place.
    var offer: String?
    /// What else could be meant, the likelier first; then nothing is put in its place.
    var choices: [String] = []
    /// What is said behind the carets where nothing can be put in its place.
    var label: String?
    /// Whether it could mean two periods.
    var isAmbiguous = false
}

/// Reads one period from the words at a place; ranges are the parser's.
enum PeriodReader {
    enum Reading {
        /// No period begins here.
        case none
        /// A period of so many words.
        case read(PeriodSyntax.Kind, count: Int)
        case refused(PeriodRefusal, count: Int)
        /// The words stop where more must follow; refused in this way where nothing does.
        case unfinished(ExpectationSet, count: Int, PeriodRefusal?)
    }

    /// The first and the last year that may be typed.
    static let years = 1900...2199

    /// - Parameter words: folded, from the place on.
    ///
    ///     period = day | month | quarter | year | "latest" | "previous" | "last" "month" | shift
    static func read(_ words: ArraySlice<String>) -> Reading {
        guard let first = words.first else { return .none }
        switch first {
        case "latest": return .read(.latest, count: 1)
        case "previous": return .read(.previous, count: 1)
        case "last": return lastUnit(words)
        case "a": return ago(1, words)
        default: return shaped(PeriodShape(first), words)
        }
    }

    private static func second(_ words: ArraySlice<String>, _ offset: Int = 1) -> String? {
        words.count > offset ? words[words.startIndex + offset] : nil
    }

    /// `last month`; a last quarter or year could be the calendar's or the data's.
    private static func lastUnit(_ words: ArraySlice<String>) -> Reading {
        guard let unit = second(words) else { return .none }
        switch unit {
        case "month": return .read(.ago(1, .month), count: 2)
        case "quarter", "year":
            let refusal = PeriodRefusal(
                message: "'last \(unit)' could be the one before the latest or the last whole one",
                offer: "a \(unit) ago", isAmbiguous: true)
            return .refused(refusal, count: 2)
        default: return .none
        }
    }

    private static func ago(_ count: Int, _ words: ArraySlice<String>) -> Reading {
        guard let unitWord = second(words) else {
            return .unfinished(ExpectationSet([.unit]), count: 1, nil)
        }
        guard let unit = PeriodUnit(plural: unitWord) else { return .none }
        guard let last = second(words, 2) else {
            return .unfinished(ExpectationSet(keywords: [.ago]), count: 2, nil)
        }
        return last == "ago" ? .read(.ago(count, unit), count: 3) : .none
    }

    private static func shaped(_ shape: PeriodShape, _ words: ArraySlice<String>) -> Reading {
        switch shape {
        case .none: return .none
        case .whole(let kind): return .read(kind, count: 1)
        case .refused(let refusal): return .refused(refusal, count: 1)
        case .month(let month): return monthInWords(month, words)
        case .quarter(let quarter): return quarterInWords(quarter, words)
        case .number(let number):
            if (1...31).contains(number), let word = second(words),
                case .month(let month) = PeriodShape(word)
            {
                return dayInWords(number, month, words)
            }
            guard number >= 1, number <= NumberReader.greatestCount else { return .none }
            return ago(number, words)
        }
    }

    /// `sep 2023`
    private static func monthInWords(_ month: Int, _ words: ArraySlice<String>) -> Reading {
        let name = Period.monthNames[month - 1]
        let missing = PeriodRefusal(
            message: "a month needs its year, as in '\(name) 2023'",
            label: "which year?")
        guard let word = second(words) else {
            return .unfinished(ExpectationSet([.number]), count: 1, missing)
        }
        switch PeriodShape(word) {
        case .whole(.bareYear(let year)): return .read(.month(year: year, month: month), count: 2)
        case .number(let number) where word.utf8.count == 2:
            let offer = PeriodSyntax.text(.month(year: PeriodShape.century(number), month: month))
            // What looks like the last days of a month is not taken for a year to come.
            let isDay = (28...31).contains(number)
            let refusal = PeriodRefusal(
                message: "'\(words.first ?? "") \(word)' could be a day or a month",
                offer: isDay ? nil : offer,
                label: isDay
                    ? "a day has its year, as in '28 \(words.first ?? "") 2023'; '\(offer)' is a month"
                    : nil,
                isAmbiguous: true)
            return .refused(refusal, count: 2)
        default: return .refused(missing, count: 1)
        }
    }

    /// `30 sep 2023`
    private static func dayInWords(
        _ day: Int, _ month: Int, _ words: ArraySlice<String>
    ) -> Reading {
        let missing = PeriodRefusal(
            message: "a day needs its year, as in '\(day) \(Period.monthNames[month - 1]) 2023'",
            label: "which year?")
        guard let word = second(words, 2) else {
            return .unfinished(ExpectationSet([.number]), count: 2, missing)
        }
        guard case .whole(.bareYear(let year)) = PeriodShape(word) else {
            return .refused(missing, count: 2)
        }
        guard let date = Day(checking: year, month, day) else {
            return .refused(PeriodShape.noSuchDay(year, month), count: 3)
        }
        return .read(.day(date), count: 3)
    }

    /// `q2 2022/23`
    private static func quarterInWords(_ quarter: Int, _ words: ArraySlice<String>) -> Reading {
        let missing = PeriodRefusal(
            message: "a quarter needs its financial year, as in 'q\(quarter) 2022/23'",
            label: "which financial year?")
        guard let word = second(words) else {
            return .unfinished(ExpectationSet([.period]), count: 1, missing)
        }
        switch PeriodShape(word) {
        case .whole(.financialYear(let year)):
            return .read(.quarter(quarter, year: year), count: 2)
        case .whole(.bareYear(let year)):
            let offer = PeriodSyntax.text(.quarter(quarter, year: year))
            let refusal = PeriodRefusal(
                message: "'q\(quarter) \(year)' could be a quarter of two financial years",
                offer: offer, isAmbiguous: true)
            return .refused(refusal, count: 2)
        case .whole(.month(let year, let month)) where (year + 1) % 100 == month:
            let refusal = PeriodRefusal(
                message: "a financial year is written with a stroke",
                offer: PeriodSyntax.text(.quarter(quarter, year: year)))
            return .refused(refusal, count: 2)
        case .refused(let refusal):
            let offer = refusal.offer.map { "q\(quarter) \($0)" }
            return .refused(
                PeriodRefusal(
                    message: refusal.message, offer: offer,
                    choices: refusal.choices.map { "q\(quarter) \($0)" }, label: refusal.label,
                    isAmbiguous: refusal.isAmbiguous), count: 2)
        default: return .refused(missing, count: 1)
        }
    }
}
