import TallyLanguage
import TallyModel
import TallyPlugins

extension DescribePhrase: AnsweredPhrase {
    func answer(
        _ query: Query, _ engine: Engine, _ checker: Checker
    ) throws(Diagnostic) -> ResultTable {
        try checker.refuse(query.clauses.running)
        try checker.refuse(query.clauses.asKnown)
        return try DescribeAnswer(engine: engine, checker: checker).table(name)
    }

    var readsFigures: Bool { false }
}

/// Answers `describe NAME` and `?name`: one screen about one thing.
struct DescribeAnswer {
    let engine: Engine
    let checker: Checker

    var catalogue: Catalogue { engine.catalogue }

    /// Columns: field, text.
    func table(_ name: Name) throws(Diagnostic) -> ResultTable {
        var fields: [(String, String)] = []
        var title = name.text
        for candidate in name.candidates where name.kind == nil || candidate.kind == name.kind {
            guard fields.isEmpty else { break }
            (title, fields) = try describe(candidate, name)
        }
        if name.candidates.isEmpty { (title, fields) = word(name.text) }
        if fields.isEmpty {
            throw .wrongKindOfName(
                name, wanted: "a thing to describe", at: checker.place(name.span))
        }
        let others = name.candidates.dropFirst().filter {
            $0.kind != name.candidates.first?.kind && NameKind.qualifiers.contains($0.kind)
        }
        let notes = others.map { other in
            ResultTable.Note(
                .also,
                "'\(name.text)' is also a \(other.kind.rawValue): "
                    + "describe \(other.kind.rawValue) \(name.text)")
        }
        return ResultTable(
            layout: .record, title: title,
            columns: [.init("field", "Field", .text), .init("text", "Text", .text)],
            rows: fields.map { ResultTable.Row([.text($0.0), .text($0.1)]) },
            notes: notes.first.map { [$0] } ?? [])
    }

