/// What a JSON value is.
package enum JSONKind: UInt8, Sendable {
    case object, array, string, number, yes, no, null

    /// For a sentence: `text`, `a list`.
    var words: String {
        switch self {
        case .object: "an object"
        case .array: "a list"
        case .string: "text"
        case .number: "a number"
        case .yes: "true"
        case .no: "false"
        case .null: "null"
        }
    }
}

/// One value, or one key, of a JSON text. The nodes of a text stand in one array in the order in
/// which they begin, so that what is in a node follows it.
package struct JSONNode: Sendable {
    package let kind: JSONKind
    /// A string that holds an escape.
    package let escaped: Bool
    /// The byte range in the text, quotes and brackets included.
    package let lower: Int32
    package internal(set) var upper: Int32
    /// The index of the first node that is neither this one nor within it.
    package internal(set) var next: Int32
}

/// A JSON text as nodes with byte ranges. Strings are decoded and numbers read only when asked for.
package struct JSONDocument: Sendable {
    /// The text, with a zero byte behind its end.
    let bytes: [UInt8]
    /// At least one; the first is the whole value.
    package let nodes: [JSONNode]

    package func kind(_ node: Int) -> JSONKind { nodes[node].kind }

    /// The nodes within a list, in order; of an object, its keys, each with its value behind it.
    package func children(_ node: Int) -> Children {
        let steps = kind(node) == .object ? 2 : 1
        return Children(nodes: nodes, index: node + 1, end: Int(nodes[node].next), steps: steps)
    }

    /// How many elements a list has, or keys an object.
    func childCount(_ node: Int) -> Int {
        var count = 0
        for _ in children(node) { count += 1 }
        return count
    }

    /// Walks over the elements of a list or the keys of an object.
    package struct Children: Sequence, IteratorProtocol {
        fileprivate let nodes: [JSONNode]
        fileprivate var index: Int
        fileprivate let end: Int
        fileprivate let steps: Int

        package mutating func next() -> Int? {
            guard index < end else { return nil }
            let found = index
            for _ in 0..<steps { index = Int(nodes[index].next) }
            return found
        }
    }

    /// The characters of a number, as written.
    package func numberText(_ node: Int) -> String {
        String(decoding: bytes[Int(nodes[node].lower)..<Int(nodes[node].upper)], as: UTF8.self)
    }

    /// The decoded text of a string or a key.
    package func text(_ node: Int) -> String {
        guard nodes[node].escaped else {
            return String(decoding: bytes[contents(node)], as: UTF8.self)
        }
        return String(decoding: decoded(node).bytes, as: UTF8.self)
    }

    /// The decoded text of a string, and the offset in the file of each of its bytes and of its
    /// end; no offsets where they follow on one for one.
    package func placedText(_ node: Int) -> (text: String, offsets: [Int]) {
        guard nodes[node].escaped else { return (text(node), []) }
        let (decoded, offsets) = decoded(node)
        return (String(decoding: decoded, as: UTF8.self), offsets)
    }

    /// Whether a string has more in it than white space.
    func hasContents(_ node: Int) -> Bool {
        if nodes[node].escaped { return decoded(node).bytes.contains { $0 > 0x20 } }
        for index in contents(node) where bytes[index] > 0x20 { return true }
        return false
    }

    /// Whether a key or a string, decoded, is these bytes.
    func isText(_ node: Int, _ expected: [UInt8]) -> Bool {
        let entry = nodes[node]
        if entry.escaped { return decoded(node).bytes == expected }
        let lower = Int(entry.lower) + 1
        guard Int(entry.upper) - 1 - lower == expected.count else { return false }
        for index in expected.indices where bytes[lower + index] != expected[index] {
            return false
        }
        return true
    }

    /// The byte range between the quotes.
    private func contents(_ node: Int) -> Range<Int> {
        Int(nodes[node].lower) + 1..<Int(nodes[node].upper) - 1
    }

    private func decoded(_ node: Int) -> (bytes: [UInt8], offsets: [Int]) {
        JSONEscapes.decode(bytes, contents(node))
    }
}
