import TallyLanguage
import TallyModel

/// What the checker and the evaluator refuse, and why.
extension Diagnostic {
    static func tooLarge(at place: Place) -> Diagnostic {
        Diagnostic(
            .nestedTooDeeply, "with all that its names stand for, this is too large", at: place,
            label: "at most \(Expression.mostLevels) levels and "
                + "\(CheckedExpression.largestSize) parts")
    }

    static let cancelled = Diagnostic(.cancelled, "cancelled")

    static func wrongKindOfName(_ name: Name, wanted: String, at place: Place) -> Diagnostic {
        let kinds = Set(name.candidates.map(\.kind.withArticle)).sorted().joined(separator: " or ")
        let what = kinds.isEmpty ? "" : ", it is \(kinds)"
        return Diagnostic(
            .wrongKindOfName, "'\(name.text)' is not \(wanted)\(what)", at: place,
            label: "\(wanted) is expected here")
    }

    static func ambiguousName(_ name: String, choices: [String], at place: Place) -> Diagnostic {
        let list = choices.joined(separator: " or ")
        return Diagnostic(
            .ambiguousName, "'\(name)' could be more than one indicator", at: place,
            label: "say \(list)")
    }

    static func unknownFunction(_ name: String, known: [String], at place: Place) -> Diagnostic {
        let close = Resemblance.closest(to: name, among: known).first
        return Diagnostic(
            .unknownFunction, "there is no function called '\(name)'", at: place,
            label: close.map { "did you mean '\($0)'?" },
            notes: ["the functions are \(known.joined(separator: ", "))"])
    }

    static func wrongArguments(_ function: Function, got: Int, at place: Place) -> Diagnostic {
        Diagnostic(
            .unexpectedWord,
            "'\(function.name)' is used as \(function.signature), with numbers after the first",
            at: place, label: "\(got) given here")
    }

    /// `avg(x only a, b)`
    static func listInFunction(_ function: Function, _ list: String, at place: Place) -> Diagnostic
    {
        Diagnostic(
            .unexpectedWord,
            "a comma inside '\(function.name)' ends its value, so that a list needs brackets of "
                + "its own", at: place, label: "did you mean '(\(list))'?",
            replacement: "(\(list))")
    }

    static func badArgument(
        _ function: Function, _ text: String, _ allowed: ClosedRange<Int>, at place: Place
    ) -> Diagnostic {
        Diagnostic(
            .badNumber,
            "'\(function.signature)' takes a whole number from \(allowed.lowerBound) to "
                + "\(allowed.upperBound), and '\(text)' is none", at: place)
    }

    static func noSubgroup(_ name: String, of indicator: String, known: [String], at place: Place)
        -> Diagnostic
    {
        Diagnostic(
            .noSubgroup, "'\(indicator)' cannot be split by '\(name)'", at: place,
            label: known.isEmpty ? "it has no subgroups" : nil,
            notes: [
                known.isEmpty
                    ? "neither a published figure without '\(name)' nor a count of it is declared"
                    : "it can be split by \(known.joined(separator: ", "))"
            ])
    }

    static func overlappingSubgroups(_ names: [String], at place: Place) -> Diagnostic {
        Diagnostic(
            .noSubgroup,
            "nobody knows how many \(names.joined(separator: " and ")) have in common", at: place,
            label: "together only members of one dimension can be named")
    }

    static func noPopulation(_ text: String, several: [String], known: [String], at place: Place)
        -> Diagnostic
    {
        let message =
            several.isEmpty
            ? "no population is declared for '\(text)'"
            : "the parts of '\(text)' are of different populations"
        return Diagnostic(
            .noPopulation, message, at: place,
            label: known.first.map { "say of which: … per 10k of \($0)" })
    }

    static func notACount(_ phrase: String, _ text: String, _ unit: Unit?, at place: Place)
        -> Diagnostic
    {
        Diagnostic(
            .unitClash, "a \(phrase) is of a count, and '\(text)' is \(unit.words)", at: place,
            label: "this is \(unit.words)")
    }

    static func unitClash(
        _ left: String, _ leftUnit: Unit?, _ right: String, _ rightUnit: Unit?,
        sign: BinaryOperator, at place: Place
    ) -> Diagnostic {
        let verb: String =
            switch sign {
            case .add: "added to"
            case .subtract: "taken from"
            case .multiply: "multiplied by"
            case .divide: "divided by"
            case .otherwise: "put in the place of"
            }
        let (a, b, x, y) =
            sign == .add || sign == .subtract || sign == .otherwise
            ? (right, left, rightUnit, leftUnit) : (left, right, leftUnit, rightUnit)
        return Diagnostic(
            .unitClash, "'\(a)' (\(x.words)) cannot be \(verb) '\(b)' (\(y.words))", at: place,
            offers: ["compare \(left) vs \(right)"])
    }

