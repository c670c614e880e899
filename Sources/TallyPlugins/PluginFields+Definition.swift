import TallyModel

/// A definition while its fields are read.
struct DefinitionDraft: Sendable {
    let start: Diagnostic.Place
    var from: Placed<Day>?
    var until: Placed<Day>?
    var note = ""

    @Sendable init(at place: Diagnostic.Place) { start = place }
}

/// The fields of a definition: what an indicator means from one day to another.
extension PluginFields {
    static let definitions = Field<IndicatorDeclaration>(
        "definitions", .list(of: .object(definition.shape)),
        "What it means over time: a series across two of them has a break, and outside them it has"
            + " no figures."
    ) { reader, node, indicator in
        let drafts = reader.list(node, of: "definitions") {
            $0.object($1, definition, of: "definitions", blank: DefinitionDraft.init)
        }
        indicator.definitions = reader.inOrder(drafts)
    }

    private static let definition = FieldTable<DefinitionDraft>(
        "a definition",
        [
            date("from", "The first month or day on which it holds.", \.first) { $0.from = $1 },
            date(
                "until",
                "The last month or day on which it holds; the next one's eve, if left out.",
                \.last
            ) { $0.until = $1 },
            .text("note", required: true, "What the indicator means then.") { $0.note = $1.value },
        ])

    private static let dateForm = "a month or a day such as '2021-04' or '2021-04-01'"

    /// A month, of which `end` is meant, or a day.
    private static func date(
        _ name: String, _ description: String, _ end: @escaping @Sendable (Period) -> Day,
        set: @escaping Field<DefinitionDraft>.Set<Placed<Day>>
    ) -> Field<DefinitionDraft> {
        let digits = "^[0-9]{4}-[0-9]{2}(-[0-9]{2})?$"
        return Field(name, .pattern(digits, says: dateForm), description) { reader, node, target in
            guard let text = reader.text(node, of: name) else { return }
            guard let period = period(text.value) else {
                reader.note(.badForm(text.value, field: name, form: dateForm, at: text.place))
                return
            }
            set(&target, Placed(end(period), at: text.place))
        }
    }

    /// The month or the day that a text says; `nil` where it says none.
    private static func period(_ text: String) -> Period? {
        if let day = Day(iso: text) { return .day(day) }
        guard let first = Day(iso: text + "-01") else { return nil }
        return Calendar().period(.month, containing: first)
    }
}

extension DeclarationReader {
    /// The definitions by time, each with its end; those that overlap are noted, and so is one that
    /// ends before it begins.
    fileprivate mutating func inOrder(_ drafts: [DefinitionDraft]) -> [DefinitionDeclaration] {
        for draft in drafts {
            if let from = draft.from, let until = draft.until, until.value < from.value {
                note(.definitionBackwards(at: until.place))
                return []
            }
        }
        let earliest = Day(number: .min)
        let sorted = drafts.sorted { ($0.from?.value ?? earliest) < ($1.from?.value ?? earliest) }
        var result: [DefinitionDeclaration] = []
        for (index, draft) in sorted.enumerated() {
            var until = draft.until?.value
            if index + 1 < sorted.count {
                let next = sorted[index + 1]
                guard let begins = next.from, begins.value != draft.from?.value,
                    until.map({ $0 < begins.value }) ?? true
                else {
                    let places = [draft.start, next.start].sorted { $0.span.lower < $1.span.lower }
                    note(.definitionsOverlap(places[0], at: places[1]))
                    return []
                }
                until = until ?? begins.value.advanced(by: -1)
            }
            result.append(
                DefinitionDeclaration(from: draft.from?.value, until: until, note: draft.note))
        }
        return result
    }
}
