import TallyEngine
import TallyLanguage
import TallyModel
import TallyRender

extension Session {
    /// What could stand at a byte of a line, with what each is: from the parser's own expectations
    /// and the catalogue. `replace` is what a candidate stands in for.
    package func completions(_ line: String, at offset: Int) -> (
        replace: Span, candidates: [(text: String, description: String)]
    ) {
        let vocabulary = BindingVocabulary(catalogue, bindings: bindings.keys.sorted())
        let source = SourceText(line)
        let expected = Parser.expected(in: source, at: offset, vocabulary: vocabulary)
        let partial = NameFolding.fold(source[expected.partial])
        var candidates: [(text: String, description: String)] = []
        var kinds: Set<NameKind> = []
        for expectation in expected.expectations {
            switch expectation {
            case .name(let kind): kinds.insert(kind)
            default: candidates += words(for: expectation)
            }
        }
        switch expected.preceding {
        case .subgroup(let operand):
            kinds = []
            candidates = subgroups(of: operand, in: source)
        case .comparison(let operands):
            // Beside a period stand references and periods, beside an area areas.
            switch operands.first {
            case .period:
                kinds = [.reference]
                candidates = words(for: .period)
            case .name(let name)
            where name.ids(of: .indicator).isEmpty && !name.ids(of: .area).isEmpty:
                kinds = [.area]
                candidates = []
            default: break
            }
        case .column(let column):
            candidates += values(of: column)
        case nil: break
        }
        candidates = names(of: kinds, vocabulary) + candidates
        var seen: Set<String> = []
        candidates = candidates.filter {
            NameFolding.fold($0.text).hasPrefix(partial) && seen.insert($0.text).inserted
        }
        // Words before may be the beginning of a name of several.
        if let unfinished = expected.unfinishedName {
            let begun = NameFolding.fold(source[unfinished.span])
            let whole = names(of: Set(unfinished.kinds), vocabulary).filter {
                NameFolding.fold($0.text).hasPrefix(begun)
            }
            if !whole.isEmpty { return (unfinished.span, whole) }
        }
        return (expected.partial, candidates)
    }

    /// Ids and aliases of these kinds, each once.
    private func names(of kinds: Set<NameKind>, _ vocabulary: BindingVocabulary) -> [(
        text: String, description: String
    )] {
        var seen: Set<String> = []
        return vocabulary.entries(of: kinds).compactMap { entry in
            seen.insert(entry.name).inserted ? (entry.name, entry.title) : nil
        }
    }

    private func words(for expectation: Expectation) -> [(text: String, description: String)] {
        switch expectation {
        case .keyword(let keyword): [(keyword.word, keyword.meaning)]
        case .function: Function.all.map { ($0.name + "(", $0.summary) }
        case .scale: [("10k", "ten thousand"), ("100k", "a hundred thousand"), ("1000", "")]
        case .period:
            [
                ("latest", "the newest period that has data"),
                ("previous", "the period before"), ("a year ago", "twelve months before"),
            ] + recentPeriods()
        case .unit: PeriodUnit.allCases.map { ($0.rawValue + "s", "") }
        case .listKind: ListKind.words.map { ($0, "") }
        case .bareListKind: ListKind.bareWords.map { ($0, "") }
        case .byWord:
            [
                ("area", "a row an area"), ("month", "a row a month"),
                ("quarter", "a row a quarter"), ("year", "a row a year"),
            ]
        case .yearToDate: [("year to date", "from the beginning of the financial year")]
        case .date: [("date", "")]
        case .known: [("known at", "only what had been published by then")]
        case .neighbours: [("neighbours of", "an area and those most like it")]
        case .checkName: checkNames()
        case .column: Self.columns.map { ($0, "") }
        case .chartKind: ResultTable.Chart.Kind.allCases.map { ($0.rawValue, "") }
        case .format: ResultFormat.allCases.map { ($0.rawValue, $0.summary) }
        case .pipe: [("|", "what to do with the result")]
        case .command: Command.all.map { (".\($0.name)", $0.summary) }
        case .argument(let command):
            Command.named(command)?.arguments(self).map { ($0, "") } ?? []
        case .name, .number, .count, .binaryOperator, .shift, .minus, .openBracket, .closeBracket,
            .comma, .equals, .newName, .comparison, .value, .fileName, .end:
            []
        }
    }

    private func checkNames() -> [(text: String, description: String)] {
        loadChecks()
        return engine.catalogue.checks.map { ($0.id, $0.says) }
    }

    /// The columns that most results have.
    private static let columns = [
        ColumnID.value, ColumnID.change, ColumnID.direction, ColumnID.target, ColumnID.gap,
        ColumnID.gapPercent, ColumnID.status, ColumnID.period, ColumnID.indicator, ColumnID.area,
    ]

    /// The words that may stand in a column of few words.
    private func values(of column: ColumnName) -> [(text: String, description: String)] {
        switch column.text {
        case ColumnID.status: Status.allCases.map { ($0.rawValue, "") }
        case ColumnID.direction: Direction.allCases.map { ($0.rawValue.lowercased(), "") }
        default: []
        }
    }

    /// The months that most indicators have, newest first, as they are typed.
    private func recentPeriods() -> [(text: String, description: String)] {
        guard let first = catalogue.indicatorOrder.first,
            let indicator = catalogue.indicators[first],
            let area = engine.area ?? indicator.home,
            let last = try? engine.source.lastDay(
                ofSource: indicator.sources.first ?? "", area: area, grain: .month)
        else { return [] }
        let calendar = indicator.calendar
        return (0..<6).map { back in
            let month = calendar.advanced(
                calendar.period(.month, containing: last), by: -back)
            return (month.typed(in: calendar), month.title(in: calendar))
        }
    }

    /// What an expression can be split by.
    private func subgroups(of operand: Expression, in source: SourceText) -> [(
        text: String, description: String
    )] {
        let checker = Checker(catalogue: catalogue, source: source, bindings: bindings)
        guard let checked = try? checker.check(operand) else { return [] }
        var found: [(text: String, description: String)] = []
        checked.forEachFigure { figure in
            guard found.isEmpty, let indicator = catalogue.indicators[figure.indicator] else {
                return
            }
            for id in checker.subgroupNames(of: indicator) {
                let title =
                    catalogue.subgroups[id]?.title ?? catalogue.dimensions[id]?.title
                    ?? catalogue.dimensions.values.lazy.flatMap(\.members)
                    .first { $0.id == id }?.title ?? ""
                found.append((id, title))
            }
        }
        return found
    }
}
