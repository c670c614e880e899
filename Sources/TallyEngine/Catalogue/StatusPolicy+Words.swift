import TallyModel
import TallyPlugins

/// A status policy in words, of itself and of one figure.
extension StatusPolicy {
    /// `green: meets target; amber: within 10% of target or no worse than England average; red:
    /// otherwise`
    ///
    /// - Parameter title: what a reference is called.
    package func words(_ title: (String) -> String) -> String {
        let lines = [("green", green), ("amber", amber)].filter { !$0.1.isEmpty }
        return lines.map { word, conditions in
            "\(word): \(conditions.map { $0.words(title($0.reference)) }.joined(separator: " or "))"
        }.joined(separator: "; ") + "; red: otherwise"
    }

    /// Why a figure has the status that it has: the condition that it meets, else all of those that
    /// it does not.
    func reason(
        for status: Status, of value: Double, good: Polarity, unit: Unit?,
        references: [String: Double], _ title: (String) -> String
    ) -> String {
        func said(_ condition: Condition, isMet: Bool) -> String {
            var name = title(condition.reference)
            // The reference of green stands beside the figure already.
            if case .noWorse = condition, let value = references[condition.reference] {
                name += " \(NumberText.full(value))\(unit == .percent ? "%" : "")"
            }
            return isMet ? condition.words(name) : condition.otherwise(name)
        }
        func first(_ conditions: [Condition]) -> String? {
            conditions.first { Self.holds($0, of: value, good, references) }
                .map { said($0, isMet: true) }
        }
        switch status {
        case .green: return first(green) ?? ""
        case .amber: return first(amber) ?? ""
        case .red:
            let missed = amber.filter { references[$0.reference] != nil }
            return (missed.isEmpty ? green : missed).map { said($0, isMet: false) }
                .joined(separator: ", ")
        }
    }
}

extension StatusPolicy.Condition {
    /// That it holds: `within 10% of target`.
    fileprivate func words(_ reference: String) -> String {
        switch self {
        case .meets: "meets \(reference)"
        case .within(let percent, _):
            "within \(NumberText.full(percent.doubleValue))% of \(reference)"
        case .noWorse: "no worse than \(reference)"
        }
    }

    /// That it does not hold: `not within 10% of target`.
    fileprivate func otherwise(_ reference: String) -> String {
        switch self {
        case .meets: "misses \(reference)"
        case .within: "not \(words(reference))"
        case .noWorse: "worse than \(reference)"
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
