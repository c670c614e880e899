import TallyModel
import TallyPlugins

/// A status policy in words, of itself and of one figure.
extension StatusPolicy {
    /// `green meets target; amber within 10% of target or no worse than England average or good
    /// neighbours; red otherwise`
    ///
    /// - Parameter title: what a reference is called.
    package func words(_ title: (String) -> String) -> String {
        let lines = [("green", green), ("amber", amber)].filter { !$0.1.isEmpty }
        return lines.map { word, conditions in
            "\(word) "
                + Self.joined(
                    conditions.map { ($0.verb, title($0.reference)) }, by: " or ", within: " or ")
        }.joined(separator: "; ") + "; red otherwise"
    }

    /// Verbs with what they are of, the same verb said once: `worse than England average and good
    /// neighbours`.
    private static func joined(
        _ parts: [(verb: String, name: String)], by separator: String, within: String
    ) -> String {
        var said = ""
        for (index, part) in parts.enumerated() {
            if index > 0, parts[index - 1].verb == part.verb {
                said += within + part.name
            } else {
                said += (index > 0 ? separator : "") + "\(part.verb) \(part.name)"
            }
        }
        return said
    }

    /// Why a figure has the status that it has: the condition that it meets, else all of those that
    /// it does not.
    func reason(
        for status: Status, of value: Double, good: Polarity, unit: Unit?,
        references: [String: Double], _ title: (String) -> String
    ) -> String {
        func name(_ condition: Condition) -> String {
            let title = title(condition.reference)
            // The reference of green stands beside the figure already.
            guard case .noWorse = condition, let value = references[condition.reference] else {
                return title
            }
            return "\(title) \(NumberText.full(value))\(unit == .percent ? "%" : "")"
        }
        func first(_ conditions: [Condition]) -> String? {
            conditions.first { Self.holds($0, of: value, good, references) }
                .map { "\($0.verb) \(name($0))" }
        }
        switch status {
        case .green: return first(green) ?? ""
        case .amber: return first(amber) ?? ""
        case .red:
            let missed = amber.filter { references[$0.reference] != nil }
            return Self.joined(
                (missed.isEmpty ? green : missed).map { ($0.denial, name($0)) }, by: ", ",
                within: " and ")
        }
    }
}

extension StatusPolicy.Condition {
    /// What a figure of which it holds does, before the name of the reference: `within 10% of`.
    fileprivate var verb: String {
        switch self {
        case .meets: "meets"
        case .within(let percent, _): "within \(NumberText.full(percent.doubleValue))% of"
        case .noWorse: "no worse than"
        }
    }

    /// What one does of which it does not hold: `not within 10% of`.
    fileprivate var denial: String {
        switch self {
        case .meets: "misses"
        case .within: "not \(verb)"
        case .noWorse: "worse than"
        }
    }
}

extension Catalogue {
    /// The policies that plugins state, in words, each with the plugin of the first indicator that it
    /// judges; where several plugins state the same, the first of them.
    package var policiesInWords: [(plugin: String, words: String)] {
        var found: [(plugin: String, words: String)] = []
        for id in indicatorOrder {
            guard let indicator = indicators[id], policies[id] != nil else { continue }
            let words = policy(of: id).words(title(ofReference:))
            if !found.contains(where: { $0.words == words }) {
                found.append((indicator.plugin ?? "", words))
            }
        }
        return found
    }

    /// What a reference is called.
    package func title(ofReference id: String) -> String { references[id]?.title ?? id }
}
