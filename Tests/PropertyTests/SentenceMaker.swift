import TallyEngine
import TallyLanguage
import TallyModel
import TallyPlugins

/// The same numbers from the same seed, everywhere.
struct Dice {
    private var state: UInt64

    init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 | 1 }

    mutating func roll(_ limit: Int) -> Int {
        state ^= state << 13
        state ^= state >> 7
        state ^= state << 17
        return limit < 2 ? 0 : Int(state >> 11) % limit
    }

    mutating func oneIn(_ count: Int) -> Bool { roll(count) == 0 }

    mutating func pick<T>(_ all: [T]) -> T { all[roll(all.count)] }
}

/// Makes sentences at random that mostly mean something, out of what a catalogue has names for.
struct SentenceMaker {
    /// An indicator with the areas for which there are figures.
    struct Subject {
        let indicator: Indicator
        let areas: [String]
    }

    let catalogue: Catalogue
    let subjects: [Subject]
    /// Periods as they are typed, around those for which there are figures.
    let periods: [String]
    /// Days at which something may have been known.
    let known: [String]
    var dice: Dice

    private mutating func like(_ subject: Subject) -> Subject {
        let same = subjects.filter {
            $0.indicator.declaration.unit == subject.indicator.declaration.unit
                && $0.indicator.declaration.kind == subject.indicator.declaration.kind
                && $0.areas == subject.areas
        }
        return same.isEmpty ? subject : dice.pick(same)
    }

    private func members(of subject: Subject) -> [String] {
        subject.indicator.declaration.dimensions.flatMap { dimension in
            catalogue.dimensions[dimension.value]?.members.map(\.id) ?? []
        }
    }

    private func subgroups(of subject: Subject) -> [String] {
        subject.indicator.declaration.subgroups.map(\.subgroup.value)
    }

    /// A leaf, perhaps a part of it.
    private mutating func leaf(_ subject: Subject) -> String {
        let id = subject.indicator.id
        let parts = members(of: subject) + subgroups(of: subject) + subgroups(of: subject)
        guard !parts.isEmpty, dice.oneIn(3) else { return id }
        let word = dice.pick(["excl", "only"])
        let part = dice.pick(parts)
        let second = dice.oneIn(4) ? ", \(dice.pick(parts))" : ""
        if dice.oneIn(8), let dimension = subject.indicator.declaration.dimensions.first {
            return "\(id) \(word) \(dimension.value)"
        }
        return "\(id) \(word) \(part)\(second)"
    }

    private mutating func shift() -> String {
        dice.pick([
            "a month ago", "a year ago", "3 months ago", "a quarter ago", "2 years ago",
        ])
    }

    /// An expression about a subject and its like.
    mutating func expression(_ subject: Subject, depth: Int) -> String {
        let inner = { (maker: inout SentenceMaker, one: Subject) in
            let text = maker.expression(one, depth: depth - 1)
            return text.contains(" ") ? "(\(text))" : text
        }
        if depth == 0 { return leaf(subject) }
        switch dice.roll(16) {
        case 0, 1: return leaf(subject)
        case 2:
            let count = leaf(subject)
            return "rate \(count) per \(dice.pick(["10k", "1000", "100"]))"
                + (dice.oneIn(4) ? " of \(dice.pick(catalogue.populations.keys.sorted()))" : "")
        case 3: return "share \(inner(&self, like(subject))) of \(inner(&self, subject))"
        case 4, 5:
            return "\(inner(&self, subject)) \(dice.pick(["+", "-", "-"])) "
                + inner(&self, like(subject))
        case 6: return "\(inner(&self, subject)) \(dice.pick(["* 2", "/ 3", "* 0.5", "/ 0"]))"
        case 7: return "\(inner(&self, subject)) / \(inner(&self, like(subject)))"
        case 8: return "\(inner(&self, subject)) ?? \(inner(&self, like(subject)))"
        case 9: return "\(inner(&self, subject)) ?? 0"
        case 10: return "\(inner(&self, subject)) \(shift())"
        case 11: return "previous \(inner(&self, subject))"
        case 12: return "(\(expression(subject, depth: depth - 1)) \(dice.pick(windows())))"
        case 13:
            let name = dice.pick([
                "avg", "sum", "min", "max", "first", "last", "median", "count", "avg", "max",
                "change", "pct_change", "change",
            ])
            let own = dice.oneIn(3) ? " \(dice.pick(windows()))" : ""
            return "\(name)(\(expression(subject, depth: depth - 1))\(own))"
        case 14:
            return dice.pick([
                "abs(\(inner(&self, subject)))", "round(\(inner(&self, subject)), 1)",
                "published(\(leaf(subject)))", "computed(\(subject.indicator.id))",
            ])
        default:
            return "(\(expression(subject, depth: depth - 1)) "
                + "for \(dice.pick(subject.areas.isEmpty ? ["nowhere"] : subject.areas)))"
        }
    }