    static func formulaUnit(
        _ id: String, declared: Unit, formula: Unit, at place: Place
    ) -> Diagnostic {
        Diagnostic(
            .unitClash,
            "'\(id)' is declared in the unit '\(declared.code)', and its formula gives "
                + "'\(formula.code)'", at: place)
    }

    static func formulaKind(
        _ id: String, declared: TimeKind, formula: TimeKind, at place: Place
    ) -> Diagnostic {
        Diagnostic(
            .kindClash,
            "'\(id)' is declared as a \(declared.words), and its formula is of a \(formula.words)",
            at: place, label: "\"kind\": \"\(formula.words)\", or none, is the formula's")
    }

    static func summingAStock(_ argument: String, at place: Place) -> Diagnostic {
        Diagnostic(
            .summingAStock,
            "'\(argument)' is true at an instant, and adding it up over time counts the same "
                + "again and again", at: place, label: "avg, min, max, first and last can be asked")
    }

    static func summingOverlaps(_ argument: String, at place: Place) -> Diagnostic {
        Diagnostic(
            .summingOverlaps,
            "the figures of '\(argument)' each cover several months, so that their sum counts "
                + "months more than once", at: place, label: "last and max can be asked")
    }

    static func averagingRatios(_ verb: String, _ argument: String, at place: Place) -> Diagnostic {
        Diagnostic(
            .averagingRatios, "ratios such as '\(argument)' cannot be \(verb)", at: place,
            label: "avg gives their unweighted mean")
    }

    static func ratioWithoutParts(
        _ indicator: Indicator, _ period: String, grain: Grain, offers: [String]
    ) -> Diagnostic {
        Diagnostic(
            .ratioWithoutParts,
            "'\(indicator.id)' for \(period) cannot be made from its \(grain.words)s without the "
                + "counts behind them", offers: offers)
    }

    /// - Parameter period: the coarser one that is asked for; `nil` for a window that runs along.
    static func kindUnknown(
        _ name: String, _ period: String? = nil, at place: Place? = nil, offers: [String]
    ) -> Diagnostic {
        Diagnostic(
            .kindUnknown,
            "nobody has said whether '\(name)' is counted over each period or as it ends, so that "
                + (period.map { "nothing is made of \($0)" } ?? "it does not run along"),
            at: place, notes: ["a plugin tells it: \"kind\": \"flow\" or \"kind\": \"stock\""],
            offers: offers)
    }

    static func severalAreasInBracket(at place: Place? = nil) -> Diagnostic {
        Diagnostic(
            .nothingToCompare, "a bracketed phrase can be for one area only", at: place,
            label: place == nil ? nil : "areas are named at the end, or compared")
    }

    static func knownInBracket(at place: Place) -> Diagnostic {
        Diagnostic(
            .kindClash,
            "what was known at a date is asked of a whole sentence, not of a part of it",
            at: place, label: "put it behind the last bracket")
    }

    static func notAFigure(_ text: String, at place: Place) -> Diagnostic {
        Diagnostic(
            .kindClash, "'\(text)' holds or does not hold, where a figure is needed", at: place,
            offers: [String(text.drop { $0 == "(" }.prefix { $0 != ")" })])
    }

    static func seriesInBracket() -> Diagnostic {
        Diagnostic(
            .windowNeeded,
            "a bracketed phrase needs one period: use 'in', or a function such as avg over the "
                + "window")
    }

    static func nothingKnown(_ text: String, area: String) -> Diagnostic {
        Diagnostic(.noArea, "there are no figures of '\(text)' for \(area)")
    }

    static func ambiguousYear(_ year: Int, at place: Place? = nil) -> Diagnostic {
        Diagnostic(
            .ambiguousPeriod, "a bare '\(year)' could be several years", at: place,
            label:
                "say cy\(year) for the calendar year, \(year - 1)/\(Day.twoDigits(year % 100)) for the "
                + "year to March")
    }

    static func backwardRange(_ from: String, _ to: String) -> Diagnostic {
        Diagnostic(.badPeriod, "the range from \(from) to \(to) runs backwards")
    }

