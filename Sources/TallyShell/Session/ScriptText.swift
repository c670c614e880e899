import TallyModel

/// Text from outside, which may be no text at all.
package enum ScriptText {
    /// The bytes as text without a byte order mark, and what is wrong with them: where they are
    /// not UTF-8, the text is repaired and the problem names the first place.
    ///
    /// Of a page of a manual, whose name ends in `.md`, only what its transcripts type is kept, in
    /// its place.
    package static func read(
        _ bytes: [UInt8], name: String?, firstLine: Int = 1
    ) -> (source: SourceText, problem: Diagnostic?) {
        let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
        let isMarked = firstLine == 1 && bytes.starts(with: mark)
        let content = isMarked ? Array(bytes.dropFirst(3)) : bytes
        if let text = String(validUTF8: content) {
            let isPage = name?.hasSuffix(".md") ?? false
            let script = isPage ? ManualPage.script(of: text) : text
            return (SourceText(script, name: name, firstLine: firstLine), nil)
        }
        let repaired = SourceText(
            String(decoding: content, as: UTF8.self), name: name, firstLine: firstLine)
        let offset = firstInvalidOffset(content)
        let byte = content.dropFirst(offset).first ?? 0
        let place = Diagnostic.Place(repaired, Span(offset, offset + 3))
        return (repaired, .notUTF8(byte, at: place))
    }

    /// The offset of the first byte that begins no character; the count where there is none.
    private static func firstInvalidOffset(_ bytes: some Collection<UInt8>) -> Int {
        var parser = Unicode.UTF8.ForwardParser()
        var iterator = bytes.makeIterator()
        var offset = 0
        while case .valid(let scalar) = parser.parseScalar(from: &iterator) {
            offset += scalar.count
        }
        return offset
    }
}
