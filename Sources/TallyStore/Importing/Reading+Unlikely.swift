import TallyEngine
import TallyModel
import TallyPlugins

extension Reading {
    /// What figures of an indicator can be.
    private enum Bounds {
        case any, count, share

        init(_ key: SeriesKey, _ catalogue: Catalogue) {
            self = .any
            guard key.reference == nil, case .declared(let subject) = key.subject,
                subject.kind == .indicator,
                let declaration = catalogue.indicators[subject.id]?.declaration
            else { return }
            switch (declaration.unit, declaration.kind) {
            case (.number, .stock), (.number, .flow): self = .count
            // What is good neither way is often the change from one figure to another.
            case (.percent, .ratioOfStocks) where declaration.good != .neither,
                (.percent, .ratioOfFlows) where declaration.good != .neither:
                self = .share
            default: break
            }
        }
    }

    /// Figures of one kind that are not likely, with the first of them in the file.
    private struct Found {
        var count = 0
        var first: Figure?

        mutating func add(_ figure: Figure) {
            count += 1
            if first.map({ figure.place < $0.place }) ?? true { first = figure }
        }
    }

    /// Warnings of counts below nought, and of shares of a whole below nought or above all of it: one
    /// for each kind. What no plugin declares may be anything.
    func unlikely(_ columns: [String], _ context: ReadingContext) -> [Diagnostic] {
        var bounds: [Bounds]?
        var below = Found()
        var outside = Found()
        for figure in figures where figure.value < 0 || figure.value > 100 {
            let known = bounds ?? series.map { Bounds($0, context.catalogue) }
            bounds = known
            switch known[Int(figure.series)] {
            case .any: break
            case .count: if figure.value < 0 { below.add(figure) }
            case .share: outside.add(figure)
            }
        }
        return [(below, "counts below nought"), (outside, "shares below nought or above 100%")]
            .compactMap { (found, what) -> Diagnostic? in
                guard let first = found.first else { return nil }
                let place = FilePlace(packed: first.place)
                let number = NumberText.fixed(first.value, decimals: Int(first.decimals))
                let name: String =
                    if case .declared(let subject) = series[Int(first.series)].subject {
                        subject.id
                    } else { "" }
                return .unlikely(
                    found.count, found.count == 1 ? what.singular : what,
                    first: "\(number) of '\(name)'", row: place.row,
                    column: columns.indices.contains(place.column - 1)
                        ? columns[place.column - 1] : "",
                    file: context.file)
            }
    }
}

extension String {
    /// `a count below nought` for `counts below nought`.
    fileprivate var singular: String {
        guard let space = firstIndex(of: " ") else { return self }
        return "a " + self[..<space].dropLast() + self[space...]
    }
}
