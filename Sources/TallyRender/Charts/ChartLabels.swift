/// Labels along an axis: as many as stand side by side.
enum ChartLabels {
    struct Placed {
        let place: Int
        let start: Int
    }

    /// Every first, second, third, fourth, sixth, twelfth … label: what suits months first.
    static func steps(_ count: Int) -> [Int] {
        var steps = [1, 2, 3, 4, 6, 12]
        while let last = steps.last, last < count { steps.append(last * 2) }
        return steps
    }

    /// Every so many-th label counted back from the last, each centred under its column, moved
    /// inwards at the edges.
    static func place(
        _ texts: [String], every step: Int, columns: (Int) -> Int, _ left: Int, _ width: Int
    ) -> [Placed] {
        stride(from: texts.count - 1, through: 0, by: -step).reversed().map { place in
            let length = DisplayWidth.of(texts[place])
            let start = left + columns(place) - (length - 1) / 2
            let last = max(0, width - length)
            return Placed(place: place, start: min(last, max(start, left - 2)))
        }
    }

    /// The same, or `nil` where two would stand closer than two columns.
    static func fit(
        _ texts: [String], every step: Int, columns: (Int) -> Int, _ left: Int, _ width: Int
    ) -> [Placed]? {
        let placed = place(texts, every: step, columns: columns, left, width)
        var end = -2
        for label in placed {
            if label.start < end + 2 { return nil }
            end = label.start + DisplayWidth.of(texts[label.place])
        }
        return placed
    }
}
