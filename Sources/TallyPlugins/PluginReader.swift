import TallyModel

/// Reads a plugin file.
package enum PluginReader {
    /// Parts of a file that answer no sentence, and that only who asks for them has read.
    package struct Extras: OptionSet, Sendable {
        package let rawValue: UInt8

        package init(rawValue: UInt8) { self.rawValue = rawValue }

        package static let checks = Extras(rawValue: 1)
        package static let tests = Extras(rawValue: 2)
    }

    /// Of a file, in bytes.
    package static let largestFile = JSONParser.maximumSize

    /// What is said of a file that is larger.
    package static func tooLong(_ count: Int, name: String) -> Diagnostic {
        .fileTooLong(count, at: Diagnostic.Place(SourceText("", name: name), Span(0, 0)))
    }

    /// What a file declares, or everything that is wrong with it, in the order of the places. A
    /// file in which anything is wrong declares nothing.
    ///
    /// The bytes must be UTF-8; a byte order mark before them is passed over. `extras` says what is
    /// read beside what answers sentences; of the others nothing is said.
    package static func read(
        bytes: [UInt8], name: String, with extras: Extras = .checks
    ) -> (plugin: PluginDeclaration?, diagnostics: [Diagnostic]) {
        let (plugin, diagnostics) = readOver(bytes: bytes, name: name, with: extras)
        return (diagnostics.isEmpty ? plugin : nil, diagnostics)
    }

    /// As ``read(bytes:name:with:)``, of a text.
    package static func read(
        _ source: SourceText, with extras: Extras = .checks
    ) -> (plugin: PluginDeclaration?, diagnostics: [Diagnostic]) {
        let (plugin, diagnostics) = readOver(source, with: extras)
        return (diagnostics.isEmpty ? plugin : nil, diagnostics)
    }

    /// As ``read(bytes:name:with:)``, but a file with mistakes declares all that could be read of it, so
    /// that the rest of it can be looked at too: nothing where its structure is broken.
    package static func readOver(
        bytes: [UInt8], name: String, with extras: Extras
    ) -> (plugin: PluginDeclaration?, diagnostics: [Diagnostic]) {
        guard bytes.count <= largestFile else { return (nil, [tooLong(bytes.count, name: name)]) }
        guard let text = String(validUTF8: bytes) else {
            return (nil, [notUTF8(bytes, name: name)])
        }
        return readOver(SourceText(text, name: name), with: extras)
    }

    private static func readOver(
        _ source: SourceText, with extras: Extras
    ) -> (plugin: PluginDeclaration?, diagnostics: [Diagnostic]) {
        var source = source
        if source.text.unicodeScalars.first == "\u{FEFF}" {
            let rest = String(String.UnicodeScalarView(source.text.unicodeScalars.dropFirst()))
            source = SourceText(rest, name: source.name, firstLine: source.firstLine)
        }
        let count = source.text.utf8.count
        let start = Diagnostic.Place(source, Span(0, 0))
        guard count <= largestFile else { return (nil, [.fileTooLong(count, at: start)]) }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(count + 1)
        bytes.append(contentsOf: source.text.utf8)
        bytes.append(0)

        let (document, problems) = JSONParser.parse(bytes)
        var diagnostics = problems.map { Diagnostic.badJSON($0, in: source) }
        guard let document else { return (nil, diagnostics) }

        var reader = DeclarationReader(
            source: source, document: document, with: extras)
        let plugin = reader.plugin()
        diagnostics += reader.problems
        diagnostics.sort { ($0.place?.span.lower ?? 0) < ($1.place?.span.lower ?? 0) }
        let surplus = reader.problemCount - reader.problems.count
        if surplus > 0 { diagnostics.append(.furtherProblems(surplus, at: start)) }
        return (diagnostics.isEmpty ? plugin : plugin.withoutBlanks, diagnostics)
    }

    private static func notUTF8(_ bytes: [UInt8], name: String) -> Diagnostic {
        let valid = validPrefix(bytes)
        let text = String(decoding: bytes, as: UTF8.self)
        let place = Diagnostic.Place(SourceText(text, name: name), Span(valid, valid + 1))
        let byte = bytes.dropFirst(valid).first ?? 0
        return .notUTF8(byte, at: place)
    }

    /// The number of bytes before the first that is not UTF-8.
    private static func validPrefix(_ bytes: [UInt8]) -> Int {
        var decoder = UTF8()
        var iterator = bytes.makeIterator()
        var valid = 0
        while case .scalarValue(let scalar) = decoder.decode(&iterator) {
            valid += UTF8.width(scalar)
        }
        return valid
    }
}
