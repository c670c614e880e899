import TallyModel
import TallyPlugins

/// What a difference would give away is found by what each of its figures is once it is known when
/// and where it is read.
extension Evaluator {
    /// A suppressed figure that a remainder would give away, in the words of a reader.
    struct GivenAway: Hashable {
        let figure: Figure
        let area: String
        let period: Period

        /// `waiting (sex=other) is suppressed in Sep 2023, and would be given away`
        func words(_ evaluator: Evaluator) -> String {
            let area =
                area == evaluator.area
                ? "" : " for \(evaluator.catalogue.title(ofArea: area))"
            return "\(figure.words) is suppressed in \(period.title(in: evaluator.calendar))\(area)"
                + ", and would be given away"
        }
    }

    /// For each period of an axis a suppressed figure that a remainder would give away.
    func givenAway(_ remainder: Remainder, on axis: Axis) throws(Diagnostic) -> [GivenAway?] {
        var result: [GivenAway?] = []
        for period in axis.periods {
            let row = Axis([period], window: axis.window)
            result.append(try Self.givenAway(remainder, [(self, row)]))
        }
        return result
    }

    /// A suppressed figure that a remainder of several sides would give away, each of its own area
    /// and period.
    static func givenAway(_ remainder: Remainder, _ sides: [(evaluator: Evaluator, axis: Axis)])
        throws(Diagnostic) -> GivenAway?
    {
        for form in remainder.forms {
            // A side of `??` that nobody reads need not be there at all.
            let readings = form.atoms.enumerated().compactMap { place, atom in
                try? reading(atom, place, sides)
            }
            guard readings.count == form.atoms.count else { continue }
            if let found = try sides[0].evaluator.givenAway(
                Remainder.merged(form.terms) { $0.atoms.map { readings[$0].key }.sorted() },
                readings)
            {
                return found
            }
        }
        return nil
    }

    private static func reading(
        _ atom: Remainder.Atom, _ place: Int, _ sides: [(evaluator: Evaluator, axis: Axis)]
    ) throws(Diagnostic) -> Reading {
        var path = atom.path[...]
        var side = sides[0]
        if case .side(let index)? = path.first {
            side = sides[index]
            path = path.dropFirst()
        }
        let (evaluator, periods) = try side.evaluator.periods(
            along: path, side.axis.periods, side.axis.window)
        return Reading(atom.subject, evaluator, periods, place: place)
    }

    /// The area and the periods in which a figure is read that stands at the end of a path.
    private func periods(
        along path: ArraySlice<Remainder.Step>, _ periods: [Period], _ window: Period?
    ) throws(Diagnostic) -> (Evaluator, [Period]) {
        guard let step = path.first else { return (self, periods) }
        let rest = path.dropFirst()
        switch step {
        case .side, .formula: return try self.periods(along: rest, periods, nil)
        case .shifted(let shift):
            return try self.periods(
                along: rest, periods.map { moved($0, shift) }, window.map { moved($0, shift) })
        case .scoped(let inner, let areas, let own):
            let evaluator = try scopedTo(areas)
            guard let own else { return try evaluator.periods(along: rest, periods, window) }
            let axis = try PeriodResolver(evaluator: evaluator, expression: inner).axis(own)
            return try evaluator.periods(along: rest, axis.periods, axis.window)
        case .call(let function, let argument):
            if case .scoped(let inner, let areas, let own?) = argument.kind {
                let evaluator = try scopedTo(areas)
                let whole = try PeriodResolver(evaluator: evaluator, expression: inner).whole(own)
                return try evaluator.periods(
                    along: rest, evaluator.periods(of: function, inner, over: whole), nil)
            }
            let windows = window.map { [$0] } ?? periods
            return try self.periods(
                along: rest, windows.flatMap { self.periods(of: function, argument, over: $0) }, nil
            )
        case .running(let kind, let inner):
            let grain = nativeGrain(of: inner)
            return try self.periods(
                along: rest,
                periods.flatMap {
                    calendar.periods(grain, within: self.window(kind, of: inner, upTo: $0))
                }, nil)
        }
    }

    private func givenAway(_ terms: [Remainder.Term], _ readings: [Reading]) throws(Diagnostic)
        -> GivenAway?
    {
        for term in terms {
            // What of a formula is not named where another part of it is.
            let isNamed = terms.contains { other in
                !other.isExpanded && other.isOpposite(to: term)
                    && readings.isPart(other, of: term)
            }
            if term.isExpanded, isNamed {
                for other in terms where other.isExpanded {
                    if terms.contains(where: {
                        !$0.isExpanded && $0.isOpposite(to: other) && readings.isPart($0, of: other)
                    }) {
                        continue
                    }
                    for place in other.atoms {
                        if let found = try suppressed(readings[place]) { return found }
                    }
                }
            }
        }
        let terms = terms.unmarked(readings)
        for term in terms {
            // What of a whole is not named where some parts of it are.
            for place in term.distinctAtoms {
                guard let left = left(of: place, in: term, terms, readings) else { continue }
                for reading in left {
                    if let found = try suppressed(reading) { return found }
                }
            }
        }
        return nil
    }

    /// What the parts that are taken from one figure of a term leave of it; `nil` where none is.
    private func left(
        of place: Int, in term: Remainder.Term, _ terms: [Remainder.Term], _ readings: [Reading]
    ) -> [Reading]? {
        var whole = readings[place]
        guard let figure = whole.figure, let indicator = catalogue.indicators[figure.indicator],
            indicator.declaration.kind.addsUp
        else { return nil }
        let others = readings.keys(of: term, without: place)
        var named: [Reading] = []
        for other in terms {
            for one in other.distinctAtoms
            where readings[one].figure?.indicator == figure.indicator
                && readings[one].area == whole.area
                && readings.keys(of: other, without: one) == others
            {
                if other.isOpposite(to: term) {
                    named.append(readings[one])
                } else if readings[one].figure == figure {
                    // The whole may be given in pieces.
                    whole.add(readings[one])
                }
            }
        }
        named = named.filter { $0.isPart(of: whole) && $0.key != whole.key }
        if named.isEmpty { return nil }
        return whole.less(
            named, calendar,
            dimensions: indicator.declaration.dimensions.compactMap {
                catalogue.dimensions[$0.value]
            })
    }

    /// Where a figure is suppressed in one of the periods in which it is read.
    private func suppressed(_ reading: Reading) throws(Diagnostic) -> GivenAway? {
        guard let figure = reading.figure else { return nil }
        for period in reading.periods {
            // What cannot be said at all is given away by nothing.
            let column = try? reading.evaluator.column(figure, on: Axis([period]))
            if column?.cells.first == .none(.suppressed) {
                return GivenAway(figure: figure, area: reading.area, period: period)
            }
        }
        return nil
    }
}

extension [Remainder.Term] {
    /// The terms as if no formula had been put in.
    fileprivate func unmarked(_ readings: [Reading]) -> [Remainder.Term] {
        Remainder.merged(
            map { .init(coefficient: $0.coefficient, atoms: $0.atoms, isExpanded: false) }
        ) { $0.atoms.map { readings[$0].key }.sorted() }
    }
}

extension Remainder.Term {
    /// Each of its atoms once, in order.
    fileprivate var distinctAtoms: [Int] {
        atoms.indices.filter { $0 == 0 || atoms[$0] != atoms[$0 - 1] }.map { atoms[$0] }
    }

    fileprivate func isOpposite(to other: Self) -> Bool {
        (coefficient < 0) != (other.coefficient < 0)
    }
}