    /// A condition, or one made of two.
    private mutating func condition(_ subject: Subject) -> String {
        let figure = expression(subject, depth: dice.roll(2))
        let first =
            switch dice.roll(6) {
            case 0: "(\(figure)) \(dice.pick(["<", ">", ">=", "<=", "=", "<>"])) \(dice.roll(400))"
            case 1: "(\(figure)) > (\(expression(like(subject), depth: 1)))"
            case 2: "\(subject.indicator.id) \(dice.pick(["meets", "misses"])) target"
            case 3: "(\(figure)) \(dice.pick(["improves", "worsens"]))"
            default: "\(subject.indicator.id) \(dice.pick(["improves", "worsens"]))"
            }
        switch dice.roll(5) {
        case 0: return "\(first) \(dice.pick(["and", "or"])) \(subject.indicator.id) > 10"
        case 1: return "not (\(first))"
        default: return first
        }
    }

    private mutating func windows() -> [String] {
        let (a, b) = (dice.pick(periods), dice.pick(periods))
        return [
            "in \(a)", "at \(b)", "in \(a)", "from \(a) to \(b)", "in \(a) to \(b)", "since \(a)",
            "last \(1 + dice.roll(14)) months", "last \(1 + dice.roll(5)) quarters",
            "last \(1 + dice.roll(3)) years", "in latest", "in previous",
        ]
    }

    /// A whole sentence that asks for figures.
    mutating func sentence() -> String {
        let subject = dice.pick(subjects)
        switch dice.roll(10) {
        case 0: return comparison(subject)
        case 1: return ranking(subject)
        case 2: return trends(subject)
        default: return values(subject)
        }
    }

    /// One that asks for the values of an expression.
    private mutating func values(_ subject: Subject) -> String {
        var text: String
        let isCondition = dice.oneIn(8)
        if isCondition {
            text = condition(subject)
            switch dice.roll(4) {
            case 0: text = "run(\(text))"
            case 1: text = "when \(text)"
            default: break
            }
        } else {
            text = expression(subject, depth: dice.roll(4))
        }
        if dice.oneIn(12), !text.hasPrefix("when") { text = "trend \(text)" }
        if dice.oneIn(3), !subject.areas.isEmpty {
            text += " for \(dice.oneIn(4) ? group() : dice.pick(subject.areas))"
            if dice.oneIn(6) { text += ", \(dice.pick(subject.areas))" }
        }
        if !dice.oneIn(3) { text += " \(dice.pick(windows()))" }
        if dice.oneIn(6) {
            text += dice.pick([" rolling 3 months", " rolling 12 months", " year to date"])
        }
        if dice.oneIn(5), !isCondition {
            let dimensions = subject.indicator.declaration.dimensions.map(\.value)
            text +=
                " by \(dice.pick(["month", "quarter", "year", "area", "source"] + dimensions + dimensions))"
        }
        if dice.oneIn(15), !known.isEmpty { text += " as known at \(dice.pick(known))" }
        return text
    }
}
