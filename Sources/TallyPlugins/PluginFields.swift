import TallyModel

/// The tables of fields, one for each kind of object in a plugin file.
enum PluginFields {
    static let plugin = FieldTable<PluginDeclaration>(
        "a plugin",
        [
            .text("$schema", "Where the JSON Schema of plugins lies, for editors.") { _, _ in },
            .identifier("plugin", required: true, "The plugin's id.") { $0.id = $1 },
            .text("version", "The plugin's own version.") { $0.version = $1.value },
            .text("title", "What the plugin is called.") { $0.title = $1.value },
            .text("description", "What the plugin is about.") { $0.description = $1.value },
            .identifier(
                "home",
                "The area whose figures a board file holds, and that is meant where none is named."
            ) { $0.home = $1 },
            .texts("sources", "Sources in the order in which they are believed.") {
                $0.sources = $1
            },
            .object(
                "calendar", calendar, "The months in which years begin.",
                blank: { _ in CalendarDraft() }
            ) { $0.calendar = $1.calendar },
            .objects(
                "areas", area, "Areas: countries, regions, authorities, or others.",
                blank: blankArea
            ) { $0.areas = $1 },
            .objects("themes", theme, "Groups of indicators.", blank: blankTerm) {
                $0.themes = $1
            },
            .objects(
                "references", reference,
                "What figures are compared with: targets and averages.", blank: blankTerm
            ) { $0.references = $1 },
            .objects(
                "subgroups", subgroup,
                "Groups of cases that an indicator may leave out or be narrowed to.",
                blank: blankTerm
            ) { $0.subgroups = $1 },
            .objects(
                "dimensions", dimension, "What indicators are broken down by.",
                blank: { DimensionDeclaration(term: blankTerm(at: $0), members: []) }
            ) { $0.dimensions = $1 },
            .objects(
                "populations", population, "What rates are taken over.",
                blank: { PopulationDeclaration(term: blankTerm(at: $0), from: []) }
            ) { $0.populations = $1 },
            .object(
                "status", status, "When a figure is green, amber or red.", blank: blankStatus
            ) { $0.status = $1 },
            .identifiers(
                "overrides", "Ids of indicators of other plugins that this plugin's own replace."
            ) { $0.overrides = $1 },
            .objects("indicators", indicator, "The indicators.", blank: blankIndicator) {
                $0.indicators = $1
            },
            feeds,
            checks,
            tests,
        ])

    static let calendar = FieldTable<CalendarDraft>(
        "a calendar",
        [
            .choice(
                "financial_year_starts", months, "The month in which the financial year begins."
            ) { $0.financial = $1 },
            .choice(
                "academic_year_starts", months, "The month in which the academic year begins."
            ) { $0.academic = $1 },
        ])

    private static let months = Period.monthNames.enumerated().map {
        (word: $1.lowercased(), value: $0 + 1)
    }

    static let theme = FieldTable<TermDeclaration>("a theme", termFields())
    static let reference = FieldTable<TermDeclaration>("a reference", termFields())
    static let subgroup = FieldTable<TermDeclaration>("a subgroup", termFields())

    static let member = FieldTable<TermDeclaration>(
        "a member",
        [
            Field("id", .memberIdentifier, required: true, "The id, unique in its dimension.") {
                reader, node, term in
                if let id = reader.identifier(node, of: "id", leadingDigit: true) { term.id = id }
            }
        ] + termFields().dropFirst())

    private static func termFields() -> [Field<TermDeclaration>] {
        [
            .identifier("id", required: true, "The id, unique among its kind.") { $0.id = $1 },
            .text("title", required: true, "What it is called in print.") {
                $0.title = $1.value
            },
            .texts("aliases", "Other names by which it may be typed.") { $0.aliases = $1 },
        ]
    }

    static let dimension = FieldTable<DimensionDeclaration>(
        "a dimension",
        [
            .identifier("id", required: true, "The id, unique among dimensions.") {
                $0.term.id = $1
            },
            .text("title", required: true, "What it is called in print.") {
                $0.term.title = $1.value
            },
            .texts("aliases", "Other names by which it may be typed.") { $0.term.aliases = $1 },
            .objects("members", member, "The members, in the order of tables.", blank: blankTerm) {
                $0.members = $1
            },
            Field("default", .memberIdentifier, "The member meant where a sentence names none.") {
                reader, node, dimension in
                dimension.defaultMember = reader.identifier(
                    node, of: "default", leadingDigit: true)
            },
        ])

