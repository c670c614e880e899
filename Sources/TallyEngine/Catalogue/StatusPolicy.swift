import TallyModel
import TallyPlugins

/// When a figure is green, amber or red, as a plugin states it.
///
/// No sector standard exists, so that status is a policy: conditions in words, `meets target`,
/// `within 10% of target or no worse than england or good-sn`.
package struct StatusPolicy: Sendable, Hashable {
    package enum Condition: Sendable, Hashable {
        case meets(reference: String)
        /// No further from the reference than so many per cent of it.
        case within(percent: ExactDecimal, reference: String)
        case noWorse(reference: String)
    }

    /// Green where any holds.
    package let green: [Condition]
    package let amber: [Condition]

    /// Where no plugin states one: green meets the target, amber misses it by at most a tenth, red is
    /// every other figure.
    package static let usual = StatusPolicy(
        green: [.meets(reference: ReferenceID.target)],
        amber: [.within(percent: ExactDecimal(10), reference: ReferenceID.target)])

    private init(green: [Condition], amber: [Condition]) {
        self.green = green
        self.amber = amber
    }

    /// Reads the conditions of a declaration; references by any of their names.
    package init(_ declaration: StatusDeclaration, references: (String) -> String?)
        throws(Diagnostic)
    {
        green = try Self.conditions(declaration.green, references)
        amber =
            try declaration.amber.map { text throws(Diagnostic) in
                try Self.conditions(text, references)
            } ?? []
    }

    /// Everything that is wrong with a declaration.
    static func problems(
        of declaration: StatusDeclaration, references: (String) -> String?
    ) -> [Diagnostic] {
        [declaration.green, declaration.amber].compactMap { text in
            guard let text else { return nil }
            do throws(Diagnostic) {
                _ = try conditions(text, references)
                return nil
            } catch {
                return error
            }
        }
    }

    /// `condition { "or" condition }`, where a condition may leave out its verb and take the one
    /// before: `no worse than england or good-sn`.
    private static func conditions(
        _ text: Placed<String>, _ references: (String) -> String?
    ) throws(Diagnostic) -> [Condition] {
        var result: [Condition] = []
        var verb: ((String) -> Condition)?
        let parts = text.value.split(separator: " ").map(String.init)
            .split(separator: "or", omittingEmptySubsequences: false)
        for part in parts {
            var words = part
            if words.first == "meets" {
                words = words.dropFirst()
                verb = { .meets(reference: $0) }
            } else if words.starts(with: ["no", "worse", "than"]) {
                words = words.dropFirst(3)
                verb = { .noWorse(reference: $0) }
            } else if words.first == "within", words.count > 3,
                let digits = words.dropFirst().first, digits.hasSuffix("%"),
                let percent = Double(digits.dropLast()), percent >= 0,
                words.dropFirst(2).first == "of"
            {
                words = words.dropFirst(3)
                verb = { .within(percent: ExactDecimal(percent), reference: $0) }
            }
            let name = Array(words).joined(separator: " ")
            guard let verb, let id = references(name) else {
                let refused = part.isEmpty ? text.value : part.joined(separator: " ")
                throw .badStatusPolicy(refused, at: text.place)
            }
            result.append(verb(id))
        }
        if result.isEmpty { throw .badStatusPolicy(text.value, at: text.place) }
        return result
    }

    /// The status of a value; `nil` without polarity or where the policy's references that `green`
    /// needs have no value. Judged in exact decimals.
    package func status(
        of value: Double, good: Polarity, references: [String: Double]
    ) -> Status? {
        guard good != .neither else { return nil }
        let needed = green.map(\.reference)
        guard needed.contains(where: { references[$0] != nil }) else { return nil }
        func holds(_ condition: Condition) -> Bool {
            Self.holds(condition, of: value, good, references)
        }
        if green.contains(where: holds) { return .green }
        return amber.contains(where: holds) ? .amber : .red
    }

    /// Whether a value is as good as a condition asks; it is not where the reference has no value.
    static func holds(
        _ condition: Condition, of value: Double, _ good: Polarity, _ references: [String: Double]
    ) -> Bool {
        guard let reference = references[condition.reference].map(ExactDecimal.init) else {
            return false
        }
        let exact = exact(value)
        let order = exact.compared(with: reference)
        let meets = order == 0 || (order > 0) == (good == .high)
        switch condition {
        case .meets, .noWorse: return meets
        case .within(let percent, _):
            return meets || exact.isWithin(percent: percent, of: reference)
        }
    }

    /// A computed value to twelve significant digits, so that the last bits of a Double do not
    /// decide; a published one is exact as it is.
    private static func exact(_ value: Double) -> ExactDecimal {
        let exact = ExactDecimal(value)
        let digits = String(exact.mantissa.magnitude).utf8.count
        return digits <= 12 ? exact : exact.rounded(to: exact.decimals - (digits - 12))
    }
}

extension StatusPolicy.Condition {
    package var reference: String {
        switch self {
        case .meets(let reference), .noWorse(let reference), .within(_, let reference): reference
        }
    }
}

extension Catalogue {
    /// The status policy of an indicator: its own or its plugin's, else the usual one.
    package func policy(of indicator: String) -> StatusPolicy { policies[indicator] ?? .usual }
}
