import TallyModel

/// The fields of a check.
extension PluginFields {
    static let check = FieldTable<CheckDraft>(
        "a check",
        [
            .identifier("id", required: true, "The id, unique in the plugin.") {
                $0.declaration.id = $1
            },
            .text("says", required: true, "What holds where the figures reconcile.") {
                $0.declaration.says = $1.value
            },
            .text(
                "that", "The comparison of two expressions that holds: with =, <=, >=, < or >."
            ) { $0.declaration.that = $1 },
            .texts("between", "In place of 'that': sources that print the same figures.") {
                $0.declaration.between = $1
                $0.hasBetween = true
            },
            .number(
                "within",
                "How far apart figures may be; if left out, the computed rounds to the published."
            ) { $0.declaration.within = $1 },
            .identifiers("for", "Areas; every area with figures, if left out.") {
                $0.declaration.areas = $1
            },
            .choice("by", checkedGrains, "The periods compared; if left out, those published.") {
                $0.declaration.by = $1
            },
        ])

    static let checks = Field<PluginDeclaration>(
        "checks", .list(of: .object(check.shape)), "What must reconcile between figures."
    ) { reader, node, plugin in
        guard reader.extras.contains(.checks) else { return }
        let drafts = reader.list(node, of: "checks") {
            $0.object($1, check, of: "checks", blank: CheckDraft.init)
        }
        for draft in drafts { reader.add(draft, to: &plugin) }
    }

    private static let checkedGrains: [(word: String, value: Grain)] = [
        ("month", .month), ("quarter", .quarter), ("year", .financialYear),
    ]
}

/// A check while its fields are read.
struct CheckDraft: Sendable {
    var declaration: CheckDeclaration
    var hasBetween = false
    let start: Diagnostic.Place

    @Sendable init(at place: Diagnostic.Place) {
        declaration = CheckDeclaration(id: Placed("", at: place), says: "")
        start = place
    }
}

extension DeclarationReader {
    /// Adds a check to its plugin; what it lacks or has twice is noted.
    fileprivate mutating func add(_ draft: CheckDraft, to plugin: inout PluginDeclaration) {
        let check = draft.declaration
        if (check.that != nil) == draft.hasBetween {
            note(.checkOfNothing(both: draft.hasBetween, at: draft.start))
        } else if draft.hasBetween, Set(check.between.map(\.value)).count < 2 {
            note(.checkOfOneSource(at: check.between.first?.place ?? draft.start))
        }
        if !check.id.value.isEmpty, plugin.checks.contains(where: { $0.id.value == check.id.value })
        {
            note(.checkTwice(check.id.value, at: check.id.place))
        }
        plugin.checks.append(check)
    }
}

extension Diagnostic {
    static func checkOfNothing(both: Bool, at place: Place) -> Diagnostic {
        Diagnostic(
            both ? .badValue : .missingField,
            both
                ? "a check says 'that' or 'between', not both"
                : "a check needs the field 'that' or 'between'", at: place)
    }

    static func checkOfOneSource(at place: Place) -> Diagnostic {
        Diagnostic(.badValue, "'between' takes at least two sources", at: place)
    }

    static func checkTwice(_ id: String, at place: Place) -> Diagnostic {
        Diagnostic(
            .duplicateName, "a check called '\(id)' stands twice in this plugin", at: place)
    }
}
