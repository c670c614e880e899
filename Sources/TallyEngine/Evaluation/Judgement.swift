import TallyLanguage
import TallyModel
import TallyPlugins

/// What a figure means: its references, status and gap. Only an expression that is an indicator has
/// any.
struct Judgement {
    let evaluator: Evaluator
    let indicator: Indicator

    /// Brackets' own period, in place of the one that is asked about.
    private var own: Period?

    /// `nil` for an expression that is no indicator. Brackets are judged in their own area and
    /// period.
    init?(_ expression: CheckedExpression, _ evaluator: Evaluator) {
        var (expression, evaluator) = (expression, evaluator)
        while case .scoped(let inner, let areas, let window) = expression.kind {
            guard let scoped = try? evaluator.scopedTo(areas) else { return nil }
            (expression, evaluator) = (inner, scoped)
            guard let window else { continue }
            let axis = try? PeriodResolver(evaluator: evaluator, expression: inner).axis(window)
            guard let period = axis?.periods.first else { return nil }
            own = period
        }
        guard let identity = expression.traits.identity,
            let indicator = evaluator.catalogue.indicators[identity]
        else { return nil }
        self.evaluator = evaluator
        self.indicator = indicator
    }

    /// The value of a reference in force in a period, and whether the period is at the grain at
    /// which the reference holds.
    func reference(_ id: String, at period: Period) -> PublishedFigures.Point? {
        let period = own ?? period
        guard isNativeGrain(period) else { return nil }
        return run(of: id)?.point(holdingOn: period.last)
    }

    /// All that is known of a reference.
    func run(of id: String) -> PublishedFigures.Run? {
        evaluator.data.figures(
            evaluator.catalogue.figure(of: indicator.id), in: evaluator.area)?.references[id]
    }

    /// Whether a period is one of those at which the indicator's figures are recorded.
    func isNativeGrain(_ period: Period) -> Bool {
        period.grain == indicator.declaration.every
    }

    /// The status of a value and why it has it; `nil` where there is nothing to judge it by.
    func status(of cell: Cell, at period: Period) -> (status: Status, reason: String)? {
        guard let value = cell.value, indicator.declaration.good != .neither else { return nil }
        let policy = evaluator.catalogue.policy(of: indicator.id)
        var references: [String: Double] = [:]
        for condition in policy.green + policy.amber {
            references[condition.reference] =
                reference(condition.reference, at: period)?.cell.value
        }
        let declaration = indicator.declaration
        return policy.status(of: value, good: declaration.good, references: references).map {
            (
                $0,
                policy.reason(
                    for: $0, of: value, good: declaration.good, unit: declaration.unit,
                    references: references, evaluator.catalogue.title(ofReference:))
            )
        }
    }

    /// The distance to a reference, signed so that plus is better; where good is neither, plainly
    /// the value less the reference.
    static func gap(_ value: Cell, _ reference: Cell, good: Polarity) -> Cell {
        Cell.combine(value, reference) { value, reference in
            good == .low
                ? ExactDecimal.difference(reference, value)
                : ExactDecimal.difference(value, reference)
        }
    }
}
