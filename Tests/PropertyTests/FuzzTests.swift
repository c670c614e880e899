import TallyLanguage
import TallyModel
import TallyShell
import Testing

/// Nothing that is typed brings a session down or keeps it for long.
@MainActor
struct FuzzTests {
    private static let marks = Array("()|,;\"'#\\.*/+-<>=? \n\t\0é—👧🏽ß0123456789".utf8)

    /// A sentence of the manual with bytes changed, cut out, doubled or put in.
    private static func mutated(_ text: String, _ other: String, _ dice: inout Dice) -> [UInt8] {
        var bytes = Array(text.utf8)
        for _ in 0..<(1 + dice.roll(4)) where !bytes.isEmpty {
            let place = dice.roll(bytes.count)
            switch dice.roll(6) {
            case 0: bytes[place] = UInt8(dice.roll(256))
            case 1: bytes[place] = dice.pick(marks)
            case 2: bytes.insert(dice.pick(marks), at: place)
            case 3: bytes.removeSubrange(place..<min(bytes.count, place + 1 + dice.roll(8)))
            case 4: bytes += bytes[place...]
            default: bytes.replaceSubrange(place..., with: other.utf8.suffix(dice.roll(30)))
            }
        }
        return bytes
    }

    /// Commands write files and read them: only sentences are typed.
    private static func isHarmless(_ text: String) -> Bool {
        !text.split(whereSeparator: { "\n;".contains($0) }).contains { line in
            line.drop { $0 == " " || $0 == "\t" }.hasPrefix(".")
        } && !text.lowercased().contains("to ")
    }

    @Test func nothingBringsItDown() throws {
        let session = try SamplePages.session()
        _ = session.catalogue
        let sentences = SamplePages.manual.flatMap { $0 }
        try #require(!sentences.isEmpty)
        var dice = Dice(seed: 20_231_130 + PlainRandomTests.seed)
        var slowest = (Duration.zero, "")
        let clock = ContinuousClock()
        for index in 0..<(600 * PlainRandomTests.times) {
            let bytes: [UInt8] =
                index.isMultiple(of: 5)
                ? (0..<dice.roll(80)).map { _ in UInt8(dice.roll(256)) }
                : Self.mutated(dice.pick(sentences), dice.pick(sentences), &dice)
            let text = String(decoding: bytes, as: UTF8.self)
            let spent = clock.measure {
                _ = Parser.statements(in: SourceText(text), vocabulary: session.catalogue)
                guard Self.isHarmless(text) else { return }
                _ = session.run(SourceText(text), write: { _ in }, report: { _ in })
            }
            if spent > slowest.0 { slowest = (spent, text) }
        }
        #expect(slowest.0 < .seconds(10), "\(slowest)")
    }
}
