import TallyModel
import TallyPlugins

/// Everything that is said beside figures, in one place, so that the same thing is always said the
/// same way.
extension ResultTable.Note {
    static func populationBreak(
        _ population: String, _ period: String, from before: Cell, to after: Cell
    ) -> Self {
        func text(_ cell: Cell) -> String {
            cell.value.map {
                NumberText.fixed($0, decimals: ExactDecimal($0).decimals, grouped: true)
            } ?? cell.reason?.words ?? ""
        }
        return Self(
            .populationBreak,
            "break in \(period): \(population.lowercasedFirst) is \(text(after)), before "
                + "\(text(before))")
    }

    static func definitionBreak(
        _ period: Period, before: DefinitionDeclaration, after: DefinitionDeclaration,
        _ calendar: Calendar
    ) -> Self {
        let title = period.title(in: calendar)
        let since = DefinitionDeclaration.words(from: after.from, until: nil, calendar)
        let when = since == "from \(title)" ? "" : "\(since) "
        return Self(
            .definitionBreak, "break in \(title): \(when)\(after.note); before, \(before.note)")
    }

    /// A figure that was counted over a period in which the definition changed.
    static func definitionWithin(
        _ period: String, _ day: Day, before: DefinitionDeclaration, after: DefinitionDeclaration
    ) -> Self {
        Self(
            .definitionBreak,
            "break within \(period), on \(Period.day(day).title(in: Calendar())): \(after.note); "
                + "before, \(before.note)")
    }

    static func notDefined(_ indicator: Indicator, _ calendar: Calendar) -> Self {
        let definitions = indicator.declaration.definitions
        let meaning = definitions.count == 1 ? ": \(definitions[0].note)" : ""
        return Self(
            .notDefined,
            "\(indicator.id) holds only \(indicator.definedWords(calendar))\(meaning)")
    }

    static func noPopulationThen(_ population: String, _ period: String) -> Self {
        Self(.noPopulationThen, "no \(population.lowercasedFirst) is known for \(period)")
    }

    /// Since when a population is in force, and from which source it is.
    static func inForce(since day: Day, _ source: String) -> Self {
        Self(
            .inForce,
            "in force since \(Period.day(day).title(in: Calendar())) (\(source))")
    }

    static let populationAtEnd = Self(
        .populationAtEnd,
        "a count over a period, divided by the population at the period's end; not annualised")

    static func provisional(_ indicator: Indicator, _ period: Period, _ calendar: Calendar) -> Self
    {
        let months = indicator.declaration.arrears
        return Self(
            .provisional,
            "\(period.title(in: calendar)) is provisional: figures are "
                + "\(NumberText.counted(months, "month")) in arrears")
    }

    static func arrears(_ months: Int, latest: String, sourceLast: String) -> Self {
        Self(
            .arrears,
            "\(NumberText.counted(months, "month")) in arrears: the latest settled is \(latest), "
                + "though its source runs to \(sourceLast)")
    }

    static func stale(_ title: String, latest: String, source: String, sourceLast: String) -> Self {
        let rest = "in \(latest), though the \(source) runs to \(sourceLast)"
        return Self(.stale, "\(title) ends \(rest)", ofMany: "indicators end \(rest)")
    }

    /// That a part of an indicator ends before the whole of it.
    static func staleBeside(_ part: String, latest: String, whole: String, last: String) -> Self {
        Self(.stale, "\(part) ends in \(latest), though \(whole) runs to \(last)")
    }

    /// - Parameter isPublished: whether other periods have published figures.
    static func computed(_ indicator: Indicator, isPublished: Bool) -> Self {
        let formula = "computed as \(indicator.declaration.formula?.value ?? "")"
        return Self(.computed, isPublished ? "not published for this period: \(formula)" : formula)
    }

    static func notAsComputed(_ indicator: Indicator, published: Double, computed: Double) -> Self {
        let decimals = max(indicator.declaration.decimals, ExactDecimal(published).decimals)
        return Self(
            .disagreement,
            "\(indicator.id) is published as "
                + "\(NumberText.withMinus(NumberText.full(published))); "
                + "\(indicator.declaration.formula?.value ?? "its formula") gives "
                + NumberText.withMinus(
                    NumberText.fixed(computed, decimals: min(decimals, 6))))
    }

