import TallyModel

/// Between which periods the changes of several areas are: those that have figures at both ends of
/// the longest way can be put in one order, and no others.
struct ChangeEnds {
    /// What is said of the others.
    static let missing = "without figures at both ends"

    /// The ends of each area; empty for an expression that is no change.
    private var ends: [String: [Period]] = [:]
    /// The ends of the longest way; empty for an expression that is no change.
    private(set) var longest: [Period] = []

    init(_ expression: CheckedExpression, of evaluators: [Evaluator], in window: Period)
        throws(Diagnostic)
    {
        guard case .call(let function, let arguments) = expression.kind, function.givesChange,
            !expression.hasOwnWindow, let argument = arguments.first
        else { return }
        for evaluator in evaluators {
            let periods = evaluator.periods(of: function, argument, over: window)
            let cells = try evaluator.column(argument, on: Axis(periods)).cells
            let known = periods.indices.filter { cells[$0].value != nil }
            guard let first = known.first, let last = known.last, first < last else { continue }
            ends[evaluator.area] = [periods[first], periods[last]]
        }
        guard let first = ends.values.map({ $0[0] }).min(by: { $0.first < $1.first }),
            let last = ends.values.map({ $0[1] }).max(by: { $0.last < $1.last })
        else { return }
        longest = [first, last]
    }

    /// Whether the change of an area is from the one end to the other.
    func are(of evaluator: Evaluator) -> Bool {
        ends[evaluator.area].map { $0 == longest } ?? true
    }
}
