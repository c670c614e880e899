import TallyLanguage
import TallyModel

/// Sentences that work in the place of one that was refused, with the clauses that were typed.
struct Offers {
    let query: Query
    let source: SourceText
    let calendar: Calendar

    /// What may be asked instead; what the diagnostic offers already where there is nothing better.
    func sentences(for error: Diagnostic) -> [String] {
        guard let span = error.place?.span else { return error.offers }
        if let running = query.clauses.running, let last = running.lastWindow,
            [.summingAStock, .ratioWithoutParts].contains(error.code)
        {
            // Where a window is asked for already, there is no place for another.
            if query.clauses.window != nil { return [] }
            return [replacing([(span, "avg(\(source[span]))"), (running.span, last)])]
        }
        switch error.code {
        case .summingAStock:
            guard let call = call(named: span) else { break }
            return [
                replacing([(span, "avg")]), replacing([(call.span, call.argument)] + lastMonth()),
            ]
        case .summingOverlaps:
            guard let call = call(named: span) else { break }
            return [replacing([(call.span, call.argument)] + lastMonth())]
        case .ambiguousPeriod:
            guard case .at(let syntax)? = query.clauses.window?.kind,
                case .bareYear(let year) = syntax.kind
            else { break }
            return ["cy\(year)", "\(year - 1)/\(Day.two(year % 100))"].map {
                replacing([(syntax.span, $0)])
            }
        case .averagingRatios:
            return [replacing([(span, "avg")])]
        case .unitClash:
            // A comparison cannot be split, and nothing runs along it.
            guard let first = error.offers.first, let clauses = query.clauses.span,
                query.clauses.by == nil, query.clauses.running == nil,
                query.clauses.window.map(isSingle) ?? true
            else { break }
            return ["\(first) \(source[clauses])"]
        default: break
        }
        return error.offers
    }

    private func isSingle(_ window: Window) -> Bool {
        if case .at = window.kind { true } else { false }
    }

    /// The sentence with some of its spans replaced.
    private func replacing(_ changes: [(span: Span, text: String)]) -> String {
        var result = ""
        var position = query.span.lower
        for change in changes.sorted(by: { $0.span.lower < $1.span.lower }) {
            result += source[Span(position, change.span.lower)] + change.text
            position = change.span.upper
        }
        return result + source[Span(position, query.span.upper)]
    }

    /// The window of one longer period becomes that period's last month.
    private func lastMonth() -> [(span: Span, text: String)] {
        guard case .at(let syntax)? = query.clauses.window?.kind,
            let last = syntax.period(in: calendar)?.last
        else { return [] }
        let month = calendar.period(.month, containing: last)
        return [(syntax.span, month.typed(in: calendar))]
    }

    /// The call whose function name stands at a span, and its first argument as typed.
    private func call(named name: Span) -> (span: Span, argument: String)? {
        let expression: Expression
        switch query.phrase {
        case .value(let value), .trend(let value), .rank(_, by: let value): expression = value
        case .compare, .list, .describe, .explain, .lineage, .check: return nil
        }
        var found: (span: Span, argument: String)?
        func search(_ expression: Expression) {
            switch expression.kind {
            case .call(_, let nameSpan, let arguments):
                if nameSpan == name, let first = arguments.first {
                    found = (expression.span, String(source[first.span]))
                }
                arguments.forEach(search)
            case .negated(let inner), .shifted(let inner, _), .subgroup(_, let inner, _),
                .rate(let inner, _, _), .scoped(let inner, _), .not(let inner),
                .judged(let inner, _, _), .moves(let inner, _), .when(let inner):
                search(inner)
            case .binary(_, let left, let right), .share(let left, let right),
                .compares(let left, _, let right), .logical(_, let left, let right):
                search(left)
                search(right)
            case .number, .name: break
            }
        }
        search(expression)
        return found
    }
}
