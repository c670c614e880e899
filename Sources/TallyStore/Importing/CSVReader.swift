/// Cuts the bytes of a CSV file into records and fields without copying them.
///
/// RFC 4180, and what spreadsheets write: any of `\n`, `\r\n` and `\r` ends a record, a quoted
/// field may hold line breaks and doubled quotes, empty lines are passed over.
struct CSVReader {
    /// A field as a range of bytes, without the quotes around it.
    struct Field {
        var start: Int
        var end: Int
        /// Whether a doubled quote stands in it.
        var isEscaped: Bool
    }

    enum Flaw: Equatable {
        /// A quote is opened and the file ends before it is closed.
        case unclosedQuote
        /// Something stands between a closing quote and the next comma.
        case textAfterQuote
    }

    let bytes: UnsafeBufferPointer<UInt8>
    private(set) var position: Int
    /// The number of the record last read, from 1.
    private(set) var row = 0
    /// The bytes of the record last read, without its line break.
    private(set) var record = 0..<0
    /// What is wrong with the record last read, and in which field, from 0.
    private(set) var flaw: (kind: Flaw, field: Int)?

    private static let quote = UInt8(ascii: "\"")
    private static let comma = UInt8(ascii: ",")
    private static let lineFeed = UInt8(ascii: "\n")
    private static let carriageReturn = UInt8(ascii: "\r")

    /// Asked now and then: whether whoever wants the records has given up.
    private let isCancelled: @Sendable () -> Bool
    private static let recordsBetweenAsking = 1024

    init(
        _ bytes: UnsafeBufferPointer<UInt8>, isCancelled: @escaping @Sendable () -> Bool = { false }
    ) {
        self.bytes = bytes
        self.isCancelled = isCancelled
        position = 0
    }

    /// The next record's fields; `false` at the end of the bytes, and where nobody wants them any
    /// more.
    mutating func next(_ fields: inout [Field]) -> Bool {
        skipEmptyLines()
        guard position < bytes.count else { return false }
        if row % Self.recordsBetweenAsking == 0, isCancelled() { return false }
        row += 1
        flaw = nil
        fields.removeAll(keepingCapacity: true)
        let start = position
        while true {
            readField(&fields)
            guard position < bytes.count else { break }
            let byte = bytes[position]
            if byte == Self.comma {
                position += 1
                if position == bytes.count {
                    fields.append(Field(start: position, end: position, isEscaped: false))
                    break
                }
                continue
            }
            break
        }
        record = start..<position
        skipLineBreak()
        return true
    }

    private mutating func skipEmptyLines() {
        while position < bytes.count,
            bytes[position] == Self.lineFeed || bytes[position] == Self.carriageReturn
        {
            position += 1
        }
    }

    private mutating func skipLineBreak() {
        guard position < bytes.count else { return }
        let byte = bytes[position]
        position += 1
        if byte == Self.carriageReturn, position < bytes.count, bytes[position] == Self.lineFeed {
            position += 1
        }
    }

    /// Leaves the position at the comma, the line break or the end behind the field.
    private mutating func readField(_ fields: inout [Field]) {
        let start = position
        if position < bytes.count, bytes[position] == Self.quote {
            readQuoted(&fields)
            return
        }
        var at = position
        let end = bytes.count
        while at < end {
            let byte = bytes[at]
            // Every byte that may end a field lies at or below the comma.
            if byte <= Self.comma,
                byte == Self.comma || byte == Self.lineFeed || byte == Self.carriageReturn
            {
                break
            }
            at += 1
        }
        position = at
        fields.append(Field(start: start, end: at, isEscaped: false))
    }

    private mutating func readQuoted(_ fields: inout [Field]) {
        let end = bytes.count
        let start = position + 1
        var at = start
        var isEscaped = false
        while at < end {
            if bytes[at] != Self.quote {
                at += 1
            } else if at + 1 < end, bytes[at + 1] == Self.quote {
                isEscaped = true
                at += 2
            } else {
                break
            }
        }
        if at >= end {
            flaw = (.unclosedQuote, fields.count)
            fields.append(Field(start: start, end: end, isEscaped: isEscaped))
            position = end
            return
        }
        fields.append(Field(start: start, end: at, isEscaped: isEscaped))
        at += 1
        let behind = at
        while at < end, bytes[at] != Self.comma, bytes[at] != Self.lineFeed,
            bytes[at] != Self.carriageReturn
        {
            at += 1
        }
        if at > behind, flaw == nil { flaw = (.textAfterQuote, fields.count - 1) }
        position = at
    }

    /// A field as text, see ``Field/text(in:)``.
    func text(_ field: Field) -> String { field.text(in: bytes) }
}

extension CSVReader.Field {
    /// A field as text, with doubled quotes made single and white space around it dropped.
    func text(in bytes: UnsafeBufferPointer<UInt8>) -> String {
        let range = trimmed(in: bytes)
        guard isEscaped else {
            return String(decoding: bytes[range.lowerBound..<range.upperBound], as: UTF8.self)
        }
        var plain: [UInt8] = []
        var at = range.lowerBound
        while at < range.upperBound {
            plain.append(bytes[at])
            at += bytes[at] == UInt8(ascii: "\"") ? 2 : 1
        }
        return String(decoding: plain, as: UTF8.self)
    }

    /// A field's bytes without the spaces and tabs around them; no-break spaces too.
    func trimmed(in bytes: UnsafeBufferPointer<UInt8>) -> Range<Int> {
        var start = self.start
        var end = self.end
        while start < end {
            if bytes[start] == 0x20 || bytes[start] == 0x09 || bytes[start] == 0x0A
                || bytes[start] == 0x0D
            {
                start += 1
            } else if start + 1 < end, bytes[start] == 0xC2, bytes[start + 1] == 0xA0 {
                start += 2
            } else {
                break
            }
        }
        while end > start {
            if bytes[end - 1] == 0x20 || bytes[end - 1] == 0x09 || bytes[end - 1] == 0x0A
                || bytes[end - 1] == 0x0D
            {
                end -= 1
            } else if end - 1 > start, bytes[end - 1] == 0xA0, bytes[end - 2] == 0xC2 {
                end -= 2
            } else {
                break
            }
        }
        return start..<end
    }
}
