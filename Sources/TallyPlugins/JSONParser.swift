/// A mistake in a JSON text.
struct JSONProblem: Sendable, Hashable {
    let message: String
    let lower: Int
    let upper: Int
    var label: String?
}

/// Cuts a text into nodes by the grammar of JSON and nothing beyond it.
///
/// What leaves the structure whole (a bad escape, a duplicate key, a comma too many) is noted and
/// read over; at anything else reading stops, since what followed would be guesswork.
///
/// Source of the grammar: RFC 8259.
struct JSONParser {
    /// Lists and objects within one another.
    static let maximumDepth = 64
    /// Of a file, in bytes.
    static let maximumSize = 16 << 20
    /// Problems beyond so many are not noted.
    static let maximumProblems = 100

    /// The text, with a zero byte behind its end.
    let bytes: [UInt8]
    /// The length of the text without the zero byte.
    let end: Int
    var position = 0
    var nodes: [JSONNode] = []
    var problems: [JSONProblem] = []

    /// Reading can't go on; the problem has been noted.
    struct Stop: Error {}

    /// Reads the whole of `bytes`, which is UTF-8 with a zero byte behind its end. No document
    /// where the structure is broken.
    static func parse(_ bytes: [UInt8]) -> (document: JSONDocument?, problems: [JSONProblem]) {
        var parser = JSONParser(bytes)
        do {
            try parser.whole(bytes.span)
            return (JSONDocument(bytes: bytes, nodes: parser.nodes), parser.problems)
        } catch {
            return (nil, parser.problems)
        }
    }

    /// The nodes as far as a text can be read; what is still open where reading stops goes on to
    /// its end.
    static func outline(_ bytes: [UInt8]) -> [JSONNode] {
        var parser = JSONParser(bytes)
        try? parser.whole(bytes.span)
        for index in parser.nodes.indices where parser.nodes[index].next == 0 {
            parser.nodes[index].upper = Int32(parser.end + 1)
            parser.nodes[index].next = Int32(parser.nodes.count)
        }
        return parser.nodes
    }

    private init(_ bytes: [UInt8]) {
        precondition(bytes.last == 0 && bytes.count <= Int(Int32.max), "the text ends in a zero")
        self.bytes = bytes
        end = bytes.count - 1
        nodes.reserveCapacity(bytes.count / 14 + 16)
    }

    mutating func note(_ message: String, _ lower: Int, _ upper: Int, label: String? = nil) {
        guard problems.count < Self.maximumProblems else { return }
        problems.append(JSONProblem(message: message, lower: lower, upper: upper, label: label))
    }

    mutating func stop(
        _ message: String, _ lower: Int, _ upper: Int, label: String? = nil
    ) -> Stop {
        note(message, lower, upper, label: label)
        return Stop()
    }

    /// `JSON-text = ws value ws`
    private mutating func whole(_ text: Span<UInt8>) throws(Stop) {
        skipSpace(text)
        if position == end { throw stop("the file is empty", 0, 0) }
        try value(text, depth: 0)
        skipSpace(text)
        if position < end {
            let message =
                startsComment(text)
                ? "JSON has no comments" : "the file holds something behind its value"
            throw stop(message, position, position + wordLength(text))
        }
    }

    /// `ws = *(space / tab / line feed / carriage return)`
    private mutating func skipSpace(_ text: Span<UInt8>) {
        while true {
            switch text[position] {
            case 0x20, 0x0A, 0x0D, 0x09: position &+= 1
            default: return
            }
        }
    }