    static func noArea(_ text: String, several: [String], meant: String, at place: Place?)
        -> Diagnostic
    {
        let more = several.count > 8 ? " and \(several.count - 8) more" : ""
        return Diagnostic(
            .noArea, "'\(text)' has figures for several areas, and none is named", at: place,
            label: "say for which: … for \(meant)",
            notes: ["there are figures for \(several.prefix(8).joined(separator: ", "))\(more)"],
            replacement: meant)
    }

    static func windowNeeded(_ text: String, example: String, at place: Place) -> Diagnostic {
        Diagnostic(
            .windowNeeded, "'\(text)' needs periods to work over", at: place,
            label: "say which", offers: [example])
    }

    static func badStatusPolicy(_ text: String, at place: Place) -> Diagnostic {
        Diagnostic(
            .badValue, "'\(text)' is no condition of a status", at: place,
            label: "as in 'meets target', 'within 10% of target', 'no worse than england'")
    }

    static func noReference(
        _ reference: String, of title: String, at place: Place, offers: [String] = []
    ) -> Diagnostic {
        Diagnostic(
            .noReference, "'\(title)' has no figure of '\(reference)'", at: place,
            label: "nothing to compare with", offers: offers)
    }

    static func noReferenceThen(
        _ reference: String, of title: String, _ period: String, because: String, at place: Place,
        offers: [String]
    ) -> Diagnostic {
        Diagnostic(
            .noReferenceThen,
            "'\(title)' has no figure of '\(reference)' for \(period): \(because)",
            at: place, offers: offers)
    }

    /// The refusal of one of many that lack a reference, said of all.
    static func noReferenceOfAny(
        _ reference: String, _ period: String?, _ one: Diagnostic, offers: [String]
    ) -> Diagnostic {
        Diagnostic(
            one.code,
            "none of the indicators has a figure of '\(reference)'"
                + (period.map { " for \($0)" } ?? ""),
            at: one.place, label: "nothing to compare with", offers: offers)
    }

    static func nothingToCompare(_ why: String, at place: Place, offers: [String] = [])
        -> Diagnostic
    {
        Diagnostic(.nothingToCompare, why, at: place, offers: offers)
    }

    static func lengthsDiffer(
        _ a: String, _ b: String, at place: Place, offers: [String] = []
    ) -> Diagnostic {
        Diagnostic(
            .lengthsDiffer,
            "\(a) and \(b) are of different lengths, and what is counted over them "
                + "cannot be compared", at: place, offers: offers)
    }

    /// `1 month ago` of what is recorded quarter by quarter.
    static func shiftedBetween(_ grain: Grain, months: Int) -> Diagnostic {
        let step = grain.months ?? 1
        let count = max(1, months / step)
        let unit = step == 3 ? "quarter" : "year"
        return Diagnostic(
            .lengthsDiffer,
            "there are figures for whole \(grain.words)s only, and none that begins "
                + "\(NumberText.counted(months, "month")) earlier",
            replacement: count == 1 ? "a \(unit) ago" : "\(count) \(unit)s ago")
    }

    static func unfinishedPeriod(
        _ period: String, _ have: String, at place: Place, offers: [String]
    ) -> Diagnostic {
        Diagnostic(
            .unfinishedPeriod,
            "\(period) is unfinished (\(have)) and cannot be compared with a "
                + "whole one", at: place, offers: offers)
    }

    static func noDimension(
        _ dimension: String, of indicator: String, known: [String], at place: Place
    )
        -> Diagnostic
    {
        // `gender` of what has `complainant_gender`
        let meant = known.filter { $0.hasSuffix("_\(place.source[place.span].lowercased())") }
        return Diagnostic(
            .wrongKindOfName, "'\(indicator)' is not broken down by \(dimension)", at: place,
            label: known.isEmpty
                ? "it has no dimensions" : "it has \(known.joined(separator: ", "))",
            replacement: meant.count == 1 ? meant[0] : nil)
    }

    static func severalSplit(_ keys: String, at place: Place) -> Diagnostic {
        Diagnostic(
            .wrongKindOfName, "several areas at once cannot be split by '\(keys)'", at: place,
            label: "one area can: 'for' and its name")
    }

    static func noAreas(_ text: String, at place: Place) -> Diagnostic {
        Diagnostic(.noArea, "no area of '\(text)' has figures then", at: place)
    }

    static func unknownKind(_ word: String, known: [String], at place: Place) -> Diagnostic {
        let close = Resemblance.closest(to: word, among: known).first
        return Diagnostic(
            .unknownName, "there is no list of '\(word)'", at: place,
            label: close.map { "did you mean '\($0)'?" },
            notes: ["there are lists of \(known.joined(separator: ", "))"])
    }
}
