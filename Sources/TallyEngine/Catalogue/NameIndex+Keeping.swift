/// The index as it is kept in a file.
extension NameIndex {
    /// Numbers of four bytes, as this machine keeps them.
    package var bytes: [UInt8] { numbers.withUnsafeBytes(Array.init) }

    /// What ``bytes`` gave, as numbers; `nil` for anything else.
    package init?(kept numbers: [UInt32], plugins count: Int) {
        guard numbers.count >= Place.plugins + Place.numbersOfSum, numbers[0] == Place.mark,
            numbers[Place.pluginCount] == UInt32(count)
        else { return nil }
        let end = numbers.count - Place.numbersOfSum
        let sum = Self.sum(of: numbers, upTo: end)
        guard sum == UInt64(numbers[end]) | UInt64(numbers[end + 1]) << 32 else { return nil }
        self.init(numbers: numbers)
    }

    /// FNV-1a over numbers: a file that was damaged is told from one that is whole.
    ///
    /// Source: Fowler, Noll and Vo, "The FNV Non-Cryptographic Hash Algorithm", 64 bits.
    static func sum(of numbers: [UInt32], upTo end: Int) -> UInt64 {
        var sum: UInt64 = 0xcbf2_9ce4_8422_2325
        for index in 0..<end { sum = (sum ^ UInt64(numbers[index])) &* 0x100_0000_01b3 }
        return sum
    }
}
