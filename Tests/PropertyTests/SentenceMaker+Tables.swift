import TallyEngine
import TallyLanguage
import TallyModel
import TallyPlugins

/// Sentences that put several things beside each other.
extension SentenceMaker {
    private mutating func period() -> String {
        dice.pick([dice.pick(periods), dice.pick(periods), "latest", "previous", "a year ago"])
    }

    /// What stands after `vs` beside a period.
    private mutating func versus() -> String {
        let references = catalogue.references.keys.sorted()
        return dice.oneIn(2) && !references.isEmpty ? dice.pick(references) : period()
    }

    private mutating func several(_ one: (inout Self) -> String) -> String {
        (0...dice.roll(dice.oneIn(3) ? 3 : 2)).map { _ in one(&self) }.joined(separator: " vs ")
    }

    /// Indicators, themes and areas behind `for`.
    private mutating func named(_ subject: Subject) -> String {
        var names: [String] = []
        let themes = catalogue.ids(of: .theme)
        if dice.oneIn(3), !themes.isEmpty { names.append("theme \(dice.pick(themes))") }
        if !dice.oneIn(4) || names.isEmpty {
            for _ in 0...dice.roll(3) { names.append(dice.pick(subjects).indicator.id) }
        }
        if dice.oneIn(4), !subject.areas.isEmpty { names.append(dice.pick(subject.areas)) }
        return names.joined(separator: ", ")
    }

    mutating func comparison(_ subject: Subject) -> String {
        switch dice.roll(5) {
        case 0:
            let areas = subject.areas.isEmpty ? ["nowhere"] : subject.areas
            let sides = "\(dice.pick(areas)) vs \(several { $0.dice.pick(areas) })"
            let others = dice.oneIn(2) ? ", \(dice.pick(subjects).indicator.id)" : ""
            return "compare \(sides) for \(subject.indicator.id)\(others)"
                + (dice.oneIn(2) ? " in \(dice.pick(periods))" : "")
        case 1:
            let sides = several { maker in
                let text = maker.expression(
                    maker.dice.pick(maker.subjects), depth: maker.dice.roll(2))
                return text.contains(" ") ? "(\(text))" : text
            }
            return "compare \(subject.indicator.id) vs \(sides)"
                + (dice.oneIn(2) ? " in \(dice.pick(periods))" : "")
                + (dice.oneIn(3) && !subject.areas.isEmpty
                    ? " for \(dice.pick(subject.areas))" : "")
        case 2:
            return "compare (\(expression(subject, depth: 1))) vs \(versus())"
                + (dice.oneIn(2) ? " in \(dice.pick(periods))" : "")
        default:
            var text = "compare \(period()) vs \(several { $0.versus() })"
            if !dice.oneIn(6) { text += " for \(named(subject))" }
            if dice.oneIn(6) { text += " by theme" }
            if dice.oneIn(12), !known.isEmpty { text += " as known at \(dice.pick(known))" }
            return text
        }
    }

    private var levels: [String] { Set(catalogue.areas.values.map(\.level)).sorted() }

    /// Areas that lie in an area, which may be none.
    mutating func group() -> String {
        let level = dice.pick(levels)
        let area = dice.pick(catalogue.areas.keys.sorted())
        return dice.oneIn(2) ? "\(level) of \(area)" : "\(area) \(level)"
    }

    mutating func ranking(_ subject: Subject) -> String {
        let areas = subject.areas.isEmpty ? ["nowhere"] : subject.areas
        let levels = levels
        let which =
            switch dice.roll(5) {
            case 0: "neighbours of \(dice.pick(areas))"
            case 1: (0...dice.roll(4)).map { _ in dice.pick(areas) }.joined(separator: ", ")
            case 2 where !levels.isEmpty: dice.pick(levels)
            case 3 where !levels.isEmpty: group()
            default: "authorities"
            }
        return "rank \(which) by \(expression(subject, depth: dice.roll(2)))"
            + (dice.oneIn(2) ? " in \(dice.pick(periods))" : "")
    }

    mutating func trends(_ subject: Subject) -> String {
        let windows = [
            "last \(1 + dice.roll(8)) months",
            "from \(dice.pick(periods)) to \(dice.pick(periods))",
            "since \(dice.pick(periods))", "last \(1 + dice.roll(4)) quarters",
            "in \(dice.pick(periods))", "",
        ]
        return "trend for \(named(subject)) \(dice.pick(windows))"
    }
}
