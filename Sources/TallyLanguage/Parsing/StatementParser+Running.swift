import TallyModel

extension StatementParser {
    /// A window that moves along the series.
    ///
    ///     rolling = "rolling" count unit
    mutating func rolling(from start: Int) throws(ParseFailure) -> RunningWindow {
        could(.count)
        guard token.kind == .word, NumberReader.read(word) != .none else { throw unexpected() }
        let (count, unit) = try countedUnits()
        return RunningWindow(.rolling(count, unit), span(from: start))
    }

    /// Whether `year to` stands here, which nothing else begins with where a clause may stand.
    func isYearToDate(ahead distance: Int = 0) -> Bool {
        token(ahead: distance).kind == .word && word(ahead: distance) == Self.yearToDate[0]
            && token(ahead: distance + 1).keyword == .to
    }

    /// Says what could stand behind a `year` at the end of the text.
    mutating func couldBeYearToDate() {
        guard token.kind == .word, word == Self.yearToDate[0], token(ahead: 1).kind == .end else {
            return
        }
        could(ExpectationSet(keywords: [.to]), ahead: 1)
    }

    private static let yearToDate = ["year", Keyword.to.word, "date"]

    /// Behind `year`.
    ///
    ///     year-to-date = "year" "to" "date"
    mutating func yearToDate(from start: Int) throws(ParseFailure) -> RunningWindow {
        try require(.to)
        could(.date)
        guard token.kind == .word, word == Self.yearToDate[2] else { throw unexpected() }
        advance()
        return RunningWindow(.yearToDate, span(from: start))
    }

    /// Only what was known on a day.
    ///
    ///     as-known = "as" "known" "at" day
    mutating func asKnown(from start: Int) throws(ParseFailure) -> KnownAt {
        could(.known)
        guard token.kind == .word, word == "known" else { throw unexpected() }
        advance()
        try require(.at)
        let period = try period()
        guard case .day(let day) = period.kind else {
            throw fail(.dayNeeded(text(period.span), at: place(period.span)))
        }
        return KnownAt(day, span(from: start))
    }

    /// A count and its unit, the first of which is known to stand here.
    ///
    ///     unit = "month" | "months" | "quarter" | "quarters" | "year" | "years"
    mutating func countedUnits() throws(ParseFailure) -> (Int, PeriodUnit) {
        guard let count = NumberReader.count(word) else {
            throw fail(.badCount(text(token.span), at: place(token.span)))
        }
        advance()
        could(.unit)
        guard let unit = PeriodUnit(plural: word) else { throw unexpected() }
        advance()
        return (count, unit)
    }
}
