import TallyLanguage
import TallyModel

extension SourceText {
    /// The text in parts, each but the last ending with a statement that may bring names, so that
    /// what follows is read in the light of them. Places in a part are those in the text.
    func cutAtNameChanges() -> [SourceText] {
        guard mayChangeNames else { return [self] }
        let ends = Parser.ranges(in: self).dropLast().filter(changesNames).map(\.upper)
        if ends.isEmpty { return [self] }
        let bytes = Array(text.utf8)
        var parts: [SourceText] = []
        parts.reserveCapacity(ends.count + 1)
        var (start, lineStart, line) = (0, 0, firstLine)
        for end in ends + [bytes.count] {
            // What stands before it in its line is left out, and blanks keep the columns.
            let before = String(decoding: bytes[lineStart..<start], as: UTF8.self)
            let text = String(decoding: bytes[start..<end], as: UTF8.self)
            parts.append(
                SourceText(
                    String(repeating: " ", count: before.count) + text, name: name, firstLine: line)
            )
            for index in start..<end where bytes[index] == UInt8(ascii: "\n") {
                line += 1
                lineStart = index + 1
            }
            start = end
        }
        return parts
    }

    private func changesNames(_ span: TallyModel.Span) -> Bool {
        let bytes = text.utf8.span
        if bytes[span.lower] == UInt8(ascii: ".") {
            return Command.named(Self.word(in: bytes, from: span.lower + 1))?.changesNames ?? false
        }
        return Self.word(in: bytes, from: span.lower) == Command.read.name
    }

    /// Whether something that brings names stands where a statement could begin: most texts have
    /// nothing of the kind, and need not be cut into statements twice.
    private var mayChangeNames: Bool {
        let bytes = text.utf8.span
        var isStart = true
        for index in bytes.indices {
            let byte = bytes[index]
            if byte == UInt8(ascii: "\n") || byte == UInt8(ascii: ";") {
                isStart = true
                continue
            }
            // Blanks of all kinds may stand before a statement.
            if !isStart || byte <= 0x20 || byte >= 0x80 || byte == UInt8(ascii: "\\") { continue }
            isStart = false
            switch byte {
            case UInt8(ascii: "r"), UInt8(ascii: "R"):
                if Self.word(in: bytes, from: index) == Command.read.name { return true }
            case UInt8(ascii: "."):
                let name = Self.word(in: bytes, from: index + 1)
                if Command.named(name)?.changesNames ?? false { return true }
            default: break
            }
        }
        return false
    }

    /// The letters from a byte on, in lower case.
    private static func word(in bytes: Swift.Span<UInt8>, from start: Int) -> String {
        var letters: [UInt8] = []
        var index = start
        while index < bytes.count, (bytes[index] | 0x20) &- UInt8(ascii: "a") < 26 {
            letters.append(bytes[index] | 0x20)
            index += 1
        }
        return String(decoding: letters, as: UTF8.self)
    }
}