    static func disagreement(
        _ name: String, _ point: PublishedFigures.Point,
        with other: (cell: Cell, decimals: Int, source: String)
    ) -> Self {
        func text(_ cell: Cell) -> String {
            cell.value.map { NumberText.withMinus(NumberText.full($0)) }
                ?? cell.reason?.symbol ?? ""
        }
        return Self(
            .disagreement,
            "\(name) is \(text(point.cell)) in the \(point.source), "
                + "\(text(other.cell)) in the \(other.source)"
        )
    }

    static func partCounted(_ have: Int, of all: Int, _ grain: Grain) -> Self {
        Self(.partCounted, "\(have) of \(all) \(grain.words)s have a figure")
    }

    static func commonToBoth(_ have: Int, of all: Int, _ grain: Grain) -> Self {
        Self(.partCounted, "\(have) of \(all) \(grain.words)s have both figures")
    }

    static func toDate(_ have: Int, of all: Int, _ grain: Grain) -> Self {
        Self(.toDate, "to date, \(have) of \(all) \(grain.words)s")
    }

    /// Changes of longer periods than the figures have.
    static func changeWithin(_ grain: Grain, _ native: Grain) -> Self {
        Self(
            .changeWithin,
            "each is the change within the \(grain.words), from its first \(native.words) with a "
                + "figure to its last")
    }

    /// That a change is of the inside of a period, and the sentence that gives the other.
    static func changeInside(_ grain: Grain, instead: String) -> Self {
        Self(
            .changeWithin,
            "the change within the \(grain.words); from the \(grain.words) before: \(instead)")
    }

    /// What is computed, beside the published figures of the same indicator.
    static func publishedOtherwise(
        _ id: String, _ now: (value: Double, period: String),
        _ before: (value: Double, period: String)
    ) -> Self {
        func text(_ value: Double) -> String { NumberText.withMinus(NumberText.full(value)) }
        return Self(
            .computed,
            "computed; as published, \(id) is \(text(now.value)) for \(now.period) and "
                + "\(text(before.value)) for \(before.period)")
    }

    /// A period of which a window has only a part.
    static func cutPeriod(_ period: String, _ native: Grain) -> Self {
        Self(.cutPeriod, "left out: \(period), of which not every \(native.words) is asked for")
    }

    static func unweightedMean(of count: Int, _ grain: Grain, unit: Unit?) -> Self {
        let what: String =
            switch unit {
            case .percent: "percentages"
            case .rate: "rates"
            case .score: "scores"
            default: "figures"
            }
        let often: String =
            switch grain {
            case .month: "monthly"
            case .quarter: "quarterly"
            case .day: "daily"
            default: "yearly"
            }
        return Self(
            .unweightedMean,
            count == 1
                ? "the mean of a single figure"
                : "an unweighted mean of \(count) \(often) \(what)")
    }

    static func sourceChange(_ period: String, _ before: String, _ after: String) -> Self {
        Self(
            .sourceChange,
            "break in \(period): from the \(after), before from the \(before), which prints other "
                + "decimals")
    }

    static func asKnown(_ day: Day) -> Self {
        Self(.asKnown, "as known at \(day.iso): what was published later is left out")
    }

    /// Of what nothing had been published by a day.
    static func knownSince(_ name: String, _ day: String) -> Self {
        Self(.asKnown, "\(name) is known since \(day)")
    }

    static func runCut(_ length: Int, _ period: String) -> Self {
        Self(.runCut, "at least \(length): whether it held in \(period) is not known")
    }

    static func neverHeld(
        _ text: String, _ area: String, from: String, to: String, told: Int, of all: Int
    ) -> Self {
        let known = told < all ? "; \(told) of \(all) periods can be told" : ""
        return .nothing(
            "'\(text)' has not held for \(area) from \(from) to \(to)\(known)")
    }

    static let standsIn = Self(.standsIn, "no figure: what stands behind '??' is shown")

    static func reached(in period: String) -> Self { Self(.reached, "in \(period)") }

    /// Between which two figures of a column something changed.
    static func between(_ column: Column, _ ends: [(row: Int, period: String)], unit: Unit?)
        -> Self
    {
        let said = ends.map { end in
            let value = column.cells[end.row].value ?? 0
            let number = NumberText.withMinus(
                NumberText.fixed(value, decimals: column.decimals[end.row], grouped: true))
            return "\(number)\(unit == .percent ? "%" : "") in \(end.period)"
        }
        return Self(.between, "from \(said.joined(separator: " to "))")
    }

