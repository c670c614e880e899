/// What a footnote is about: the stable word that formats for machines carry beside its text.
package enum NoteCode: String, CaseIterable, Hashable, Sendable {
    // How settled a figure is.
    case provisional
    case arrears
    case stale
    case toDate = "to-date"
    case partCounted = "n-of-m"
    case asKnown = "as-known"
    case caveat

    // Where it is from.
    case computed
    case disagreement
    case standsIn = "stands-in"
    case snapshot
    case inForce = "in-force"

    // What it was reckoned with.
    case unweightedMean = "unweighted-mean"
    case populationAtEnd = "population-at-end"
    case wholePopulation = "whole-population"
    case overWhole = "over-whole"
    case kindsDiffer = "kinds-differ"
    case noPopulationThen = "no-population-then"
    case yearToDate = "year-to-date"
    case changeWithin = "change-within"
    case relativeChange = "relative-change"
    case between
    case reached
    case runCut = "run-cut"

    // The way from the period before.
    case populationBreak = "population-break"
    case definitionBreak = "definition-break"
    case sourceChange = "source-change"
    case afresh

    // What there is no figure of.
    case noValues = "no-values"
    case notDefined = "not-defined"
    case levelsDiffer = "levels-differ"
    case countsOfAreas = "counts-of-areas"
    case noPercentage = "no-percentage"
    case drawnInPercent = "drawn-in-percent"
    case leftOut = "left-out"
    case cutPeriod = "cut-period"
    case cut
    case noQuartiles = "no-quartiles"

    // What else there is to say.
    case shouldHold = "should-hold"
    case nothingCompared = "nothing-compared"
    case also
    case former
    case instead = "try"

    /// Whether it is said of the way from the period before to this one.
    var isOfTheWay: Bool {
        switch self {
        case .populationBreak, .definitionBreak, .sourceChange, .afresh: true
        default: false
        }
    }

    /// Whether a series breaks off where it is said: what changed is not the thing itself.
    var isBreak: Bool { self == .populationBreak || self == .definitionBreak }

    /// Whether a sum or a mean says of itself what is said of one of its figures.
    var travels: Bool {
        switch self {
        case .provisional, .disagreement, .caveat, .wholePopulation: true
        default: false
        }
    }

    /// Whether a figure counts only a part of its period or window.
    package var isOfAPart: Bool { self == .partCounted || self == .toDate }

    /// Whether it is said of one period's figure, and not of all that are like it.
    var isOfOnePeriod: Bool { self == .disagreement }

    /// Whether it is said where one figure stands alone, and would be noise beside many.
    var isOfOneFigure: Bool { self == .between }
}
