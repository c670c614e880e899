import TallyLanguage
import TallyModel
import TallyPlugins

extension ListPhrase: AnsweredPhrase {
    func answer(
        _ query: Query, _ engine: Engine, _ checker: Checker
    ) throws(Diagnostic) -> ResultTable {
        try checker.refuse(query.clauses.running)
        if !ListAnswer.isOfTheStore(kind) { try checker.refuse(query.clauses.asKnown) }
        if ListAnswer.plural(kind) == AreaListAnswer.name {
            return try AreaListAnswer(engine: engine, checker: checker).table(self, query)
        }
        let table = try ListAnswer(engine: engine, checker: checker).table(kind, span, query)
        return query.clauses.by == nil ? table : engine.catalogue.grouped(byTheme: table)
    }

    func isSplit(by key: ByKey) -> Bool { key.kind == .theme && kind.hasPrefix("indicator") }

    var readsFigures: Bool { false }
}

/// Answers `list KIND`.
struct ListAnswer {
    let engine: Engine
    let checker: Checker

    /// One kind of list: what it is called and how it is made.
    private struct Kind {
        let name: String
        let columns: [ResultTable.Column]
        /// From the catalogue, what the names that `let` has given stand for, and the themes to narrow
        /// to.
        let rows: @Sendable (Catalogue, [String: String], Set<String>?) -> [[ResultTable.Value]]
    }

    /// The lists there are; `for theme …` narrows those that know themes.
    private static let kinds: [Kind] = [
        Kind(
            name: "indicators",
            columns: [
                .init("id", "Id", .text), .init("name", "Name", .text),
                .init(ColumnID.theme, "Theme", .text), .init("unit", "Unit", .text),
                .init("good", "Good", .text), .init("plugin", "Plugin", .text, machineOnly: true),
            ],
            rows: { catalogue, _, themes in
                catalogue.indicatorOrder.compactMap { id in
                    guard let indicator = catalogue.indicators[id],
                        themes?.contains(indicator.declaration.theme?.value ?? "") ?? true
                    else { return nil }
                    let theme = indicator.declaration.theme.flatMap { catalogue.themes[$0.value] }
                    return [
                        .text(id), .text(indicator.title), theme.map { .text($0.title) } ?? .empty,
                        .text(indicator.declaration.unit.code),
                        .text(indicator.declaration.good.rawValue),
                        indicator.plugin.map { .text($0) } ?? .empty,
                    ]
                }
            }),
        terms("themes") { $0.themes },
        terms("references") { $0.references },
        terms("subgroups") { $0.subgroups },
        Kind(
            name: "dimensions",
            columns: [
                .init("id", "Id", .text), .init("name", "Name", .text),
                .init("members", "Members", .text),
            ],
            rows: { catalogue, _, _ in
                catalogue.dimensions.values.sorted { $0.id < $1.id }.map {
                    [
                        .text($0.id), .text($0.title),
                        .text($0.members.map(\.title).joined(separator: ", ")),
                    ]
                }
            }),
        Kind(
            name: "members",
            columns: [
                .init("dimension", "Dimension", .text), .init("id", "Id", .text),
                .init("name", "Name", .text),
            ],
            rows: { catalogue, _, _ in
                catalogue.dimensions.values.sorted { $0.id < $1.id }.flatMap { dimension in
                    dimension.members.map {
                        [.text(dimension.id), .text($0.id), .text($0.title)]
                    }
                }
            }),
        Kind(
            name: "populations",
            columns: [.init("id", "Id", .text), .init("name", "Name", .text)],
            rows: { catalogue, _, _ in
                catalogue.populations.values.sorted { $0.id < $1.id }.map {
                    [.text($0.id), .text($0.title)]
                }
            }),
        Kind(
            name: "checks",
            columns: [
                .init("id", "Id", .text), .init("says", "What must hold", .text),
                .init("that", "As written", .text, machineOnly: true),
                .init("plugin", "Plugin", .text),
            ],
            rows: { catalogue, _, _ in
                catalogue.checks.map {
                    [.text($0.id), .text($0.says), .text($0.text), .text($0.plugin)]
                }
            }),
        ids("sources", .source),
        ids("levels", .level),
        Kind(
            name: "plugins",
            columns: [
                .init("id", "Id", .text), .init("name", "Name", .text),
                .init("version", "Version", .text), .init("file", "File", .text),
            ],
            rows: { catalogue, _, _ in
                catalogue.plugins.map { plugin in
                    [
                        .text(plugin.id), .text(plugin.title),
                        plugin.version.map { .text($0) } ?? .empty,
                        plugin.file.map { .text($0) } ?? .empty,
                    ]
                }
            }),
        Kind(
            name: "bindings",
            columns: [.init("name", "Name", .text), .init("stands_for", "Stands for", .text)],
            rows: { _, given, _ in
                given.sorted { $0.key < $1.key }.map { [.text($0.key), .text($0.value)] }
            }),
        Kind(
            name: "functions",
            columns: [
                .init("function", "Function", .text), .init("gives", "Gives", .text),
                .init("example", "Example", .text),
            ],
            rows: { catalogue, _, _ in
                Function.all.map {
                    [
                        .text($0.signature), .text($0.summary),
                        catalogue.example(of: $0).map { .text($0) } ?? .empty,
                    ]
                }
            }),
        Kind(
            name: "keywords",
            columns: [.init("keyword", "Keyword", .text), .init("meaning", "Meaning", .text)],
            rows: { _, _, _ in
                Keyword.allCases.map { [.text($0.word), .text($0.meaning)] }
            }),
    ]

