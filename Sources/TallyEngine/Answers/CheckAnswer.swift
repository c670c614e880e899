import TallyLanguage
import TallyModel
import TallyPlugins

extension CheckPhrase: AnsweredPhrase {
    func answer(
        _ query: Query, _ engine: Engine, _ checker: Checker
    ) throws(Diagnostic) -> ResultTable {
        try checker.refuse(query.clauses.running)
        return try CheckAnswer(engine: engine, checker: checker).table(name, query)
    }
}

/// Answers `check [NAME]`: which figures do not reconcile.
struct CheckAnswer {
    let engine: Engine
    let checker: Checker

    /// Columns: plugin, check, says, that, area, period, left, right, gap, unit, left_from,
    /// right_from. A row for each comparison that does not hold.
    func table(_ name: Name?, _ query: Query) throws(Diagnostic) -> ResultTable {
        let (checks, indicators) = try chosen(name)
        let named = try checker.areas(query.clauses.names)
        let scope = CheckScope(
            areas: named ?? engine.area.map { [$0] }, indicators: indicators,
            window: try window(query.clauses.window))
        var outcomes: [CheckOutcome] = []
        for (index, check) in checks.enumerated() {
            engine.progress(index, checks.count)
            outcomes.append(try CheckRun(engine: engine, check: check, scope: scope).outcome())
        }
        engine.progress(checks.count, checks.count)
        // Sources are compared for every indicator: that they do not share this one is no news.
        if indicators != nil {
            outcomes.removeAll { outcome in
                if case .sources = outcome.check.kind { outcome.compared == 0 } else { false }
            }
        }
        return try table(of: outcomes)
    }

    /// The checks that a name stands for, and the indicators that it narrows them to: a check's own
    /// name, a plugin's, or that of an indicator which checks read.
    private func chosen(_ name: Name?) throws(Diagnostic) -> ([Check], indicators: [String]?) {
        let all = engine.catalogue.checks
        guard let name else { return (all, nil) }
        let folded = NameFolding.fold(name.text)
        let called = all.filter { $0.id == folded || "\($0.plugin).\($0.id)" == folded }
        if !called.isEmpty { return (called, nil) }
        if let plugin = name.ids(of: .plugin).first {
            return (all.filter { $0.plugin == plugin }, nil)
        }
        let indicators = engine.catalogue.meant(name, in: nil)
        guard !indicators.isEmpty else {
            throw .unknownCheck(name.text, known: all.map(\.id), at: checker.place(name.span))
        }
        let reading = all.filter { check in
            if case .sources = check.kind { return true }
            return indicators.contains(where: check.reads)
        }
        return (reading, indicators)
    }

    /// The days from which and to which figures are compared; `nil` for all.
    private func window(_ window: Window?) throws(Diagnostic) -> Period? {
        guard let window else { return nil }
        let calendar = Calendar()
        switch window.kind {
        case .at(let syntax):
            if let period = syntax.period(in: calendar) { return period }
        case .range(let from, let to):
            if let first = from.period(in: calendar)?.first,
                let last = to.period(in: calendar)?.last,
                first <= last
            {
                return calendar.named(first, last)
            }
        case .since(let from):
            if let first = from.period(in: calendar)?.first {
                return calendar.named(first, Day(9999, 12, 31))
            }
        case .last: break
        }
        throw .checkWindow(checker.text(window.span), at: checker.place(window.span))
    }

