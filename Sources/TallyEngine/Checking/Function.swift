import TallyModel

/// A function of the language: its documentation, its rules and its body in one value.
///
/// Adding one is a file in `Functions/` and a line in ``Function/table``.
package struct Function: Sendable {
    /// What a function does with time.
    package enum Body: Sendable {
        /// Reduces the figures of the window, in order of time; gets only those that have a value,
        /// at least one.
        case window(@Sendable ([Double]) -> Double)
        /// Works on the first and the last figure of the window; of a single period on that of the
        /// period before and its own. What is not finite is not applicable.
        case ends(@Sendable (_ first: Double, _ last: Double) -> Double)
        /// Works on each figure; further arguments are numbers.
        case each(@Sendable (Double, [Double]) -> Double)
        /// Counts, at each period, in how many in a row up to it a condition held.
        case streak
        /// No work on figures: which figures of an indicator are meant.
        case chosen(FigureChoice)
    }

    /// What can be told of the figures that it reads from what it gives, so that what is suppressed
    /// is not given away.
    package enum Telling: Sendable {
        /// The figure itself, or nearly.
        case figure
        /// The figure without its sign.
        case size
        /// The sum of the figures of the window, or one of them.
        case figures
        /// Nothing of any one of them: how many there are, or a ratio of two.
        case nothing
    }

    package let name: String
    /// `sum(x)`, `round(x, digits)`
    package let signature: String
    package let parameters: ClosedRange<Int>
    /// One sentence.
    package let summary: String
    /// A sentence to try, in which ``Catalogue/example(of:)`` puts what the plugins at hand have:
    /// `{stock}`, `{flow}` or `{ratio}` for an indicator of that kind, `{computed}` for one with a
    /// formula, `{window}` for a span in which it has several figures.
    package let example: String
    /// What the result is, or why there can be none.
    package let traits: @Sendable (Traits, FunctionContext) throws(Diagnostic) -> Traits
    package let tells: Telling
    package let body: Body
    /// What must be said of what it gives: of so many figures of a grain and a unit.
    package var note: (@Sendable (Int, Grain, Unit?) -> ResultTable.Note?)?
    /// The figure whose period is worth telling, of one that picks it out.
    package var tellsWhen: (@Sendable ([Double]) -> Double?)?

    /// Whether what it makes of two figures may lie between their last digits, so that it has one
    /// digit more where it needs it.
    package var mayNeedDigit = false

    /// Which whole numbers its further arguments may be; `nil` for any number.
    package var numbers: ClosedRange<Int>?

    /// Whether it takes a condition, and no figure.
    package var takesConditions: Bool {
        if case .streak = body { true } else { false }
    }

    package var consumesWindow: Bool {
        switch body {
        case .window, .ends: true
        case .each, .streak, .chosen: false
        }
    }

    /// Whether it means nothing without a window.
    package var needsWindow: Bool {
        if case .window = body { true } else { false }
    }

    /// Whether it gives the way from one figure to another.
    package var givesChange: Bool {
        if case .ends = body { true } else { false }
    }
}

/// Which figures of an indicator are meant where it has both.
package enum FigureChoice: String, Sendable, Hashable {
    case published, computed
}

/// What a function's rule may need to word a refusal.
package struct FunctionContext: Sendable {
    /// The argument as a sentence has it.
    package let argument: String
    package let place: Diagnostic.Place
    /// Its further arguments.
    package let numbers: [Double]
}

extension Function {
    /// Every function, by name.
    package static let table: [String: Function] = Dictionary(
        uniqueKeysWithValues: all.map { ($0.name, $0) })

    /// In the order of the manual.
    package static let all: [Function] = [
        .average, .sum, .minimum, .maximum, .first, .last, .median, .count, .change,
        .percentChange, .run, .absolute, .round, .published, .computed,
    ]
}