    private static func ids(_ name: String, _ kind: NameKind) -> Kind {
        Kind(
            name: name, columns: [.init("id", "Id", .text)],
            rows: { catalogue, _, _ in catalogue.ids(of: kind).map { [.text($0)] } })
    }

    private static func terms(
        _ name: String, _ all: @escaping @Sendable (Catalogue) -> [String: Term]
    )
        -> Kind
    {
        Kind(
            name: name, columns: [.init("id", "Id", .text), .init("name", "Name", .text)],
            rows: { catalogue, _, _ in
                all(catalogue).values.sorted { $0.id < $1.id }.map {
                    [.text($0.id), .text($0.title)]
                }
            })
    }

    /// Whether what is listed was read from files, and so became known on some day.
    static func isOfTheStore(_ word: String) -> Bool {
        ["milestones", "imports"].contains(plural(word))
    }

    static func plural(_ word: String) -> String {
        word.hasSuffix("s") ? word : word + "s"
    }

    /// What lists there are beside those of the store.
    private static let names: [String] = {
        var names = kinds.map(\.name)
        names.insert(AreaListAnswer.name, at: 4)
        return names
    }()

    func table(_ word: String, _ span: Span, _ query: Query) throws(Diagnostic) -> ResultTable {
        let plural = Self.plural(word)
        if plural == "imports" { return try ImportsAnswer(engine: engine).table() }
        if Self.isOfTheStore(word) {
            return try MilestoneAnswer(engine: engine, checker: checker).table(query)
        }
        guard let kind = Self.kinds.first(where: { $0.name == plural }) else {
            throw .unknownKind(
                word, known: Self.names, at: checker.place(span))
        }
        var themes: Set<String>?
        for name in query.clauses.names ?? [] {
            guard let theme = name.ids(of: .theme).first else {
                throw .wrongKindOfName(name, wanted: "a theme", at: checker.place(name.span))
            }
            themes = (themes ?? []).union([theme])
        }
        var given = checker.bindings.mapValues { String($0.source[$0.query.span]) }
        given[LastResult.name] = nil
        given.merge(engine.aliases) { $1 }
        let rows = kind.rows(engine.catalogue, given, themes).map { ResultTable.Row($0) }
        let notes: [ResultTable.Note] =
            rows.isEmpty ? [.nothing("there are no \(kind.name)")] : []
        var table = ResultTable(
            layout: .grid, columns: kind.columns, rows: rows, notes: notes,
            summary: rows.isEmpty
                ? nil
                : "\(rows.count) \(rows.count == 1 ? String(kind.name.dropLast()) : kind.name)")
        table.isOrdered = true
        return table
    }
}
