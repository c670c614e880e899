import TallyLanguage
import TallyModel

/// Sentences that work in the place of one that was refused, with the clauses that were typed.
struct Offers {
    let query: Query
    let source: SourceText
    let calendar: Calendar
    let checker: Checker

    /// What is explained of an explanation.
    var asked: Query {
        if case .explain(let explained) = query.phrase { explained.query } else { query }
    }

    /// What may be asked instead; what the diagnostic offers already where there is nothing better.
    func sentences(for error: Diagnostic) -> [String] {
        guard let span = error.place?.span else { return error.offers }
        if let running = asked.clauses.running, let last = running.lastWindow,
            [.summingAStock, .ratioWithoutParts].contains(error.code)
        {
            // Where a window is asked for already, there is no place for another.
            if asked.clauses.window != nil { return [] }
            return [replacing([(span, "avg(\(source[span]))"), (running.span, last)])]
        }
        switch error.code {
        case .summingAStock:
            guard let call = call(named: span) else { break }
            return [
                replacing([(span, "avg")]), replacing([(call.span, call.argument)] + lastMonth()),
            ]
        case .summingOverlaps:
            guard let call = call(named: span) else { return withClauses(error.offers) }
            return [replacing([(call.span, call.argument)] + lastMonth())]
        case .ambiguousPeriod:
            guard let syntax = asked.clauses.window?.kind.bareYear,
                case .bareYear(let year) = syntax.kind
            else { break }
            return ["cy\(year)", "\(year - 1)/\(Day.twoDigits(year % 100))"].map {
                replacing([(syntax.span, $0)])
            }
        case .wrongKindOfName:
            if let name = asked.clauses.names?.first(where: { $0.span == span }) {
                return sentences(about: name)
            }
            if let beside = besideReference(span) { return [beside] }
            let beside = areaBesideReference(span)
            if !beside.isEmpty { return beside }
            if case .value(let value) = asked.phrase, case .name(let name) = value.kind,
                name.span == span
            {
                return sentences(instead: name)
            }
            if let key = asked.clauses.by?.first(where: { $0.span == span }),
                case .dimension(let name) = key.kind, !name.ids(of: .level).isEmpty,
                case .value(let value) = asked.phrase
            {
                let window = asked.clauses.window.map { " \(source[$0.span])" } ?? ""
                return ["rank \(name.text) by \(source[value.span])\(window)"]
            }
        case .noSubgroup:
            // What is left of the whole without all the others; else the whole.
            guard let split = subgroup(named: span) else { break }
            let whole = String(source[split.whole.span])
            let others = "(\(whole) \(Keyword.excl.word) \(source[span]))"
            let rest = replacing([(split.span, "\(whole) - \(others)")])
            let adds = split.isOnly && addsUp(split.whole)
            return (adds ? [rest] : []) + [replacing([(split.span, whole)])]
        case .windowNeeded:
            return asked.clauses.window == nil ? [appending("last 12 months")] : []
        case .noArea:
            return error.replacement.map { [naming(area: $0)] } ?? error.offers
        case .nothingWithin: return error.offers.map { replacing([(span, $0)]) }
        case .averagingRatios:
            if call(named: span) != nil { return [replacing([(span, "avg")])] }
            return withClauses(error.offers)
        case .ratioWithoutParts:
            let ofMonths = ofMonths(span)
            if !ofMonths.isEmpty { return ofMonths }
            guard let window = asked.clauses.window, case .at(let syntax) = window.kind,
                let month = error.offers.first?.split(separator: " ").last.map(String.init)
            else { break }
            // Of something larger only the period is changed.
            return [replacing([(syntax.span, month)])]
                + (isOneName ? [replacing([(span, "avg(\(source[span]))")])] : [])
        case .kindUnknown:
            guard let window = asked.clauses.window, case .at(let syntax) = window.kind,
                let month = error.offers.last?.split(separator: " ").last.map(String.init)
            else { break }
            return (isOneName ? [replacing([(span, "sum(\(source[span]))")])] : [])
                + [replacing([(syntax.span, month)])]
        case .unitClash:
            // A comparison cannot be split, and nothing runs along it.
            guard let first = error.offers.first, let clauses = asked.clauses.span,
                !query.stages.contains(where: { $0.span.lower <= span.lower }),
                asked.clauses.by == nil, asked.clauses.running == nil,
                asked.clauses.window.map(isSingle) ?? true
            else { break }
            return ["\(first) \(source[clauses])"]
        case .kindClash:
            if let condition = condition(span) { return [condition] }
            if span == asked.clauses.running?.span, let each = runningOfEach() { return [each] }
        case .unexpectedWord:
            // A function over periods may lack its window, too.
            guard let mended = error.replacement, asked.clauses.window == nil else { break }
            let end = Span(query.span.upper, query.span.upper)
            return [
                replacing([(span, mended)]),
                replacing([(span, mended), (end, " last 12 months")]),
            ]
        case .badPeriod:
            // A range that runs backwards.
            guard case .range(let first, let last)? = asked.clauses.window?.kind,
                error.replacement == nil
            else { break }
            return [
                replacing([
                    (first.span, String(source[last.span])),
                    (last.span, String(source[first.span])),
                ])
            ]
        default: break
        }
        if let mended = error.replacement, error.offers.isEmpty {
            return [replacing([(span, mended)])]
        }
        return error.offers
    }

    /// The same with the clauses that were typed.
    private func withClauses(_ offers: [String]) -> [String] {
        guard let clauses = asked.clauses.span else { return offers }
        return offers.map { "\($0) \(source[clauses])" }
    }

