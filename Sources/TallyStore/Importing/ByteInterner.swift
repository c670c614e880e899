import Glibc

/// Numbers byte strings in the order in which they are first seen. One buffer holds them all.
struct ByteInterner {
    private var arena: [UInt8] = []
    private var entries: [(start: Int, count: Int, hash: UInt64)] = []
    /// Entry number plus one; 0 where free. A power of two of them, at most half full.
    private var slots = [Int32](repeating: 0, count: 64)

    var count: Int { entries.count }

    /// The number of these bytes, from 0; whether they are new.
    mutating func number(_ bytes: UnsafeBufferPointer<UInt8>) -> (number: Int, isNew: Bool) {
        let hash = Self.hash(bytes)
        var slot = Int(truncatingIfNeeded: hash) & (slots.count - 1)
        while slots[slot] != 0 {
            let entry = entries[Int(slots[slot]) - 1]
            if entry.hash == hash, entry.count == bytes.count, isEqual(entry.start, bytes) {
                return (Int(slots[slot]) - 1, false)
            }
            slot = (slot + 1) & (slots.count - 1)
        }
        entries.append((arena.count, bytes.count, hash))
        arena.append(contentsOf: bytes)
        slots[slot] = Int32(entries.count)
        if entries.count * 2 > slots.count { grow() }
        return (entries.count - 1, true)
    }

    func text(_ number: Int) -> String {
        let entry = entries[number]
        return String(decoding: arena[entry.start..<entry.start + entry.count], as: UTF8.self)
    }

    private func isEqual(_ start: Int, _ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        guard let first = bytes.baseAddress else { return true }
        return arena.withUnsafeBufferPointer { arena in
            arena.baseAddress.map { memcmp($0 + start, first, bytes.count) == 0 } ?? false
        }
    }

    private mutating func grow() {
        slots = [Int32](repeating: 0, count: slots.count * 2)
        for (index, entry) in entries.enumerated() {
            var slot = Int(truncatingIfNeeded: entry.hash) & (slots.count - 1)
            while slots[slot] != 0 { slot = (slot + 1) & (slots.count - 1) }
            slots[slot] = Int32(index + 1)
        }
    }

    /// Eight bytes at a time, seeded anew for each process so that no file can be made to collide.
    private static func hash(_ bytes: UnsafeBufferPointer<UInt8>) -> UInt64 {
        var result = seed ^ UInt64(bytes.count)
        var at = 0
        let raw = UnsafeRawBufferPointer(bytes)
        while at + 8 <= raw.count {
            mix(&result, raw.loadUnaligned(fromByteOffset: at, as: UInt64.self))
            at += 8
        }
        var rest: UInt64 = 0
        while at < raw.count {
            rest = rest << 8 | UInt64(raw[at])
            at += 1
        }
        mix(&result, rest)
        return result
    }

    private static func mix(_ result: inout UInt64, _ word: UInt64) {
        let product = (result ^ word).multipliedFullWidth(by: 0x9E37_79B9_7F4A_7C15)
        result = product.high ^ product.low
    }

    private static let seed = UInt64.random(in: .min ... .max)
}