    /// Which year a figure has run along, and since when.
    static func yearToDate(_ grain: Grain, _ year: String, from month: String) -> Self {
        Self(.yearToDate, "counted from \(month), where the \(named(grain, year)) begins")
    }

    /// Of a stock, a year to date is the figure itself.
    static func nothingToRunUp(_ text: String) -> Self {
        Self(
            .yearToDate,
            "'\(text)' is true at an instant and does not add up over the year: this is the figure "
                + "itself, and 'avg(\(text)) last 12 months' is its mean")
    }

    /// A year with what kind of year it is, which the title of some says already.
    private static func named(_ grain: Grain, _ title: String) -> String {
        title.hasSuffix(grain.words) ? title : "\(grain.words) \(title)"
    }

    /// That what runs along a year began anew between two periods; `nil` where it did not.
    static func afresh(
        _ kind: TimeKind, from earlier: Period, to later: Period, _ calendar: Calendar
    ) -> Self? {
        guard case .yearToDate(let grain?) = kind else { return nil }
        let year = calendar.period(grain, containing: later.last)
        guard calendar.period(grain, containing: earlier.last) != year else { return nil }
        let month = calendar.period(.month, containing: year.first).title(in: calendar)
        return Self(
            .afresh,
            "counted afresh from \(month), where the \(named(grain, year.title(in: calendar))) begins"
        )
    }

    static func snapshot(_ id: String, _ day: Day) -> Self {
        Self(.snapshot, "there is a newer figure of a single day: \(id) at \(day.iso)")
    }

    /// Members are divided by what the whole is divided by, so that they add up to its rate; so is
    /// one of them alone.
    static func wholePopulation(_ population: String) -> Self {
        Self(
            .wholePopulation,
            "divided by the whole \(population.lowercasedFirst), not by a part of it")
    }

    /// That what is called a share is none.
    static func overWhole(_ part: String, _ whole: String) -> Self {
        Self(.overWhole, "more than all of it: '\(part)' is no part of '\(whole)'")
    }

    /// A share of what is counted otherwise over time.
    static func kindsDiffer(_ part: String, _ kind: TimeKind, _ whole: String) -> Self {
        let (stock, flow) = kind == .stock ? (part, whole) : (whole, part)
        return Self(
            .kindsDiffer,
            "'\(stock)' is counted at an instant and '\(flow)' over a time, so that the share "
                + "depends on how long that is")
    }

    /// What a plugin says beside a figure.
    static func caveat(_ text: String) -> Self { Self(.caveat, text) }

    static let relativeChange = Self(
        .relativeChange,
        "a percentage of a percentage; 'change' gives the difference in percentage points")

    /// Of the period before, that a change from it would mislead.
    var withoutChange: Self { Self(code, "\(text): no change from it is given") }

    /// What was said of another period than the one beside which it now stands.
    func of(_ period: String) -> Self {
        text.contains(period) ? self : Self(code, "\(period): \(text)")
    }

    static func notAsSummed(
        _ name: String, published: Double, summed: Double, grain: Grain
    ) -> Self {
        Self(
            .disagreement,
            "\(name) is published as \(NumberText.withMinus(NumberText.full(published))); its \(grain.words)s "
                + "sum to \(NumberText.withMinus(NumberText.full(summed)))")
    }

    /// A sentence that answers where this one does not.
    static func instead(_ sentence: String) -> Self { Self(.instead, sentence) }

    static func noValues(_ title: String, _ area: String, detail: String) -> Self {
        .nothing("no values of \(title) for \(area)\(detail)")
    }

    /// The same of several areas at once, named where they are few.
    static func noValues(_ title: String, _ areas: [String], detail: String) -> Self {
        noValues(
            title, areas.count > 3 ? "\(areas.count) areas" : areas.joined(separator: ", "),
            detail: detail)
    }

    /// That there is no figure, in the words of what was asked.
    static func nothing(_ said: String) -> Self { Self(.noValues, said) }

    /// What was asked for too, and why it is not there.
    static func leftOut(_ what: String) -> Self { Self(.leftOut, "left out: \(what)") }
}

extension String {
    /// `Population aged 0 to 17` inside a sentence; an abbreviation stays as it is.
    var lowercasedFirst: String {
        guard let first = first, let second = dropFirst().first, !second.isUppercase else {
            return self
        }
        return first.lowercased() + dropFirst()
    }
}
