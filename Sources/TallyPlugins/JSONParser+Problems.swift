/// What is said where the structure is broken.
extension JSONParser {
    /// The length of the run of bytes at the position that a reader would take for one word: at
    /// least 1, at the end of the text 0.
    func wordLength(_ text: Span<UInt8>) -> Int {
        var next = position
        while next < end, isWordByte(text[next]) { next += 1 }
        if next > position { return next - position }
        guard position < end else { return 0 }
        // A whole character, so that its name can be printed.
        next += 1
        while next < end, text[next] & 0xC0 == 0x80 { next += 1 }
        return next - position
    }

    private func isWordByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"),
            UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "_"), UInt8(ascii: "."),
            UInt8(ascii: "+"), UInt8(ascii: "-"), 0x80...:
            true
        default: false
        }
    }

    /// So many bytes from the position, in single quotes, cut where they are many.
    func quoted(_ length: Int) -> String {
        if let byte = bytes[position..<position + length].first, byte < 0x20 || byte == 0x7F {
            return "a control character"
        }
        let word = String(decoding: bytes[position..<position + length], as: UTF8.self)
        return word.count > 40 ? "'\(word.prefix(40))…'" : "'\(word)'"
    }

    func startsComment(_ text: Span<UInt8>) -> Bool {
        text[position] == UInt8(ascii: "#")
            || text[position] == UInt8(ascii: "/")
                && (text[position + 1] == UInt8(ascii: "/")
                    || text[position + 1] == UInt8(ascii: "*"))
    }

    /// At a place where a value must begin and none does.
    mutating func noValue(_ text: Span<UInt8>) -> Stop {
        let length = wordLength(text)
        let (lower, upper) = (position, position + length)
        if lower == end { return stop("the file ends where a value should stand", lower, lower) }
        if startsComment(text) { return stop("JSON has no comments", lower, upper) }
        switch text[position] {
        case UInt8(ascii: "'"):
            return stop("text stands in double quotes", lower, upper)
        case UInt8(ascii: ","), UInt8(ascii: "}"), UInt8(ascii: "]"), UInt8(ascii: ":"):
            return stop("a value is missing before this", lower, upper)
        default:
            let word = String(decoding: bytes[lower..<upper], as: UTF8.self)
            let near = ["true", "false", "null"].first { $0 == word.lowercased() }
            return stop(
                "\(quoted(length)) is no value of JSON", lower, upper,
                label: near.map { "did you mean '\($0)'?" })
        }
    }

    /// At a place where a key must begin and none does.
    mutating func noKey(_ text: Span<UInt8>, in node: Int) -> Stop {
        let (lower, upper) = (position, position + wordLength(text))
        if lower == end { return unclosed(node) }
        if startsComment(text) { return stop("JSON has no comments", lower, upper) }
        return stop("a key in double quotes must stand here", lower, upper)
    }

    /// Behind a value where neither a comma nor the closing bracket follows.
    mutating func noSeparator(_ text: Span<UInt8>, afterValue: Int, close: UInt8) -> Stop {
        let (lower, upper) = (position, position + wordLength(text))
        if startsComment(text) { return stop("JSON has no comments", lower, upper) }
        switch text[position] {
        case UInt8(ascii: "}"), UInt8(ascii: "]"), UInt8(ascii: ":"):
            let bracket = String(Unicode.Scalar(close))
            return stop(
                "expected ',' or '\(bracket)', found \(quoted(upper - lower))", lower, upper)
        default:
            return stop("a comma is missing before this", lower, upper)
        }
    }

    /// At the end of the text within a list or an object.
    mutating func unclosed(_ node: Int) -> Stop {
        let lower = Int(nodes[node].lower)
        let bracket = nodes[node].kind == .object ? "{" : "["
        return stop("this '\(bracket)' is never closed", lower, lower + 1)
    }
}
