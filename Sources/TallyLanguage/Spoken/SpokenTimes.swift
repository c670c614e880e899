import TallyModel

/// Times in plain words as the language writes them: `the 12 months to september 2023` is `oct22 to
/// sep23`. What needs the newest figures, `this quarter` or a month without its year, is read only
/// where they are known.
struct SpokenTimes {
    /// Words of one statement, folded, without the question mark behind the last.
    let words: [String]
    /// The month in which the newest figures end, counted from the year 0.
    let newest: Int?
    /// Whether values are named, which a time without them may only be set against.
    let hasValue: Bool
    /// Whether a time is set against another.
    let isComparing: Bool

    init(_ words: [String], newest: Day?, hasValue: Bool, isComparing: Bool) {
        self.words = words
        self.newest = newest.map {
            let (year, month, _) = $0.civil
            return year * 12 + month - 1
        }
        self.hasValue = hasValue
        self.isComparing = isComparing
    }

    /// Whether any of it can be told by the newest figures alone.
    var isLoose: Bool {
        words.indices.contains { index in
            switch PeriodShape(word(index)) {
            case .month, .quarter: true
            default:
                isWord(index, of: ["this", Keyword.last.word])
                    && PeriodUnit(plural: word(index + 1)) != nil
            }
        }
    }

    /// A time that begins at a word.
    struct Time: Equatable {
        let text: String
        let count: Int
        /// Its months, counted from the year 0, where it has whole ones.
        var months: ClosedRange<Int>?
    }

    func word(_ index: Int) -> String { words.indices.contains(index) ? words[index] : "" }

    /// Whether one of some words stands at a place.
    func isWord(_ index: Int, of some: Set<String>) -> Bool { some.contains(word(index)) }

    /// What to write for the words from a place on, where the language writes it otherwise.
    func rewritten(at index: Int) -> Time? {
        if let found = window(at: index) ?? between(at: index) ?? bound(at: index) { return found }
        guard let time = time(at: index) else { return nil }
        let typed = words[index..<min(words.count, index + time.count)].joined(separator: " ")
        if case .read = PeriodReader.read(words[index...]), !typed.contains(Self.end) { return nil }
        return typed == time.text ? nil : time
    }

    private static let end = "end"

    // MARK: One time

    /// The time that begins at a word.
    ///
    /// - Parameter newest: the last month that it may end in where its year is not said.
    func time(at index: Int, newest limit: Int? = nil) -> Time? {
        let limit = limit ?? newest
        if let skipped = leadIn(at: index), let time = time(at: index + skipped, newest: limit) {
            return Time(text: time.text, count: time.count + skipped, months: time.months)
        }
        return monthsTo(at: index, limit) ?? part(at: index) ?? day(at: index)
            ?? numbered(at: index) ?? read(at: index) ?? loose(at: index, limit)
            ?? relative(at: index)
    }

    /// How many words of `the end of` stand before a time.
    private func leadIn(at index: Int) -> Int? {
        let start = word(index) == "the" ? index + 1 : index
        guard isWord(start, of: [Self.end, "month-end", "close"]) else { return nil }
        return (word(start + 1) == Keyword.of.word ? start + 2 : start + 1) - index
    }

    /// `the 12 months to september 2023`, `year ending march 2023`
    private func monthsTo(at index: Int, _ limit: Int?) -> Time? {
        var next = word(index) == "the" ? index + 1 : index
        var count = 1
        if let number = number(next) {
            count = number
            next += 1
        }
        guard let unit = PeriodUnit(plural: word(next)), count * unit.months > 1,
            isWord(next + 1, of: ["to", "ending", "ended"]),
            let end = time(at: next + 2, newest: limit), let last = end.months?.upperBound
        else { return nil }
        return Self.run(
            (last - count * unit.months + 1)...last, count: next + 2 + end.count - index)
    }

    /// `h1 2023/24`, `first quarter of 2023/24`
    private func part(at index: Int) -> Time? {
        let halves = ["h1": 0, "h2": 6]
        let ordinals = [
            "first": 0, "second": 1, "third": 2, "fourth": 3, "last": 3, "1st": 0, "2nd": 1,
        ]
        if let offset = halves[word(index)], let year = financialYear(index + 1) {
            let first = year * 12 + 3 + offset
            return Self.run(first...(first + 5), count: 2)
        }
        guard let ordinal = ordinals[word(index)] else { return nil }
        let next = word(index + 2) == Keyword.of.word ? index + 3 : index + 2
        guard let year = financialYear(next) else { return nil }
        let first = year * 12 + 3
        switch word(index + 1) {
        case "half" where ordinal < 2:
            return Self.run(
                (first + ordinal * 6)...(first + ordinal * 6 + 5), count: next + 1 - index)
        case "quarter": return Self.quarter(first + ordinal * 3, count: next + 1 - index)
        default: return nil
        }
    }

