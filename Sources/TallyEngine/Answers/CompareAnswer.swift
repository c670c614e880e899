import TallyLanguage
import TallyModel
import TallyPlugins

extension ComparePhrase: AnsweredPhrase {
    func answer(
        _ query: Query, _ engine: Engine, _ checker: Checker
    ) throws(Diagnostic) -> ResultTable {
        try checker.refuse(query.clauses.running)
        let table = try CompareAnswer(engine: engine, checker: checker).table(operands, query)
        return query.clauses.by == nil
            ? engine.catalogue.withThemes(table) : engine.catalogue.grouped(byTheme: table)
    }

    func explain(
        _ query: Query, _ explanation: inout ExplainAnswer
    ) throws(Diagnostic) -> ResultTable {
        try explanation.comparison(operands, query)
    }

    func isSplit(by key: ByKey) -> Bool { key.kind == .theme }

    func sentences(near: NearbySentences, isEmpty: Bool) -> [String] {
        isEmpty ? near.besideEachOther(operands) : near.inCommon(operands)
    }
}

/// Answers `compare X vs Y [vs Z …]`: decides by the first operand what stands beside what.
struct CompareAnswer {
    let engine: Engine
    let checker: Checker

    /// One operand after its names are looked up.
    enum Side {
        case period(PeriodSyntax)
        case reference(String, Span)
        case area(String)
        case group(AreaSet)
        case expression(CheckedExpression)

        var isExpression: Bool { if case .expression = self { true } else { false } }
        /// The area or the group of areas that it is.
        var member: GroupComparison.Member? {
            switch self {
            case .area(let area): .area(area)
            case .group(let set): .group(set)
            case .period, .reference, .expression: nil
            }
        }

        var isArea: Bool { member != nil }
    }

    /// What stands beside what, once it is decided.
    enum Plan {
        case periods(PeriodComparison, Compared)
        case sides([CheckedExpression], areas: [String]?)
        case areas([String], Compared)
        case group(GroupComparison, Compared)
    }

    func table(_ operands: [Operand], _ query: Query) throws(Diagnostic) -> ResultTable {
        switch try plan(operands, query) {
        case .periods(let comparison, let compared): return try comparison.table(compared)
        case .sides(let expressions, let areas):
            return try SideBySide(engine: engine, checker: checker)
                .table(expressions, areas: areas, query.clauses.window, query.span)
        case .areas(let areas, let compared):
            return try AreaComparison(engine: engine, checker: checker)
                .table(areas, compared, query.clauses.window, query.span)
        case .group(let comparison, let compared):
            return try comparison.table(compared, query.clauses.window)
        }
    }

    /// What a comparison is of.
    func plan(_ operands: [Operand], _ query: Query) throws(Diagnostic) -> Plan {
        guard let first = operands.first, operands.count > 1 else {
            throw .nothingToCompare(
                "a comparison needs two sides", at: checker.place(query.span))
        }
        var left = try side(first, beside: nil)
        // In front of areas a name of both, as England, is the area.
        if case .reference = left, case .name(let name) = first,
            operands.dropFirst().allSatisfy(\.isOfAreas), let area = name.ids(of: .area).first
        {
            left = .area(area)
        }
        var right: [Side] = []
        for operand in operands.dropFirst() { right.append(try side(operand, beside: left)) }
        let focus = query.clauses.focus ?? []
        switch left {
        case .period(let period):
            try refuseWindow(query)
            return .periods(
                PeriodComparison(
                    engine: engine, checker: checker, first: .syntax(period, period.span),
                    versus: try beside(right, operands), span: query.span),
                try compared(focus))
        case .expression(let expression) where right.allSatisfy({ !$0.isExpression && !$0.isArea }):
            let (expression, areas, window) = expression.withoutBrackets(
                areas: try checker.areas(query.clauses.names), query.clauses.window)
            return .periods(
                PeriodComparison(
                    engine: engine, checker: checker, first: try only(window, query),
                    versus: try beside(right, operands), span: query.span),
                Compared(expressions: [expression], areas: areas, isExplicit: true))
        case .expression(let expression) where right.allSatisfy(\.isExpression):
            let all =
                [expression]
                + right.compactMap { side in
                    if case .expression(let expression) = side { expression } else { nil }
                }
            if all.count == 2, let number = all.first(where: \.isArithmeticAlone),
                let other = all.first(where: { !$0.isArithmeticAlone })
            {
                let (figure, value) = (checker.text(other.span), checker.text(number.span))
                let clauses = query.clauses.span.map { " \(checker.text($0))" } ?? ""
                throw .nothingToCompare(
                    "'\(value)' is a number, which has no area and no period to be compared for",
                    at: checker.place(number.span),
                    offers: ["\(figure) - \(value)\(clauses)", "\(figure) > \(value)\(clauses)"])
            }
            return try ofPeriods(all, query)
                ?? .sides(all, areas: try checker.areas(query.clauses.names))
        case .area where right.allSatisfy(\.isArea), .group where right.allSatisfy(\.isArea):
            let members = ([left] + right).compactMap(\.member)
            let areas = members.compactMap { member in
                if case .area(let area) = member { area } else { nil }
            }
            let compared = try compared(focus)
            if areas.count == members.count { return .areas(areas, compared) }
            return .group(
                GroupComparison(
                    engine: engine, checker: checker, members: members, span: query.span), compared)
        case .reference(let id, let span):
            throw .nothingToCompare(
                "a comparison begins with a period, an indicator or an area, and '\(id)' is none",
                at: checker.place(span), offers: ["compare latest vs \(id)"])
        default:
            throw .nothingToCompare(
                "what stands after 'vs' is not of the same kind as '\(checker.text(first.span))'",
                at: checker.place(query.span))
        }
    }

