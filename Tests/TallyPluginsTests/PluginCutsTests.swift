import TallyModel
import TallyPlugins
import Testing

/// A plugin of which only some indicators are read.
@Suite struct PluginCutsTests {
    private static let text = """
        {"plugin": "a", "indicators": [ {"id": "x"}, {"id": "y", "feeds": [1]} , {"id": "z"} ],
         "checks": [{"id": "c"}], "title": "é", "feeds": [], "tests": [2, 3]}
        """

    private static func cut(_ text: String, only chosen: [Int]) -> String? {
        let bytes = Array(text.utf8)
        guard let cuts = PluginCuts(bytes) else { return nil }
        let left = PluginCuts(
            before: cuts.before, indicators: chosen.map { cuts.indicators[$0] }, after: cuts.after)
        return bytes.withUnsafeBufferPointer { String(decoding: left.text(of: $0), as: UTF8.self) }
    }

    @Test(arguments: [
        ([], ""), ([1], "{\"id\": \"y\", \"feeds\": [1]}"),
        ([0, 2], "{\"id\": \"x\"},{\"id\": \"z\"}"),
    ])
    func leavesOutWhatIsNotChosen(_ chosen: [Int], _ left: String) {
        let expected = """
            {"plugin": "a", "indicators": [\(left)],
             "checks": [], "title": "é", "feeds": [], "tests": []}
            """
        #expect(Self.cut(Self.text, only: chosen) == expected)
    }

    @Test func aPluginWithoutIndicatorsIsKept() {
        #expect(
            Self.cut("{\"plugin\": \"a\", \"feeds\": [1]}", only: [])
                == "{\"plugin\": \"a\", \"feeds\": []}")
    }

    /// What is no plugin, and what must declare what it overrides.
    @Test(arguments: [
        "", "[]", "{\"plugin\": \"a\",}", "{\"indicators\": [",
        "{\"overrides\": [\"x\"], \"indicators\": [{\"id\": \"x\"}]}",
    ])
    func whatCannotBeCutIsReadWhole(_ text: String) {
        #expect(PluginCuts(Array(text.utf8)) == nil)
    }
}