    private func table(of outcomes: [CheckOutcome]) throws(Diagnostic) -> ResultTable {
        let gaps = outcomes.flatMap(\.gaps)
        let origins = OriginWords(try engine.source.origins(of: gaps.flatMap(\.origins)))
        var next = 0
        func place(_ keys: [OriginKey]) -> ResultTable.Value {
            defer { next += keys.count }
            return keys.isEmpty ? .empty : .text(origins.words(next..<(next + keys.count)))
        }
        let areas = Set(gaps.map(\.area))
        var notes = NoteCollector()
        let rows = gaps.map { gap in
            ResultTable.Row(
                [
                    .text(gap.check.plugin), .text(gap.check.id), .text(gap.check.says),
                    .text(gap.text), .text(engine.catalogue.title(ofArea: gap.area)),
                    .period(gap.period, in: gap.calendar), gap.number(gap.left),
                    gap.number(gap.right),
                    .number(
                        .init(
                            Cell(computed: gap.difference), decimals: gap.decimals,
                            unit: gap.differenceUnit,
                            signed: true)),
                    gap.unit.map { .text($0.code) } ?? .empty, place(gap.left.origins),
                    place(gap.right.origins),
                ], notes: [notes.index(of: .shouldHold(gap))])
        }
        let empty = outcomes.filter { $0.compared == 0 }.map { outcome in
            let id = outcome.check.id
            let isOnly = engine.catalogue.checks.count { $0.id == id } == 1
            return isOnly ? id : "\(outcome.check.plugin).\(id)"
        }
        if !empty.isEmpty { notes.add(.nothingCompared(empty)) }
        return ResultTable(
            layout: .grid,
            columns: [
                .init("plugin", "Plugin", .text, machineOnly: true), .init("check", "Check", .text),
                .init("says", "What must hold", .text, machineOnly: true),
                .init("that", "Should hold", .text, machineOnly: true),
                .init(ColumnID.area, "Area", .text, machineOnly: areas.count < 2),
                .init(ColumnID.period, "Period", .period), .init("left", "Left", .number),
                .init("right", "Right", .number), .init(ColumnID.gap, "Gap", .number),
                .init(ColumnID.unit, "Unit", .text, machineOnly: true),
                .init("left_from", "Left from", .text), .init("right_from", "Right from", .text),
            ], rows: rows, notes: notes.all,
            summary: summary(outcomes))
    }

    /// `3 checks, 18 comparisons: 2 disagree, in 1 check`
    private func summary(_ outcomes: [CheckOutcome]) -> String {
        if outcomes.isEmpty { return "no checks" }
        let compared = outcomes.reduce(0) { $0 + $1.compared }
        let gaps = outcomes.reduce(0) { $0 + $1.gaps.count }
        let said =
            "\(NumberText.counted(outcomes.count, "check")), \(NumberText.counted(compared, "comparison"))"
        if compared == 0 { return said }
        if gaps == 0 { return "\(said): all agree" }
        let failing = outcomes.count { !$0.gaps.isEmpty }
        return "\(said): \(gaps) \(gaps == 1 ? "disagrees" : "disagree"), "
            + "in \(NumberText.counted(failing, "check"))"
    }
}

/// Files and rows in few words: `a.csv rows 4, 5; b.csv row 9`.
private struct OriginWords {
    let origins: [Origin]

    init(_ origins: [Origin]) { self.origins = origins }

    /// So many rows, or runs of rows, are named.
    private static let most = 8

    /// `2`, `7 to 9` of ascending numbers.
    private static func runs(_ rows: [Int]) -> [String] {
        var result: [String] = []
        var first = rows.first ?? 0
        for (index, row) in rows.enumerated()
        where index + 1 == rows.count || rows[index + 1] > row + 1 {
            result += row - first > 1 ? ["\(first) to \(row)"] : (first...row).map { "\($0)" }
            first = index + 1 < rows.count ? rows[index + 1] : first
        }
        return result
    }

    func words(_ range: Range<Int>) -> String {
        var files: [(name: String, rows: [Int])] = []
        for origin in origins[range.clamped(to: origins.indices)] {
            if let index = files.firstIndex(where: { $0.name == origin.file }) {
                if !files[index].rows.contains(origin.row) { files[index].rows.append(origin.row) }
            } else {
                files.append((origin.file, [origin.row]))
            }
        }
        return files.map { file in
            let runs = Self.runs(file.rows.sorted())
            let shown = runs.prefix(Self.most).map { "\($0)" }.joined(separator: ", ")
            return "\(file.name) row\(file.rows.count == 1 ? "" : "s") \(shown)"
                + (runs.count > Self.most ? " and others" : "")
        }.joined(separator: "; ")
    }
}

extension Diagnostic {
    static func unknownCheck(_ name: String, known: [String], at place: Place) -> Diagnostic {
        Diagnostic(
            .unknownName, "no check, plugin or indicator is called '\(name)'", at: place,
            label: Resemblance.closest(to: name, among: known, most: 1).first.map {
                "did you mean '\($0)'?"
            })
    }

    static func checkWindow(_ text: String, at place: Place) -> Diagnostic {
        Diagnostic(
            .badPeriod, "'\(text)' depends on the figures, and checks look at many", at: place,
            label: "name the period, as in 'in 2022/23'")
    }
}

extension ResultTable.Note {
    fileprivate static func shouldHold(_ gap: CheckGap) -> Self {
        Self(.shouldHold, "\(gap.check.says): \(gap.text)")
    }

    fileprivate static func nothingCompared(_ checks: [String]) -> Self {
        Self(
            .nothingCompared,
            "\(checks.count) found nothing to compare: \(checks.joined(separator: ", "))")
    }
}
