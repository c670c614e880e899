/// Strings and keys.
extension JSONParser {
    /// `string = quotation-mark *char quotation-mark`
    mutating func string(_ text: Span<UInt8>) throws(Stop) {
        let start = position
        var next = start &+ 1
        var escaped = false
        while true {
            let byte = text[next]
            if byte == UInt8(ascii: "\"") { break }
            if byte == UInt8(ascii: "\\") {
                escaped = true
                next += checkEscape(text, at: next)
            } else if byte < 0x20 {
                if next == end || byte == 0x0A || byte == 0x0D {
                    throw stop("this text has no closing quote", start, next)
                }
                note("a control character stands in a text only as an escape", next, next + 1)
                next += 1
            } else {
                next &+= 1
            }
        }
        position = next + 1
        leaf(.string, start, escaped: escaped)
    }

    /// The length of the escape at a backslash; notes what is wrong with it.
    private mutating func checkEscape(_ text: Span<UInt8>, at start: Int) -> Int {
        let (scalar, length) = JSONEscapes.escape(text, at: start)
        guard scalar == nil else { return length }
        if length == 6 {
            note("half of a surrogate pair stands alone", start, start + length)
        } else if length == 2, text[start + 1] == UInt8(ascii: "u") {
            note("four hexadecimal digits must follow '\\u'", start, start + length)
        } else {
            note(
                "this is no escape of JSON", start, start + length,
                label: "a backslash itself is '\\\\'")
        }
        return length
    }

    /// Notes each key that its object has already had, compared as decoded.
    mutating func checkKeys(_ text: Span<UInt8>, _ node: Int, count: Int) {
        var keys: [Int] = []
        keys.reserveCapacity(count)
        var anyEscaped = false
        var index = node + 1
        while keys.count < count {
            keys.append(index)
            anyEscaped = anyEscaped || nodes[index].escaped
            index = Int(nodes[index + 1].next)
        }
        if anyEscaped || count > 40 {
            checkManyKeys(keys)
            return
        }
        // A key whose length, first and last letter no earlier key has had is a new one.
        var seen: UInt64 = 0
        for (order, key) in keys.enumerated() {
            let entry = nodes[key]
            let first = text[Int(entry.lower) + 1]
            let last = text[Int(entry.upper) - 2]
            let mix = UInt64(first) &* 5 &+ UInt64(last) &* 11 &+ UInt64(entry.upper - entry.lower)
            let bit: UInt64 = 1 << (mix & 63)
            if seen & bit != 0, keys[..<order].contains(where: { sameKey(text, $0, key) }) {
                noteRepeated(key)
            }
            seen |= bit
        }
    }

    private mutating func checkManyKeys(_ keys: [Int]) {
        var seen: Set<ArraySlice<UInt8>> = []
        seen.reserveCapacity(keys.count)
        for key in keys {
            let contents = Int(nodes[key].lower) + 1..<Int(nodes[key].upper) - 1
            let name =
                nodes[key].escaped
                ? JSONEscapes.decode(bytes, contents).bytes[...] : bytes[contents]
            if !seen.insert(name).inserted { noteRepeated(key) }
        }
    }

    private func sameKey(_ text: Span<UInt8>, _ a: Int, _ b: Int) -> Bool {
        let lower = Int(nodes[a].lower)
        let other = Int(nodes[b].lower)
        let length = Int(nodes[a].upper) - lower
        guard Int(nodes[b].upper) - other == length else { return false }
        for offset in 0..<length where text[lower + offset] != text[other + offset] {
            return false
        }
        return true
    }

    private mutating func noteRepeated(_ key: Int) {
        let lower = Int(nodes[key].lower)
        let upper = Int(nodes[key].upper)
        let name = String(decoding: bytes[lower + 1..<upper - 1], as: UTF8.self)
        note("the key '\(name)' stands twice in one object", lower, upper)
    }
}
