import Glibc
import TallyLanguage
import TallyModel
import TallyShell
import Testing

/// Nothing that is typed brings a session down or keeps it for much longer than a sentence of the
/// manual does.
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
        func time(_ text: String) -> Double {
            let start = Self.spent()
            _ = Parser.statements(in: SourceText(text), vocabulary: session.catalogue)
            if Self.isHarmless(text) {
                _ = session.run(SourceText(text), write: { _ in }, report: { _ in })
            }
            return Self.spent() - start
        }
        // The same text again would be answered from memory.
        let usual =
            (0..<3).map { time(String(repeating: " ", count: $0) + "compare sep23 vs aug23") }.min()
            ?? 0
        var slowest = (0.0, "")
        for index in 0..<(600 * PlainRandomTests.times) {
            let bytes: [UInt8] =
                index.isMultiple(of: 5)
                ? (0..<dice.roll(80)).map { _ in UInt8(dice.roll(256)) }
                : Self.mutated(dice.pick(sentences), dice.pick(sentences), &dice)
            let text = String(decoding: bytes, as: UTF8.self)
            let spent = time(text)
            if spent > slowest.0 { slowest = (spent, text) }
        }
        #expect(slowest.0 < 100 * usual, "\(slowest), where all compared take \(usual)")
    }

    /// Seconds that the processor has worked for this thread, whatever else it does.
    private static func spent() -> Double {
        var time = timespec()
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }
}
