import TallyModel

extension Breakdown {
    /// The members, each with its dimension, in the order of the key.
    var members: [(dimension: String, member: String)] {
        key.split(separator: "|").compactMap { part in
            let pair = part.split(separator: "=", maxSplits: 1)
            return pair.count == 2 ? (String(pair[0]), String(pair[1])) : nil
        }
    }

    /// The member of a dimension; `nil` for the whole of it.
    package func member(of dimension: String) -> String? {
        members.first { $0.dimension == dimension }?.member
    }

    /// The breakdown with one member more, in place of another of its dimension.
    package func adding(_ dimension: String, _ member: String) -> Breakdown {
        var all = Dictionary(
            members.map { ($0.dimension, $0.member) }, uniquingKeysWith: { _, last in last })
        all[dimension] = member
        return Breakdown(all)
    }

    /// Whether it has every member of another.
    func isWithin(_ other: Breakdown) -> Bool {
        other.members.allSatisfy { member(of: $0.dimension) == $0.member }
    }

    /// Whether nothing speaks against something being in both.
    func overlaps(_ other: Breakdown) -> Bool {
        other.members.allSatisfy { one in
            member(of: one.dimension).map { $0 == one.member } ?? true
        }
    }
}
