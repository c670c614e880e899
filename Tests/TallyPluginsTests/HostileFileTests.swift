import TallyModel
import TallyPlugins
import Testing

/// Files that nobody wrote in good faith are refused, and soon.
struct HostileFileTests {
    private static func messages(_ bytes: [UInt8]) -> [String] {
        let (plugin, diagnostics) = PluginReader.read(bytes: bytes, name: "p.json")
        #expect(plugin == nil)
        return diagnostics.map(\.message)
    }

    /// SplitMix64, so that every run meets the same bytes.
    ///
    /// Source: Steele, Lea and Flood, "Fast splittable pseudorandom number generators", 2014.
    private struct Random: RandomNumberGenerator {
        var state: UInt64

        mutating func next() -> UInt64 {
            state &+= 0x9E37_79B9_7F4A_7C15
            var mixed = state
            mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
            mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
            return mixed ^ mixed >> 31
        }
    }

    @Test(arguments: 0..<200)
    func randomBytes(_ seed: UInt64) {
        var random = Random(state: seed)
        let bytes = (0..<Int.random(in: 0...400, using: &random)).map { _ in
            UInt8.random(in: 0...255, using: &random)
        }
        #expect(!Self.messages(bytes).isEmpty)
    }

    /// A plugin with some bytes changed, cut out or put in: read or refused, never worse.
    @Test(arguments: 0..<300)
    func changedBytes(_ seed: UInt64) {
        let whole = Array(
            #"{"plugin": "p", "themes": [{"id": "t", "title": "T\u00e9"}], "indicators": [{"id": "x", "name": "X", "decimals": 2, "formula": "\"a\" + b", "variants": {"excl s": "y"}}], "feeds": [{"format": "tidy", "source": "s", "rows": [{"table": "T", "indicator": "x"}]}]}"#
                .utf8)
        var random = Random(state: seed)
        var bytes = whole
        for _ in 0..<Int.random(in: 1...4, using: &random) {
            let place = Int.random(in: 0..<bytes.count, using: &random)
            switch Int.random(in: 0..<3, using: &random) {
            case 0: bytes[place] = UInt8.random(in: 0...255, using: &random)
            case 1: bytes.remove(at: place)
            default: bytes.insert(Array("{}[]\",:\\u0".utf8)[Int(seed % 10)], at: place)
            }
        }
        let (plugin, diagnostics) = PluginReader.readOver(
            bytes: bytes, name: "p.json", with: [.checks, .tests])
        #expect(plugin != nil || !diagnostics.isEmpty)
        for diagnostic in PluginReader.withPaths(diagnostics) {
            let place = diagnostic.place
            #expect(place.map { $0.span.upper <= $0.source.text.utf8.count } == true)
        }
    }

    @Test func tenThousandBrackets() {
        let deep = "values stand more than 64 deep within one another"
        let brackets = String(repeating: "[", count: 10_000)
        #expect(Self.messages(Array(brackets.utf8)) == [deep])
        #expect(Self.messages(Array("{\"plugin\": \(brackets)".utf8)) == [deep])
        let objects = String(repeating: "{\"a\":", count: 10_000)
        #expect(Self.messages(Array(objects.utf8)) == [deep])
    }

    @Test func aFileThatIsTooLarge() {
        let bytes = [UInt8](repeating: 0x20, count: PluginReader.largestFile + 1)
        #expect(
            Self.messages(bytes) == [
                "a plugin file holds at most 16777216 bytes and this one has 16777217"
            ])
    }

    /// Of very many mistakes a hundred are told, and how many more there are.
    @Test func manyMistakes() {
        let fields = (0..<5_000).map { "\"f\($0)\": 0" }.joined(separator: ", ")
        let messages = Self.messages(Array("{\(fields)}".utf8))
        #expect(messages.count == 101)
        #expect(messages.last == "there are 4901 further problems in this file")
    }

    /// What a hundred thousand subgroups or sources cost grows with their number alone.
    @Test(.timeLimit(.minutes(1)))
    func longLists() {
        let subgroups = (0..<20_000).map { "\"s\($0)\": \"x\"" }.joined(separator: ", ")
        let variants = (0..<20_000).map { "\"excl s\($0)\": \"x\"" }.joined(separator: ", ")
        let text = """
            {"plugin": "p", "indicators": [
             {"id": "x", "name": "X", "subgroups": {\(subgroups)}, "variants": {\(variants)}}]}
            """
        let (plugin, diagnostics) = PluginReader.read(SourceText(text, name: "p.json"))
        #expect(diagnostics.isEmpty)
        #expect(plugin?.indicators.first?.subgroups.count == 20_000)
        #expect(plugin?.indicators.first?.subgroups.last?.excl?.value == "x")
    }
}
