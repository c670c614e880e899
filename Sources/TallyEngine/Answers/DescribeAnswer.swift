import TallyLanguage
import TallyModel
import TallyPlugins

/// Answers `describe NAME` and `?name`: one screen about one thing.
struct DescribeAnswer {
    let engine: Engine
    let checker: Checker

    private var catalogue: Catalogue { engine.catalogue }

    /// Columns: field, text.
    func table(_ name: Name) throws(Diagnostic) -> ResultTable {
        var fields: [(String, String)] = []
        var title = name.text
        for candidate in name.candidates where name.kind == nil || candidate.kind == name.kind {
            guard fields.isEmpty else { break }
            (title, fields) = try describe(candidate, name)
        }
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
                rows([
                    ("id", area.id), ("level", area.level),
                    ("codes", codes.joined(separator: ", ")),
                    ("parts", area.parts.joined(separator: ", ")),
                ])
            )
        case .reference:
            return term(catalogue.references[id], "reference", "compare latest vs \(id)")
        case .theme: return term(catalogue.themes[id], "theme", "list indicators for theme \(id)")
        case .subgroup: return term(catalogue.subgroups[id], "subgroup", nil)
        case .population:
            return term(
                catalogue.populations[id].map { Term(id: $0.id, title: $0.title) }, "population",
                nil)
        case .dimension:
            guard let dimension = catalogue.dimensions[id] else { return (id, []) }
            return (
                dimension.title,
                rows([
                    ("id", id), ("kind", "dimension"),
                    ("members", dimension.members.map(\.title).joined(separator: ", ")),
                ])
            )
        case .member, .source, .plugin, .level, .binding:
            return (name.text, rows([("id", id), ("kind", candidate.kind.rawValue)]))
        }
    }

    private func term(_ term: Term?, _ kind: String, _ sentence: String?)
        -> (String, [(String, String)])
    {
        guard let term else { return ("", []) }
        return (term.title, rows([("id", term.id), ("kind", kind), ("try", sentence ?? "")]))
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
                "\(declaration.arrears) month\(declaration.arrears == 1 ? "" : "s") in arrears")
        }
        let area = try area(indicator)
        let isMeant = try? engine.areas(
            nil, for: checker.figure(indicator, span: name.span), indicator.id)
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
        else { return "no figures for \(catalogue.areas[area]?.title ?? area)" }
        let value =
            row.cell.value.map {
                NumberText.withMinus(
                    NumberText.fixed($0, decimals: row.decimals, grouped: true))
            }
            ?? row.cell.reason?.words ?? ""
        let target =
            row.target?.cell.value.map { ", target \(NumberText.full($0))" } ?? ""
        let when = period.title(in: evaluator.calendar)
        return "\(value) in \(when) for \(evaluator.areaTitle)\(target)"
    }

    /// Fields that have nothing to say are left out.
    private func rows(_ fields: [(String, String)]) -> [(String, String)] {
        fields.filter { !$0.1.isEmpty }
    }
}