    /// One thing in several brackets, each with a period of its own, which is a comparison of those
    /// periods: `compare (cic in sep23) vs (cic in sep22)`. `nil` of other sides.
    private func ofPeriods(_ sides: [CheckedExpression], _ query: Query) throws(Diagnostic)
        -> Plan?
    {
        var periods: [PeriodSyntax] = []
        var common: CheckedExpression?
        for side in sides {
            guard case .scoped(let inner, nil, let window?) = side.kind,
                case .at(let period) = window.kind,
                common.map({ $0.canonical == inner.canonical }) ?? true
            else { return nil }
            periods.append(period)
            common = inner
        }
        guard let common, let first = periods.first else { return nil }
        return .periods(
            PeriodComparison(
                engine: engine, checker: checker, first: .syntax(first, first.span),
                versus: periods.dropFirst().map { .period($0) }, span: query.span),
            Compared(
                expressions: [common], areas: try checker.areas(query.clauses.names),
                isExplicit: true))
    }

    /// What an operand is, beside the first: beside a period a reference, beside an area an area.
    private func side(_ operand: Operand, beside first: Side?) throws(Diagnostic) -> Side {
        switch operand {
        case .period(let period): return .period(period)
        case .areas(let set): return .group(set)
        case .expression(let expression):
            return .expression(try checker.figure(expression, isPart: false))
        case .name(let name):
            let order: [NameKind] =
                switch first {
                case .area, .group: [.area, .level]
                case .period: [.reference]
                default: [.binding, .indicator, .reference, .area, .level]
                }
            for kind in name.kind.map({ [$0] }) ?? order {
                guard let id = name.ids(of: kind).first else { continue }
                switch kind {
                case .area: return .area(id)
                case .level: return .group(AreaSet(.level(name), name.span))
                case .reference: return .reference(id, name.span)
                default: return .expression(try checker.resolve(name))
                }
            }
            let wanted: String =
                switch first {
                case .area, .group: "an area or a group of areas"
                case .period: "a period or a reference such as target"
                default: "something to compare"
                }
            throw .wrongKindOfName(name, wanted: wanted, at: checker.place(name.span))
        }
    }

    /// The sides after `vs` as periods and references.
    private func beside(_ sides: [Side], _ operands: [Operand]) throws(Diagnostic)
        -> [PeriodComparison.Versus]
    {
        var result: [PeriodComparison.Versus] = []
        for (side, operand) in zip(sides, operands.dropFirst()) {
            switch side {
            case .period(let period): result.append(.period(period))
            case .reference(let id, let span):
                let title = engine.catalogue.references[id]?.title ?? id
                result.append(.reference(id, title: title, span))
            case .area, .group, .expression:
                throw .nothingToCompare(
                    "'\(checker.text(operand.span))' is neither a period nor a reference",
                    at: checker.place(operand.span))
            }
        }
        return result
    }

    private func refuseWindow(_ query: Query) throws(Diagnostic) {
        guard let window = query.clauses.window else { return }
        throw .nothingToCompare(
            "the comparison names its periods already", at: checker.place(window.span))
    }

    /// The single period of a window, for operands that are no periods.
    private func only(_ window: Window?, _ query: Query) throws(Diagnostic)
        -> PeriodComparison.First
    {
        switch window?.kind {
        case nil: return .latest
        case .at(let period): return .syntax(period, period.span)
        default:
            throw .nothingToCompare(
                "a comparison is of one period: use 'in'", at: checker.place(query.span))
        }
    }

    /// What `for` names: areas, and the indicators themselves or by their themes; every indicator
    /// where it names none.
    func compared(_ focus: [Focus]) throws(Diagnostic) -> Compared {
        var result = Compared(expressions: [], areas: nil, isExplicit: false)
        for item in focus {
            let name: Name
            switch item {
            case .name(let one): name = one
            case .areas(let set):
                for area in try engine.areas(of: set, with: nil, checker) { result.add(area) }
                continue
            case .value(let value):
                result.add(try checker.figure(value, isPart: false))
                result.isExplicit = true
                continue
            }
            if name.kind == nil || name.kind == .indicator || name.kind == .binding,
                !name.ids(of: .indicator).isEmpty || !name.ids(of: .binding).isEmpty
            {
                result.add(try checker.resolve(name))
                result.isExplicit = true
            } else if name.kind != .area, let theme = name.ids(of: .theme).first {
                result.themes.insert(name.span)
                for id in engine.catalogue.indicatorOrder {
                    guard let indicator = engine.catalogue.indicators[id],
                        indicator.declaration.theme?.value == theme
                    else { continue }
                    result.add(checker.figure(indicator, span: name.span))
                }
            } else if let area = name.ids(of: .area).first {
                result.add(area)
            } else {
                throw .wrongKindOfName(
                    name, wanted: "an indicator, a theme or an area", at: checker.place(name.span))
            }
        }
        if result.expressions.isEmpty, !result.namesAny {
            result.expressions = engine.catalogue.indicatorOrder.compactMap { id in
                engine.catalogue.indicators[id].map { checker.figure($0, span: Span(0, 0)) }
            }
        }
        return result
    }
}