    static let population = FieldTable<PopulationDeclaration>(
        "a population",
        [
            .identifier("id", required: true, "The id, unique among populations.") {
                $0.term.id = $1
            },
            .text("title", required: true, "What it is called in print.") {
                $0.term.title = $1.value
            },
            .texts("aliases", "Other names by which it may be typed.") { $0.term.aliases = $1 },
            .texts("from", "Sources in the order in which they are believed; any, if left out.") {
                $0.from = $1
            },
        ])

    static let area = FieldTable<AreaDeclaration>(
        "an area",
        [
            .identifier("id", required: true, "The id, unique among areas.") { $0.term.id = $1 },
            .text("title", required: true, "What it is called in print.") {
                $0.term.title = $1.value
            },
            .text(
                "level", required: true, "What kind of area: country, region, authority or another."
            ) { $0.level = $1.value },
            .object("codes", codes, "Codes by which files call it.", blank: { _ in [:] }) {
                $0.codes = $1
            },
            .texts("aliases", "Other names by which it may be typed.") { $0.term.aliases = $1 },
            .identifier("in", "The id of the area that it lies in.") { $0.within = $1 },
            .identifiers("parts", "Ids of the areas that it is made of.") { $0.parts = $1 },
        ])

    static let codes = FieldTable<[String: String]>(
        "an area's codes",
        [
            Field("la", .pattern("^[0-9]{3}$", says: "three figures"), "The department's code.") {
                reader, node, codes in
                guard let text = reader.text(node, of: "la") else { return }
                if text.value.utf8.count == 3, text.value.utf8.allSatisfy(isDigit) {
                    codes["la"] = text.value
                } else {
                    reader.note(
                        .badForm(
                            text.value, field: "la", form: "three figures", at: text.place))
                }
            },
            Field(
                "gss", .pattern("^[A-Z][0-9]{8}$", says: "a capital letter and eight figures"),
                "The code of the Office for National Statistics."
            ) { reader, node, codes in
                guard let text = reader.text(node, of: "gss") else { return }
                let bytes = text.value.utf8
                if bytes.count == 9, bytes.first.map({ 65...90 ~= $0 }) == true,
                    bytes.dropFirst().allSatisfy(isDigit)
                {
                    codes["gss"] = text.value
                } else {
                    reader.note(
                        .badForm(
                            text.value, field: "gss", form: "a capital letter and eight figures",
                            at: text.place))
                }
            },
        ])

    static let status = FieldTable<StatusDeclaration>(
        "a status",
        [
            .text("green", required: true, "When a figure is green: `meets target`.") {
                $0.green = $1
            },
            .text("amber", "When a figure that is not green is amber.") { $0.amber = $1 },
            .choice("red", [(word: "otherwise", value: ())], "Every other figure.") { _, _ in },
        ])

    @Sendable private static func isDigit(_ byte: UInt8) -> Bool { 48...57 ~= byte }

    @Sendable static func blankTerm(at place: Diagnostic.Place) -> TermDeclaration {
        TermDeclaration(id: Placed("", at: place), title: "", aliases: [])
    }

    @Sendable private static func blankArea(at place: Diagnostic.Place) -> AreaDeclaration {
        AreaDeclaration(term: blankTerm(at: place), level: "")
    }

    @Sendable static func blankStatus(at place: Diagnostic.Place) -> StatusDeclaration {
        StatusDeclaration(green: Placed("", at: place), amber: nil)
    }

    @Sendable private static func blankIndicator(
        at place: Diagnostic.Place
    ) -> IndicatorDeclaration {
        IndicatorDeclaration(id: Placed("", at: place), name: Placed("", at: place))
    }
}

/// A calendar while its fields are read.
struct CalendarDraft: Sendable {
    var financial: Int?
    var academic: Int?

    var calendar: Calendar {
        Calendar(financialYearStart: financial ?? 4, academicYearStart: academic ?? 9)
    }
}

extension DeclarationReader {
    /// The whole file.
    mutating func plugin() -> PluginDeclaration {
        let start = startPlace(0)
        var plugin = PluginDeclaration(id: Placed("", at: start), source: source)
        if document.kind(0) == .object {
            fill(&plugin, from: 0, PluginFields.plugin)
        } else {
            note(.notAnObject(found: document.kind(0).words, at: start))
        }
        return plugin
    }
}

extension PluginReader {
    /// What a plugin file may hold, for the JSON Schema.
    package static var shape: ObjectShape { PluginFields.plugin.shape }
}