    private func financialYear(_ index: Int) -> Int? {
        if case .whole(.financialYear(let year)) = PeriodShape(word(index)) { year } else { nil }
    }

    /// `30th september 2023`
    private func day(at index: Int) -> Time? {
        let number = word(index).prefix { $0.isNumber }
        let suffix = word(index).dropFirst(number.count)
        guard !number.isEmpty, ["st", "nd", "rd", "th"].contains(suffix) else { return nil }
        let next = word(index + 1) == Keyword.of.word ? index + 2 : index + 1
        let rest = [String(number)] + words.dropFirst(next)
        guard case .read(let kind, let count) = PeriodReader.read(rest[...]), count == 3 else {
            return nil
        }
        return Time(
            text: PeriodSyntax.text(kind), count: next + 2 - index, months: Self.months(kind))
    }

    /// `09/2023`
    private func numbered(at index: Int) -> Time? {
        let parts = word(index).split { $0 == "/" || $0 == "-" }
        guard parts.count == 2, parts[0].count <= 2, parts[1].count == 4,
            let month = Int(parts[0]), let year = Int(parts[1]), (1...12).contains(month),
            PeriodReader.years.contains(year)
        else { return nil }
        return Self.month(year * 12 + month - 1, count: 1)
    }

    /// A period of the language.
    private func read(at index: Int) -> Time? {
        guard index < words.count else { return nil }
        switch PeriodReader.read(words[index...]) {
        case .read(let kind, let count):
            return Time(
                text: PeriodSyntax.text(kind), count: count, months: Self.months(kind))
        case .refused(let refusal, let count):
            guard let offer = refusal.offer, !refusal.isAmbiguous else { return nil }
            return Time(text: offer, count: count)
        case .none, .unfinished: return nil
        }
    }

    // MARK: What the newest figures say

    /// A month or a quarter without its year: the newest that there is.
    private func loose(at index: Int, _ limit: Int?) -> Time? {
        guard let limit, index < words.count else { return nil }
        if case .refused(let refusal, _) = PeriodReader.read(words[index...]),
            refusal.offer != nil || refusal.isAmbiguous || !refusal.choices.isEmpty
        {
            return nil
        }
        switch PeriodShape(word(index)) {
        case .number(let number):
            // A day without its year.
            guard case .month(let month) = PeriodShape(word(index + 1)) else { return nil }
            let found = limit - (limit - (month - 1)) % 12
            guard let day = Day(checking: found / 12, month, number) else { return nil }
            return Time(text: PeriodSyntax.text(.day(day)), count: 2, months: found...found)
        case .month(let month):
            // A word of its own where nothing says that it is a time.
            if month == 5, !isWord(index - 1, of: Self.beforeTime) { return nil }
            let found = limit - (limit - (month - 1)) % 12
            switch (word(index + 1), word(index + 2)) {
            case (Keyword.last.word, "year"): return Self.month(found - 12, count: 3)
            case ("this", "year"): return Self.month(found, count: 3)
            default: return Self.month(found, count: 1)
            }
        case .quarter(let quarter):
            guard financialYear(index + 1) == nil, number(index + 1) == nil else { return nil }
            return Self.quarter(limit - (limit - quarter * 3) % 12, count: 1)
        default: return nil
        }
    }

    /// `this quarter`; the last one only beside a value and where nothing is set against it.
    private func relative(at index: Int) -> Time? {
        guard let newest else { return nil }
        let own = newest - newest % 3
        switch (word(index), word(index + 1)) {
        case ("this", "month") where hasValue || isComparing: return Self.month(newest, count: 2)
        case ("this", "year") where hasValue && !isComparing:
            // The words stay, since a sum to date says the same.
            let first = (newest - 3) / 12 * 12 + 3
            return Time(text: "this year \(Keyword.since.word) \(Self.text(first))", count: 2)
        case ("this", "quarter") where hasValue: return Self.quarter(own, count: 2)
        case ("last", "quarter") where hasValue && (!isComparing || says("this", "quarter")):
            return Self.quarter(own - 3, count: 2)
        case ("last", "year") where hasValue && !isComparing && !isWord(index - 1, of: Self.same):
            return Time(text: PeriodSyntax.text(.financialYear((newest - 3) / 12 - 1)), count: 2)
        default: return nil
        }
    }

    private static let same: Set<String> = ["time", "month", "quarter", "year", "same"]
    private static let beforeTime: Set<String> = [
        "in", "at", "since", "from", "to", "until", "till", "of", "before", "after", "for", "vs",
        "and", "between", "by", "end",
    ]

