/// The escapes of a JSON string.
enum JSONEscapes {
    /// The bytes of a string's contents with its escapes resolved, and the offset of each byte and
    /// of the end. Bytes that follow no rule, which the parser has reported, are left out.
    static func decode(
        _ text: [UInt8], _ range: Range<Int>
    ) -> (bytes: [UInt8], offsets: [Int]) {
        var bytes: [UInt8] = []
        var offsets: [Int] = []
        bytes.reserveCapacity(range.count)
        offsets.reserveCapacity(range.count + 1)
        var position = range.lowerBound
        while position < range.upperBound {
            let start = position
            if text[position] != UInt8(ascii: "\\") {
                bytes.append(text[position])
                offsets.append(start)
                position += 1
                continue
            }
            let (scalar, length) = escape(text.span, at: position)
            position += length
            guard let scalar else { continue }
            for unit in String(Character(scalar)).utf8 {
                bytes.append(unit)
                offsets.append(start)
            }
        }
        offsets.append(range.upperBound)
        return (bytes, offsets)
    }

    /// What the escape at a backslash stands for and how many bytes it takes; no scalar where it
    /// is none, and then the length is what to point at. The text ends in a zero byte.
    static func escape(_ text: Span<UInt8>, at start: Int) -> (scalar: Unicode.Scalar?, length: Int)
    {
        switch text[start + 1] {
        case UInt8(ascii: "\""): return ("\"", 2)
        case UInt8(ascii: "\\"): return ("\\", 2)
        case UInt8(ascii: "/"): return ("/", 2)
        case UInt8(ascii: "b"): return ("\u{8}", 2)
        case UInt8(ascii: "f"): return ("\u{c}", 2)
        case UInt8(ascii: "n"): return ("\n", 2)
        case UInt8(ascii: "r"): return ("\r", 2)
        case UInt8(ascii: "t"): return ("\t", 2)
        case UInt8(ascii: "u"):
            guard let unit = fourDigits(text, at: start + 2) else { return (nil, 2) }
            guard (0xD800...0xDFFF).contains(unit) else { return (Unicode.Scalar(unit), 6) }
            guard unit < 0xDC00, text[start + 6] == UInt8(ascii: "\\"),
                text[start + 7] == UInt8(ascii: "u"),
                let second = fourDigits(text, at: start + 8), (0xDC00...0xDFFF).contains(second)
            else { return (nil, 6) }
            return (Unicode.Scalar(0x10000 + (unit - 0xD800) << 10 + (second - 0xDC00)), 12)
        case 0x21..<0x7F: return (nil, 2)
        default: return (nil, 1)
        }
    }

    /// Four hexadecimal digits as a number; `nil` where there are fewer. Reads no further than the
    /// first byte that is none.
    private static func fourDigits(_ text: Span<UInt8>, at start: Int) -> UInt32? {
        var value: UInt32 = 0
        for position in start..<start + 4 {
            let digit: UInt8
            switch text[position] {
            case UInt8(ascii: "0")...UInt8(ascii: "9"): digit = text[position] - 48
            case UInt8(ascii: "a")...UInt8(ascii: "f"): digit = text[position] - 87
            case UInt8(ascii: "A")...UInt8(ascii: "F"): digit = text[position] - 55
            default: return nil
            }
            value = value << 4 | UInt32(digit)
        }
        return value
    }
}