    /// What may have been meant by a name that stands alone and is no figure.
    private func sentences(instead name: Name) -> [String] {
        let about = source[name.span]
        let clauses = asked.clauses
        var period = Keyword.latest.word
        if case .at(let syntax) = clauses.window?.kind { period = syntax.text }
        let focus =
            clauses.focus.map { all in
                " \(Keyword.for.word) "
                    + all.map { String(source[$0.span]) }.joined(separator: ", ")
            } ?? ""
        var result: [String] = []
        for kind in Set(name.candidates.map(\.kind)).sorted(by: { $0.rawValue < $1.rawValue }) {
            // What stands in the clauses is about a value.
            if !clauses.isEmpty, kind != .reference { continue }
            switch kind {
            case .theme:
                result.append("compare latest vs target for theme \(name.text)")
                result.append("list indicators for theme \(name.text)")
            case .reference:
                result.append("compare \(period) vs \(about)\(focus)")
            case .area, .dimension, .source, .plugin:
                result.append("describe \(kind.rawValue) \(name.text)")
            case .level, .member, .subgroup, .indicator, .binding, .population: break
            }
        }
        return result
    }

    /// What may have been meant by a name behind `for` that is none of what is asked for there.
    private func sentences(about name: Name) -> [String] {
        guard case .value(let value) = asked.phrase else { return [] }
        let (typed, about) = (source[value.span], source[name.span])
        var result: [String] = []
        for kind in Set(name.candidates.map(\.kind)).sorted(by: { $0.rawValue < $1.rawValue }) {
            switch kind {
            case .reference: result.append("compare latest vs \(about) for \(typed)")
            case .indicator: result.append("compare \(typed) vs \(about)")
            case .member, .subgroup: result.append("\(typed) only \(about)")
            case .dimension: result.append("\(typed) by \(about)")
            case .theme: result.append("list indicators for theme \(name.text)")
            case .population: result.append("rate \(typed) per 10k of \(about)")
            case .level:
                let window = asked.clauses.window.map { " \(source[$0.span])" } ?? ""
                result.append("rank \(about) by \(typed)\(window)")
            case .area, .binding, .plugin, .source: break
            }
        }
        return result
    }

    /// The sentence with an area behind `for`, beside what stands there.
    private func naming(area: String) -> String {
        if let last = asked.clauses.focus?.last {
            let end = Span(last.span.upper, last.span.upper)
            return replacing([(end, ", \(area)")])
        }
        if let clauses = asked.clauses.span {
            return replacing([(Span(clauses.lower, clauses.lower), "for \(area) ")])
        }
        return appending("for \(area)")
    }

    /// The sentence with a clause behind it, before the stages and the bar in front of them.
    func appending(_ clause: String) -> String {
        let end = query.stages.first?.span.lower ?? query.span.upper
        let head = source[Span(query.span.lower, end)].utf8
        let spare = head.reversed().prefix { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "|") }
        let place = end - (query.stages.isEmpty ? 0 : spare.count)
        return replacing([(Span(place, place), " \(clause)")])
    }

    /// Whether the sentence asks for the value of one name.
    private var isOneName: Bool {
        if case .value(let value) = asked.phrase, case .name = value.kind { true } else { false }
    }

    private func isSingle(_ window: Window) -> Bool {
        if case .at = window.kind { true } else { false }
    }

    /// The sentence with some of its spans replaced.
    func replacing(_ changes: [(span: Span, text: String)]) -> String {
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
        guard case .at(let syntax)? = asked.clauses.window?.kind,
            let last = syntax.period(in: calendar)?.last
        else { return [] }
        let month = calendar.period(.month, containing: last)
        return [(syntax.span, month.typed(in: calendar))]
    }

    /// The call whose function name stands at a span, and its first argument as typed.
    private func call(named name: Span) -> (span: Span, argument: String)? {
        for expression in expressions {
            if case .call(_, name, let arguments) = expression.kind, let first = arguments.first {
                return (expression.span, String(source[first.span]))
            }
        }
        return nil
    }

    /// The expression split by a name that stands at a span, and what it splits.
    private func subgroup(
        named name: Span
    ) -> (span: Span, whole: Expression, isOnly: Bool)? {
        for expression in expressions {
            if case .subgroup(let word, let inner, let names) = expression.kind,
                names.contains(where: { $0.span == name })
            {
                return (expression.span, inner, word == .only && names.count == 1)
            }
        }
        return nil
    }

    /// Whether what is left of a value without a part is that part's own: of counts, not of
    /// percentages.
    private func addsUp(_ value: Expression) -> Bool {
        guard let traits = try? checker.check(value).traits, traits.unit == .number else {
            return false
        }
        return traits.kind?.addsUp ?? false
    }

    /// The expression that is asked for and all that it is made of, the outermost first.
    private var expressions: [Expression] {
        asked.phrase.syntax.values.flatMap(\.withParts)
    }
}

extension Window.Kind {
    /// The bare year that it names, the only one or the first.
    fileprivate var bareYear: PeriodSyntax? {
        let named: [PeriodSyntax] =
            switch self {
            case .at(let period), .since(let period): [period]
            case .range(let first, let last): [first, last]
            case .last: []
            }
        return named.first { if case .bareYear = $0.kind { true } else { false } }
    }
}

extension Expression {
    /// The expression and all that it is made of.
    fileprivate var withParts: [Expression] {
        let parts: [Expression] =
            switch kind {
            case .number, .name: []
            case .call(_, _, let arguments): arguments
            case .negated(let inner), .shifted(let inner, _), .subgroup(_, let inner, _),
                .rate(let inner, _, _), .scoped(let inner, _), .not(let inner),
                .judged(let inner, _, _), .moves(let inner, _), .when(let inner):
                [inner]
            case .binary(_, let left, let right), .share(let left, let right),
                .compares(let left, _, let right), .logical(_, let left, let right):
                [left, right]
            }
        return [self] + parts.flatMap(\.withParts)
    }
}
