/// A digest of the figures of a file, whatever their order: it tells that one is no longer what was
/// imported. It guards against accidents and other tools, and not against whoever means to deceive.
struct FigureDigest: Equatable {
    /// What is stored of a figure; 0 stands for nothing in what has ids from 1.
    struct Row {
        let series: Int64
        let day: Int64
        let value: Double?
        let reason: Int64
        let text: Int64
        let decimals: Int64
        let place: Int64
        let origin: Int64
    }

    private(set) var count = 0
    private var sum: UInt64 = 0

    /// As it is kept.
    var value: Int64 { Int64(bitPattern: sum) }

    /// The digest of each figure is added, so that the order does not matter; each is a chain, so
    /// that no two columns can be exchanged.
    @inline(__always)
    mutating func add(_ row: Row) {
        var hash: UInt64 = 0x9E37_79B9_7F4A_7C15
        Self.mix(row.series, &hash)
        Self.mix(row.day, &hash)
        // A number that is not there differs from every one that is.
        Self.mix(row.value.map { Int64(bitPattern: ($0 + 0).bitPattern) } ?? .min + 1, &hash)
        Self.mix(row.reason << 8 | row.decimals, &hash)
        Self.mix(row.text, &hash)
        Self.mix(row.place, &hash)
        Self.mix(row.origin, &hash)
        sum &+= hash
        count += 1
    }

    /// Source: the finalising step of SplitMix64 (Steele, Lea and Flood, Fast splittable
    /// pseudorandom number generators, 2014).
    @inline(__always)
    private static func mix(_ word: Int64, _ hash: inout UInt64) {
        hash = (hash ^ UInt64(bitPattern: word)) &* 0xBF58_476D_1CE4_E5B9
        hash ^= hash >> 29
    }
}