    private func describe(_ candidate: NameCandidate, _ name: Name) throws(Diagnostic)
        -> (String, [(String, String)])
    {
        let id = candidate.id
        switch candidate.kind {
        case .indicator:
            guard let indicator = catalogue.indicators[id] else { return (id, []) }
            return (indicator.declaration.name.value, try describe(indicator, name))
        case .area:
            guard let area = catalogue.areas[id] else { return (id, []) }
            let codes = area.codes.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }
            return (
                area.title,
                rows(
                    [
                        ("id", area.id), ("level", area.level),
                        ("codes", codes.joined(separator: ", ")),
                    ] + (try surroundings(of: area)) + [
                        ("parts", area.parts.joined(separator: ", "))
                    ] + (try figures(for: id)))
            )
        case .reference:
            return term(
                catalogue.references[id], "reference", try reference(id),
                "compare latest vs \(NameText.typed(id))")
        case .theme:
            let about = indicators { $0.declaration.theme?.value == id }
            return term(
                catalogue.themes[id], "theme", [("of it", counted(about))],
                "list indicators for theme \(NameText.typed(id))")
        case .subgroup:
            let split = indicators { checker.subgroupWords(of: $0).contains(id) }
            return term(
                catalogue.subgroups[id], "subgroup", [("split by it", counted(split))],
                split.first.map { "\($0.id) excl \(NameText.typed(id))" } ?? "")
        case .population:
            let divided = indicators { $0.declaration.population?.value == id }
            return term(
                catalogue.populations[id].map { Term(id: $0.id, title: $0.title) }, "population",
                [("latest", try population(id)), ("divides", counted(divided))],
                NameText.typed(id))
        case .dimension:
            guard let dimension = catalogue.dimensions[id] else { return (id, []) }
            return (
                dimension.title,
                rows(
                    [
                        ("id", id), ("kind", "dimension"),
                        ("members", dimension.members.map(\.title).joined(separator: ", ")),
                    ] + split(by: [id]))
            )
        case .member:
            // `gender=male`
            let (dimension, own) = Breakdown(key: id).members.first ?? ("", id)
            let dimensions = catalogue.dimensions[dimension].map { [$0] } ?? []
            let title = dimensions.first?.members.first { $0.id == own }?.title ?? name.text
            return (
                title,
                rows(
                    [
                        ("id", own), ("kind", "member"),
                        ("member of", dimensions.map(\.title).joined(separator: ", ")),
                    ] + split(by: dimensions.map(\.id)))
            )
        case .source:
            let given = indicators { $0.sources.contains(id) }
            return (
                name.text,
                rows([
                    ("id", id), ("kind", "source"), ("gives", counted(given)),
                    (
                        "plugin",
                        Set(given.compactMap(\.plugin)).sorted().joined(separator: ", ")
                    ),
                    ("try", given.first.map { "\($0.id) by source" } ?? ""),
                ])
            )
        case .plugin:
            guard let plugin = catalogue.plugins.first(where: { $0.id == id }) else {
                return (id, [])
            }
            let declared = indicators { $0.plugin == id }
            return (
                plugin.title,
                rows([
                    ("id", id), ("kind", "plugin"), ("version", plugin.version ?? ""),
                    ("file", plugin.file ?? ""), ("declares", counted(declared)),
                    ("try", declared.first.map { "describe \($0.id)" } ?? ""),
                ])
            )
        case .level:
            let areas = catalogue.areas.values.filter { $0.level == id }.map(\.title).sorted()
            return (
                name.text,
                rows([
                    ("id", id), ("kind", "level"),
                    ("areas", Self.shown(areas, of: "area")),
                    ("try", "list \(NameText.typed(CatalogueBuilder.plural(id)))"),
                ])
            )
        case .binding:
            return (name.text, rows([("id", id), ("kind", candidate.kind.rawValue)]))
        }
    }

    private func term(
        _ term: Term?, _ kind: String, _ said: [(String, String)], _ sentence: String
    ) -> (String, [(String, String)]) {
        guard let term else { return ("", []) }
        return (term.title, rows([("id", term.id), ("kind", kind)] + said + [("try", sentence)]))
    }

    private func describe(_ indicator: Indicator, _ name: Name) throws(Diagnostic)
        -> [(String, String)]
    {
        let declaration = indicator.declaration
        let names = catalogue.entries(of: [.indicator]).filter {
            $0.candidate.id == indicator.id && $0.name != indicator.id
        }.map(\.name)
        let theme = declaration.theme.flatMap { catalogue.themes[$0.value]?.title } ?? ""
        let unit = [
            declaration.unit.code, declaration.good.words ?? "good is neither high nor low",
        ]
        var time = [declaration.kind.words, "every \(declaration.every.words)"]
        if declaration.arrears > 0 {
            time.append(
                "\(NumberText.counted(declaration.arrears, "month")) in arrears")
        }
        let area = try area(indicator)
        let isMeant = try unlessBroken { () throws(Diagnostic) in
            try engine.areas(nil, for: checker.figure(indicator, span: name.span), indicator.id)
        }
        let named = area.map { isMeant == [$0] ? "" : " for \(NameText.typed($0))" } ?? ""
        let population = declaration.population.flatMap { catalogue.populations[$0.value]?.title }
        return rows([
            ("id", indicator.id), ("meaning", declaration.description ?? ""),
            ("also called", names.joined(separator: ", ")), ("theme", theme),
            ("unit", unit.joined(separator: ", ")), ("time", time.joined(separator: ", ")),
            ("definition", definitions(indicator)),
            ("caveat", catalogue.caveats(of: declaration).joined(separator: "; ")),
            ("formula", declaration.formula?.value ?? ""), ("population", population ?? ""),
            (
                "excl, only",
                checker.subgroupWords(of: indicator).joined(separator: ", ")
            ),
            ("latest", try latest(indicator, name, in: area)),
            ("status", try status(indicator, name, in: area)),
            ("areas", try others(with: indicator)),
            ("source", declaration.source ?? ""),
            ("plugin", indicator.plugin ?? "made by an import"),
            ("try", "\(indicator.id)\(named) last \(declaration.every.window)"),
        ])
    }

    /// `until Mar 2021: counted weekly; from Apr 2021: counted daily`
    private func definitions(_ indicator: Indicator) -> String {
        indicator.declaration.definitions.map { definition in
            let when = DefinitionDeclaration.words(
                from: definition.from, until: definition.until, indicator.calendar)
            return when.isEmpty ? definition.note : "\(when): \(definition.note)"
        }.joined(separator: "; ")
    }

    /// The area whose figures are shown: the session's, the plugin's home or another plugin's, where
    /// there are figures for it; else the first for which there are.
    private func area(_ indicator: Indicator) throws(Diagnostic) -> String? {
        let known = try engine.areas(with: catalogue.figure(of: indicator.id))
        let meant = [engine.area, indicator.home].compactMap { $0 }
        return (meant + catalogue.homes).first(where: known.contains) ?? known.first ?? meant.first
    }

    /// `473 in Sep 2023 for Dorset, target 420`
    private func latest(_ indicator: Indicator, _ name: Name, in area: String?) throws(Diagnostic)
        -> String
    {
        let expression = checker.figure(indicator, span: name.span)
        guard let area else { return "" }
        let evaluator = try engine.evaluator(
            for: [expression], in: area, calendar: indicator.calendar)
        guard let period = evaluator.latest(of: expression),
            let row = try FigureRow.rows(expression, on: Axis([period]), evaluator).first
        else { return "no figures for \(catalogue.title(ofArea: area))" }
        let value =
            row.cell.value.map {
                NumberText.withMinus(
                    NumberText.fixed($0, decimals: row.decimals, grouped: true))
            }
            ?? row.cell.reason?.words ?? ""
        var target =
            row.target?.cell.value.map { ", target \(NumberText.full($0))" } ?? ""
        if !target.isEmpty, let status = row.status { target += ", \(status.rawValue)" }
        let when = period.title(in: evaluator.calendar)
        return "\(value) in \(when) for \(evaluator.areaTitle)\(target)"
    }

    /// The policy by which it is judged, where there is a reference to judge it by.
    private func status(_ indicator: Indicator, _ name: Name, in area: String?) throws(Diagnostic)
        -> String
    {
        let expression = checker.figure(indicator, span: name.span)
        guard indicator.declaration.good != .neither, let area,
            let judgement = Judgement(
                expression,
                try engine.evaluator(for: [expression], in: area, calendar: indicator.calendar))
        else { return "" }
        let policy = catalogue.policy(of: indicator.id)
        return policy.green.contains { judgement.run(of: $0.reference) != nil }
            ? policy.words(catalogue.title(ofReference:)) : ""
    }

    /// `of 163 areas`, where there are several.
    private func others(with indicator: Indicator) throws(Diagnostic) -> String {
        let known = try engine.areas(with: catalogue.figure(of: indicator.id))
        return known.count > 1 ? "\(known.count) have figures" : ""
    }

    /// Fields that have nothing to say are left out.
    func rows(_ fields: [(String, String)]) -> [(String, String)] {
        fields.filter { !$0.1.isEmpty }
    }
}
