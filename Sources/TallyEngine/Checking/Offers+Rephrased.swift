import TallyLanguage
import TallyModel

/// The same asked in another form, where the one that was typed cannot say it.
extension Offers {
    /// The stage that keeps a value with its gap in percent of what is beside it.
    private static let gapInPercent =
        " | \(Keyword.columns.word) "
        + [ColumnID.indicator, ColumnID.value, ColumnID.gap, ColumnID.gapPercent].joined(
            separator: ", ")

    /// `compare cic vs target` for `cic - target`; with the gap in percent for `cic / target`.
    func besideReference(_ span: Span) -> String? {
        guard case .value(let value) = asked.phrase,
            case .binary(let sign, let left, let right) = value.kind,
            right.span == span, case .name(let name) = right.kind,
            !name.ids(of: .reference).isEmpty, sign == .subtract || sign == .divide,
            query.stages.isEmpty
        else { return nil }
        let beside = rebuilt { query in
            Query(
                .compare(ComparePhrase([Operand(left), .name(name)])), query.clauses, query.span)
        }
        return sign == .divide ? beside + Self.gapInPercent : beside
    }

    /// `compare cic_rate vs good neighbours for dorset` for a comparison of an area with what is a
    /// reference; of its neighbours also each.
    func areaBesideReference(_ span: Span) -> [String] {
        guard case .compare(let comparison) = asked.phrase, comparison.operands.count == 2,
            comparison.operands[1].span == span,
            case .name(let area) = comparison.operands[0], !area.ids(of: .area).isEmpty,
            case .name(let reference) = comparison.operands[1],
            !reference.ids(of: .reference).isEmpty
        else { return [] }
        var result: [String] = []
        if let focus = asked.clauses.focus, focus.count == 1 {
            result.append(
                rebuilt { query in
                    let clauses = query.changing { $0.focus = [.name(area)] }.clauses
                    return Query(
                        .compare(ComparePhrase([Operand(focus[0]), .name(reference)])), clauses,
                        stages: query.stages, query.span)
                })
        }
        if source[span].lowercased().contains(AreaSet.neighbours) {
            let among = "\(AreaSet.neighbours) \(Keyword.of.word) \(source[area.span])"
            result.append(replacing([(span, among)]))
        }
        return result
    }

    /// A condition that a function was to count says itself in how many periods it held.
    func condition(_ span: Span) -> String? {
        guard case .value(let value) = asked.phrase,
            case .call(_, _, let arguments) = value.kind, let condition = arguments.first,
            arguments.count == 1, condition.span == span, condition.isCondition
        else { return nil }
        return rebuilt { query in
            Query(
                .value(condition),
                query.changing {
                    $0.window = $0.window ?? Window(.last(12, .month), query.span)
                }.clauses, stages: query.stages, query.span)
        }
    }

    /// `compare sep23 vs sep22 for (x year to date)`: behind each indicator what runs along it.
    func runningOfEach() -> String? {
        guard let running = asked.clauses.running, case .compare(let comparison) = asked.phrase
        else { return nil }
        let word = source[running.span]
        var spans = comparison.operands.compactMap { $0.value == nil ? nil : $0.span }
        for item in asked.clauses.focus ?? [] {
            switch item {
            case .value(let value): spans.append(value.span)
            case .name(let name):
                if !name.ids(of: .indicator).isEmpty { spans.append(name.span) }
            case .areas: break
            }
        }
        if spans.isEmpty { return nil }
        return tidied(
            replacing(
                [(running.span, "")] + spans.map { ($0, "(\(source[$0]) \(word))") }))
    }

    /// Of what cannot be made from its months the mean of them, or each by itself.
    func ofMonths(_ span: Span) -> [String] {
        switch asked.phrase {
        case .value:
            guard let by = asked.clauses.by, let window = byPeriod(by) else { return [] }
            let mean = [(span: span, text: "avg(\(source[span]))")]
            let month = [(span: window, text: PeriodUnit.month.rawValue)]
            if asked.clauses.window != nil { return [replacing(mean), replacing(month)] }
            let end = asked.clauses.span.map { Span($0.upper, $0.upper) } ?? window
            return [
                replacing(mean + [(span: end, text: " last 12 months")]), replacing(month),
            ]
        case .compare(let comparison):
            var changes: [(span: Span, text: String)] = []
            for operand in comparison.operands {
                guard case .period(let syntax) = operand else { continue }
                guard let last = syntax.period(in: calendar)?.last else { return [] }
                let month = calendar.period(.month, containing: last)
                changes.append((syntax.span, month.typed(in: calendar)))
            }
            let mean = replacing([(span, "avg(\(source[span]))")])
            return [mean] + (changes.isEmpty ? [] : [replacing(changes)])
        default: return []
        }
    }

    /// Where the one key stands by which something is split, if it is one of periods.
    private func byPeriod(_ by: [ByKey]) -> Span? {
        guard by.count == 1, case .period = by[0].kind else { return nil }
        return by[0].span
    }

    /// With single spaces.
    private func tidied(_ text: String) -> String {
        text.split(separator: " ").joined(separator: " ")
    }
}

extension Operand {
    fileprivate init(_ expression: Expression) {
        if case .name(let name) = expression.kind {
            self = .name(name)
        } else {
            self = .expression(expression)
        }
    }

    fileprivate init(_ focus: Focus) {
        switch focus {
        case .name(let name): self = .name(name)
        case .value(let value): self = .expression(value)
        case .areas(let set): self = .areas(set)
        }
    }
}

extension Expression {
    /// Whether it holds or does not hold.
    fileprivate var isCondition: Bool {
        switch kind {
        case .compares, .logical, .not, .judged, .moves: true
        default: false
        }
    }
}
