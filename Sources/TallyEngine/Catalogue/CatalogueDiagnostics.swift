import TallyLanguage
import TallyModel

/// What can be wrong with plugins taken together.
extension Diagnostic {
    static func duplicateName(
        _ candidate: NameCandidate, _ first: Place, at place: Place
    ) -> Diagnostic {
        Diagnostic(
            .duplicateName, "the \(candidate.words) is declared twice", at: place,
            notes: ["first declared at \(first.text)"])
    }

    /// An indicator of an earlier plugin, declared again without a word.
    static func declaredAgain(_ id: String, _ first: Place, at place: Place) -> Diagnostic {
        Diagnostic(
            .duplicateName, "the indicator '\(id)' is declared twice", at: place,
            notes: [
                "first declared at \(first.text)",
                "a plugin that is to replace it says \"overrides\": [\"\(id)\"]",
            ])
    }

    /// `near` is what an earlier plugin declares and is called almost so.
    static func overridesNothing(_ id: String, near: String?, at place: Place) -> Diagnostic {
        Diagnostic(
            .unknownIndicator, "no plugin before this one declares the indicator '\(id)'",
            at: place, label: near.map { "did you mean '\($0)'?" })
    }

    static func overridesWithNothing(_ id: String, at place: Place) -> Diagnostic {
        Diagnostic(
            .missingField, "the plugin overrides '\(id)' and declares no indicator of that id",
            at: place)
    }

    static func otherTitle(
        _ candidate: NameCandidate, _ title: String, _ first: Place, here: String,
        at place: Place
    ) -> Diagnostic {
        Diagnostic(
            .duplicateName,
            "the \(candidate.words) has the title '\(here)' here and '\(title)' elsewhere",
            at: place, notes: ["first declared at \(first.text)"])
    }

    static func declaredOtherwise(
        _ candidate: NameCandidate, _ first: Place, at place: Place
    ) -> Diagnostic {
        Diagnostic(
            .duplicateName,
            "the \(candidate.words) has another level, code, part or place here than elsewhere",
            at: place, notes: ["first declared at \(first.text)"])
    }

    static func keywordAsID(_ id: String, at place: Place) -> Diagnostic {
        Diagnostic(
            .reservedName, "'\(id)' is a word of the query language and can't be an id", at: place)
    }

    static func keywordInAlias(
        _ alias: String, _ keyword: String, begins: Bool, at place: Place
    ) -> Diagnostic {
        Diagnostic(
            .reservedName,
            "the alias '\(alias)' \(begins ? "begins" : "ends") with '\(keyword)', a word of the"
                + " query language",
            at: place)
    }

    static func reservedDimension(_ name: String, at place: Place) -> Diagnostic {
        Diagnostic(
            .reservedName, "'by \(name)' has a meaning of its own, so no dimension is called so",
            at: place)
    }

    static func unknownID(
        _ candidate: NameCandidate, near: String?, at place: Place
    ) -> Diagnostic {
        Diagnostic(
            candidate.kind == .indicator ? .unknownIndicator : .unknownName,
            "no plugin declares the \(candidate.words)", at: place,
            label: near.map { "did you mean '\($0)'?" })
    }

    static func declaredByLost(
        _ candidate: NameCandidate, plugin: String, at place: Place
    ) -> Diagnostic {
        Diagnostic(
            candidate.kind == .indicator ? .unknownIndicator : .unknownName,
            "the \(candidate.words) is declared by the plugin '\(plugin)', which did not load",
            at: place)
    }

    static func noDimension(_ indicator: String, _ dimension: String, at place: Place) -> Diagnostic
    {
        Diagnostic(
            .badValue, "the indicator '\(indicator)' does not name the dimension '\(dimension)'",
            at: place)
    }

    static func countOfOtherKind(
        _ count: String, _ countKind: TimeKind, of indicator: String, _ kind: TimeKind,
        at place: Place
    ) -> Diagnostic {
        Diagnostic(
            .kindClash,
            "'\(count)' is a \(countKind.words) and can't count a subgroup of '\(indicator)', a"
                + " \(kind.words)",
            at: place)
    }

    static func areaWithinItself(_ cycle: [String], at place: Place) -> Diagnostic {
        Diagnostic(
            .badValue, "an area lies in itself: \(cycle.joined(separator: " → "))", at: place)
    }

    static func formulaCycle(_ cycle: [String], at place: Place) -> Diagnostic {
        Diagnostic(
            .formulaCycle, "these formulas go round: \(cycle.joined(separator: " → "))", at: place)
    }

    static func wrongKindInFormula(
        _ name: String, _ kind: NameKind, _ role: NameRole, at place: Place
    ) -> Diagnostic {
        Diagnostic(
            .wrongKindOfName,
            "'\(name)' is \(kind.withArticle), where \(role.withArticle) must stand", at: place)
    }

    static func ambiguousInFormula(
        _ name: String, _ meanings: [String], at place: Place
    ) -> Diagnostic {
        let quoted = meanings.map { "'\($0)'" }.joined(separator: " or ")
        return Diagnostic(.ambiguousName, "'\(name)' may be \(quoted)", at: place)
    }
}

extension NameCandidate {
    /// For a sentence: `theme 'profile'`, `member 'c2' of the dimension 'legal_status'`.
    fileprivate var words: String {
        guard let (dimension, member) = memberParts else { return "\(kind.rawValue) '\(id)'" }
        return "member '\(member)' of the dimension '\(dimension)'"
    }
}

extension NameKind {
    /// `an area`
    var withArticle: String {
        switch self {
        case .indicator, .area: "an \(rawValue)"
        default: "a \(rawValue)"
        }
    }
}

extension NameRole {
    fileprivate var withArticle: String {
        switch self {
        case .value: "an indicator"
        case .population: "a population"
        case .subgroup: "a subgroup"
        case .focus: "an area, a theme or an indicator"
        case .reference: "a reference"
        }
    }
}
