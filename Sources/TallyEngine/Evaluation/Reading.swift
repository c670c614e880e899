import TallyModel
import TallyPlugins

/// A figure with the area and the periods in which it is read.
struct Reading {
    let subject: Remainder.Atom.Subject
    let evaluator: Evaluator
    private(set) var periods: [Period]
    /// The days that it covers, in runs; of what is true at an instant those instants.
    private(set) var runs: [ClosedRange<Int>]
    /// The same for what is the same.
    private(set) var key: String
    private let isFlow: Bool

    var area: String { evaluator.area }
    var figure: Figure? { if case .figure(let figure) = subject { figure } else { nil } }

    init(
        _ subject: Remainder.Atom.Subject, _ evaluator: Evaluator, _ periods: [Period], place: Int
    ) {
        self.subject = subject
        self.evaluator = evaluator
        self.periods = periods
        var isFlow = false
        var name = ""
        switch subject {
        case .figure(let figure):
            isFlow = evaluator.catalogue.indicators[figure.indicator]?.declaration.kind == .flow
            name = "\(figure.indicator) \(figure.breakdown.key)"
        case .population(let id): name = "population \(id)"
        case .other: name = "\(place)"
        }
        self.isFlow = isFlow
        runs = Self.runs(periods, isFlow: isFlow)
        key = "\(name) \(evaluator.area) \(runs)"
    }

    /// Another breakdown of it, over some of its days.
    private init(_ figure: Figure, like other: Reading, _ runs: [ClosedRange<Int>]) {
        subject = .figure(figure)
        evaluator = other.evaluator
        isFlow = other.isFlow
        self.runs = runs
        periods =
            runs == other.runs
            ? other.periods
            : runs.map {
                other.evaluator.calendar.named(
                    Day(number: $0.lowerBound), Day(number: $0.upperBound))
            }
        key = ""
    }

    private static func runs(_ periods: [Period], isFlow: Bool) -> [ClosedRange<Int>] {
        var runs: [ClosedRange<Int>] = []
        let days = periods.map {
            isFlow ? $0.first.number...$0.last.number : $0.last.number...$0.last.number
        }
        for days in days.sorted(by: { $0.lowerBound < $1.lowerBound }) {
            guard let last = runs.last, isFlow || last == days,
                days.lowerBound <= last.upperBound + 1
            else {
                runs.append(days)
                continue
            }
            runs[runs.count - 1] = last.lowerBound...max(last.upperBound, days.upperBound)
        }
        return runs
    }

    /// Takes in the same figure of other periods.
    mutating func add(_ other: Reading) {
        if other.key == key || !isFlow { return }
        periods += other.periods.filter { !periods.contains($0) }
        runs = Self.runs(periods, isFlow: isFlow)
        key += other.key
    }

    /// Whether it is the whole, or a part of it.
    func isPart(of whole: Reading) -> Bool {
        guard let figure, let other = whole.figure, area == whole.area else {
            return key == whole.key
        }
        return figure.indicator == other.indicator
            && figure.breakdown.isWithin(other.breakdown)
            && (isFlow ? whole.covers(runs) : runs == whole.runs)
    }

    private func covers(_ other: [ClosedRange<Int>]) -> Bool {
        other.allSatisfy { days in
            runs.contains { $0.contains(days.lowerBound) && $0.contains(days.upperBound) }
        }
    }

    /// More pieces than this a whole is not cut into.
    private static let mostPieces = 2000

    /// What is left of it without some of its parts, in pieces: each member of a dimension that a
    /// part names, and each run of days beside those of a part.
    func less(_ parts: [Reading], _ calendar: Calendar, dimensions: [Dimension]) -> [Reading] {
        var open = [self]
        var left: [Reading] = []
        var count = 0
        while let piece = open.popLast(), let figure = piece.figure, count < Self.mostPieces {
            count += 1
            let touching = parts.filter { $0.touches(piece) }
            guard let part = touching.first, let named = part.figure else {
                left.append(piece)
                continue
            }
            if touching.contains(where: { piece.isPart(of: $0) }) { continue }
            let dimension = dimensions.first {
                figure.breakdown.member(of: $0.id) == nil
                    && named.breakdown.member(of: $0.id) != nil
            }
            if let dimension {
                open += dimension.members.map {
                    Reading(
                        figure.with(figure.breakdown.adding(dimension.id, $0.id)), like: piece,
                        piece.runs)
                }
            } else {
                let (inside, outside) = Self.cut(piece.runs, by: part.runs)
                for runs in [inside, outside] where !runs.isEmpty && runs != piece.runs {
                    open.append(Reading(figure, like: piece, runs))
                }
            }
        }
        return left
    }

    /// Whether something may be in both.
    private func touches(_ other: Reading) -> Bool {
        guard let figure, let beside = other.figure else { return false }
        return figure.breakdown.overlaps(beside.breakdown)
            && runs.contains { days in other.runs.contains { $0.overlaps(days) } }
    }

    /// The days of some runs that lie within others, and those that do not.
    private static func cut(_ runs: [ClosedRange<Int>], by others: [ClosedRange<Int>]) -> (
        inside: [ClosedRange<Int>], outside: [ClosedRange<Int>]
    ) {
        var inside: [ClosedRange<Int>] = []
        var outside: [ClosedRange<Int>] = []
        for run in runs {
            var next = run.lowerBound
            for other in others where other.overlaps(run) {
                let common = other.clamped(to: run)
                if next < common.lowerBound { outside.append(next...(common.lowerBound - 1)) }
                inside.append(common)
                next = common.upperBound + 1
            }
            if next <= run.upperBound { outside.append(next...run.upperBound) }
        }
        return (inside, outside)
    }
}

extension [Reading] {
    /// Of the figures of a term all but one.
    func keys(of term: Remainder.Term, without place: Int) -> [String] {
        var others = term.atoms
        if let index = others.firstIndex(of: place) { others.remove(at: index) }
        return others.map { self[$0].key }.sorted()
    }

    /// Whether one term is another, or is it but for a figure that is part of its figure.
    func isPart(_ term: Remainder.Term, of whole: Remainder.Term) -> Bool {
        guard term.atoms.count == whole.atoms.count else { return false }
        return term.atoms.contains { a in
            whole.atoms.contains { b in
                self[a].isPart(of: self[b])
                    && keys(of: term, without: a) == keys(of: whole, without: b)
            }
        }
    }
}
