import TallyModel

/// The points of a run, ascending by day. They are kept packed, in less than half of the room that they take
/// each for itself, so that many series can be kept and looking for a day touches little.
package struct FigurePoints: RandomAccessCollection, Sendable {
    package typealias Point = PublishedFigures.Point

    /// A point without what few have and what most have in common.
    private struct Packed {
        let day: Int32
        /// Place of the source among those of the run.
        let source: Int32
        let value: Double
        let decimals: UInt8
        /// 0 where there is a value.
        let reason: UInt8
        let origin: OriginKey

        init(_ point: Point, source: Int) {
            self.init(
                day: point.day, point.cell, decimals: point.decimals, source: source, point.origin)
        }

        init(day: Day, _ cell: Cell, decimals: Int, source: Int, _ origin: OriginKey) {
            self.day = Int32(clamping: day.number)
            self.source = Int32(clamping: source)
            value = cell.value ?? 0
            self.decimals = UInt8(clamping: decimals)
            reason = cell.reason?.rawValue ?? 0
            self.origin = origin
        }
    }

    private var packed: [Packed] = []
    private var sources: [String] = []
    /// By day.
    private var others: [Int32: Point.Other] = [:]

    init(_ series: StoredSeries) {
        packed.reserveCapacity(series.points.count)
        sources = [series.source]
        for point in series.points {
            packed.append(
                Packed(
                    day: point.day, point.cell, decimals: point.decimals, source: 0, point.origin))
        }
    }

    init(_ points: some Sequence<Point>) {
        for point in points { append(point) }
    }

    package var startIndex: Int { 0 }
    package var endIndex: Int { packed.count }

    package subscript(index: Int) -> Point {
        let one = packed[index]
        return Point(
            day: Day(number: Int(one.day)),
            cell: Reason(rawValue: one.reason).map { .none($0) } ?? .value(one.value),
            decimals: Int(one.decimals), source: sources[Int(one.source)], origin: one.origin,
            other: others.isEmpty ? nil : others[one.day])
    }

    mutating func append(_ point: Point) {
        let source = sources.firstIndex(of: point.source) ?? sources.count
        if source == sources.count { sources.append(point.source) }
        let one = Packed(point, source: source)
        packed.append(one)
        if let other = point.other { others[one.day] = other }
    }

    /// The index of the first point after a day.
    func firstIndex(after day: Day) -> Int {
        let day = Int32(clamping: day.number)
        var low = 0
        var high = packed.count
        while low < high {
            let middle = (low + high) / 2
            if packed[middle].day <= day { low = middle + 1 } else { high = middle }
        }
        return low
    }

    var firstDay: Day? { packed.first.map { Day(number: Int($0.day)) } }
    var lastDay: Day? { packed.last.map { Day(number: Int($0.day)) } }

    /// The day of a point.
    func day(at index: Int) -> Day { Day(number: Int(packed[index].day)) }
}