    private func says(_ first: String, _ second: String) -> Bool {
        zip(words, words.dropFirst()).contains { $0 == first && $1 == second }
    }

    // MARK: Several periods

    /// `over the last year`, `past six months`
    private func window(at index: Int) -> Time? {
        var next = index
        let isOver = isWord(next, of: ["over", "during", "across", "within", "in", "for"])
        if isOver { next += 1 }
        let hasArticle = word(next) == "the"
        if hasArticle { next += 1 }
        guard isWord(next, of: ["last", "past", "previous"]) else { return nil }
        let isPast = word(next) != Keyword.last.word
        let stands = isOver && word(index) != "in" && word(index) != "for" || hasArticle || isPast
        let last = Keyword.last.word
        if let count = number(next + 1), let unit = PeriodUnit(plural: word(next + 2)) {
            let isSaidSo = !isOver && !hasArticle && !isPast && Int(word(next + 1)) != nil
            return isSaidSo
                ? nil : Time(text: "\(last) \(count) \(unit.rawValue)s", count: next + 3 - index)
        }
        guard stands, word(next) != "previous", let unit = PeriodUnit(plural: word(next + 1)),
            unit != .month, word(next + 2) != Keyword.of.word
        else { return nil }
        return Time(text: "\(last) \(unit.months) months", count: next + 2 - index)
    }

    /// `between april and september`, `from april until september`: the first is the newest that
    /// comes before the second.
    private func between(at index: Int) -> Time? {
        guard isWord(index, of: ["between", "from"]), let first = time(at: index + 1) else {
            return nil
        }
        let joint = index + 1 + first.count
        guard isWord(joint, of: ["and", "to", "until", "till", "through", "thru"]),
            let last = time(at: joint + 1),
            let before = time(at: index + 1, newest: last.months?.upperBound)
        else { return nil }
        let text = "\(Keyword.from.word) \(before.text) \(Keyword.to.word) \(last.text)"
        let count = joint + 1 + last.count - index
        return words[index..<(index + count)].joined(separator: " ") == text
            ? nil : Time(text: text, count: count)
    }

    /// `before apr23` is the year up to the month before it, `after apr23` what follows it.
    private func bound(at index: Int) -> Time? {
        let isUpTo = word(index) == "up" && word(index + 1) == "to"
        guard hasValue, !isComparing || isUpTo,
            isUpTo || isWord(index, of: ["before", "until", "till", "after"])
        else { return nil }
        let next = isUpTo ? index + 2 : index + 1
        guard let time = time(at: next), let months = time.months else { return nil }
        let count = next + time.count - index
        if word(index) == "after" {
            let since = Self.month(months.upperBound + 1, count: 0).text
            return Time(text: "\(Keyword.since.word) \(since)", count: count)
        }
        let last = word(index) == "before" ? months.lowerBound - 1 : months.upperBound
        let run = Self.run((last - 11)...last, count: count)
        return Time(text: "\(Keyword.from.word) \(run.text)", count: count)
    }

    // MARK: As typed

    /// A whole number, in words or in digits.
    private func number(_ index: Int) -> Int? {
        SpokenWords.number(word(index))
            ?? Int(word(index)).flatMap { $0 > 0 && $0 < 1000 ? $0 : nil }
    }

    private static func text(_ month: Int) -> String {
        PeriodSyntax.text(.month(year: month / 12, month: month % 12 + 1))
    }

    private static func month(_ month: Int, count: Int) -> Time {
        Time(text: text(month), count: count, months: month...month)
    }

    private static func run(_ months: ClosedRange<Int>, count: Int) -> Time {
        Time(
            text: "\(text(months.lowerBound)) \(Keyword.to.word) \(text(months.upperBound))",
            count: count, months: months)
    }

    /// The quarter that begins in a month.
    private static func quarter(_ first: Int, count: Int) -> Time {
        let kind = PeriodSyntax.Kind.quarter(
            (first - 3) % 12 / 3 + 1, year: (first - 3) / 12)
        return Time(
            text: PeriodSyntax.text(kind), count: count, months: first...(first + 2))
    }

    private static func months(_ kind: PeriodSyntax.Kind) -> ClosedRange<Int>? {
        switch kind {
        case .month(let year, let month):
            let index = year * 12 + month - 1
            return index...index
        case .day(let day):
            let (year, month, _) = day.civil
            let index = year * 12 + month - 1
            return index...index
        case .quarter(let quarter, let year):
            let first = year * 12 + quarter * 3
            return first...(first + 2)
        case .financialYear(let year):
            let first = year * 12 + 3
            return first...(first + 11)
        default: return nil
        }
    }
}