    /// `value = false / null / true / object / array / number / string`
    private mutating func value(_ text: Span<UInt8>, depth: Int) throws(Stop) {
        switch text[position] {
        case UInt8(ascii: "\""): try string(text)
        case UInt8(ascii: "{"): try object(text, depth: depth + 1)
        case UInt8(ascii: "["): try array(text, depth: depth + 1)
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): try number(text)
        case UInt8(ascii: "t"): try literal(text, "true", .yes)
        case UInt8(ascii: "f"): try literal(text, "false", .no)
        case UInt8(ascii: "n"): try literal(text, "null", .null)
        default: throw noValue(text)
        }
    }

    /// `object = "{" [ string ":" value *( "," string ":" value ) ] "}"`
    private mutating func object(_ text: Span<UInt8>, depth: Int) throws(Stop) {
        let node = try open(.object, depth: depth)
        skipSpace(text)
        var count = 0
        while text[position] != UInt8(ascii: "}") {
            guard text[position] == UInt8(ascii: "\"") else { throw noKey(text, in: node) }
            let key = position
            try string(text)
            let afterKey = position
            skipSpace(text)
            guard text[position] == UInt8(ascii: ":") else {
                if position == end { throw unclosed(node) }
                throw stop("a colon is missing behind this key", key, afterKey)
            }
            position += 1
            skipSpace(text)
            if position == end { throw unclosed(node) }
            try value(text, depth: depth)
            count += 1
            try separator(text, node, close: UInt8(ascii: "}"))
        }
        close(node)
        if count > 1 { checkKeys(text, node, count: count) }
    }

    /// `array = "[" [ value *( "," value ) ] "]"`
    private mutating func array(_ text: Span<UInt8>, depth: Int) throws(Stop) {
        let node = try open(.array, depth: depth)
        skipSpace(text)
        while text[position] != UInt8(ascii: "]") {
            if position == end { throw unclosed(node) }
            try value(text, depth: depth)
            try separator(text, node, close: UInt8(ascii: "]"))
        }
        close(node)
    }

    private mutating func open(_ kind: JSONKind, depth: Int) throws(Stop) -> Int {
        if depth > Self.maximumDepth {
            throw stop(
                "values stand more than \(Self.maximumDepth) deep within one another", position,
                position + 1)
        }
        nodes.append(
            JSONNode(kind: kind, escaped: false, lower: Int32(position), upper: 0, next: 0))
        position += 1
        return nodes.count - 1
    }

    private mutating func close(_ node: Int) {
        position += 1
        nodes[node].upper = Int32(position)
        nodes[node].next = Int32(nodes.count)
    }

    /// Moves past the comma behind a value, up to the closing bracket or the next value.
    private mutating func separator(
        _ text: Span<UInt8>, _ node: Int, close: UInt8
    ) throws(Stop) {
        let afterValue = position
        skipSpace(text)
        if text[position] == close { return }
        guard text[position] == UInt8(ascii: ",") else {
            if position == end { throw unclosed(node) }
            throw noSeparator(text, afterValue: afterValue, close: close)
        }
        let comma = position
        position += 1
        skipSpace(text)
        if text[position] == close { note("nothing follows this comma", comma, comma + 1) }
    }

    mutating func leaf(_ kind: JSONKind, _ lower: Int, escaped: Bool = false) {
        nodes.append(
            JSONNode(
                kind: kind, escaped: escaped, lower: Int32(lower), upper: Int32(position),
                next: Int32(nodes.count + 1)))
    }

    private mutating func literal(
        _ text: Span<UInt8>, _ word: StaticString, _ kind: JSONKind
    ) throws(Stop) {
        let length = word.utf8CodeUnitCount
        guard wordLength(text) == length,
            word.description.utf8.elementsEqual(bytes[position..<position + length])
        else { throw noValue(text) }
        let start = position
        position += length
        leaf(kind, start)
    }

    /// `number = [ "-" ] int [ frac ] [ exp ]`
    private mutating func number(_ text: Span<UInt8>) throws(Stop) {
        let start = position
        var next = start
        func digits(_ next: inout Int) -> Bool {
            let first = next
            while (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(text[next]) { next += 1 }
            return next > first
        }
        var valid = true
        if text[next] == UInt8(ascii: "-") { next += 1 }
        if text[next] == UInt8(ascii: "0") { next += 1 } else { valid = digits(&next) }
        if text[next] == UInt8(ascii: ".") {
            next += 1
            valid = digits(&next) && valid
        }
        if text[next] | 0x20 == UInt8(ascii: "e") {
            next += 1
            if text[next] == UInt8(ascii: "+") || text[next] == UInt8(ascii: "-") { next += 1 }
            valid = digits(&next) && valid
        }
        let length = wordLength(text)
        guard valid, next - start == length else {
            throw stop("\(quoted(length)) is no number in JSON", start, start + length)
        }
        position = next
        leaf(.number, start)
    }
}
