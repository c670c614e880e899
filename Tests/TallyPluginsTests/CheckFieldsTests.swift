import TallyModel
import Testing

@testable import TallyPlugins

/// The fields of a check.
struct CheckFieldsTests {
    private static func read(_ check: String, checks: Bool = true) -> (
        PluginDeclaration?, [String]
    ) {
        let text = "{\"plugin\": \"a\", \"checks\": [\(check)]}"
        let (plugin, diagnostics) = PluginReader.read(
            SourceText(text, name: "p.json"), with: checks ? .checks : [])
        return (plugin, diagnostics.map { "\($0.code.rawValue): \($0.message)" })
    }

    @Test func readsACheck() throws {
        let (plugin, problems) = Self.read(
            """
            {"id": "sum", "says": "it adds up", "that": "a = b + c", "within": 0.005,
             "for": ["north", "south"], "by": "year"},
            {"id": "twice", "says": "both say so", "between": ["one", "other"]}
            """)
        #expect(problems == [])
        let checks = try #require(plugin?.checks)
        #expect(checks.map(\.id.value) == ["sum", "twice"])
        #expect(checks[0].says == "it adds up" && checks[0].that?.value == "a = b + c")
        #expect(checks[0].within == 0.005 && checks[0].by == .financialYear)
        #expect(checks[0].areas.map(\.value) == ["north", "south"])
        #expect(checks[1].between.map(\.value) == ["one", "other"] && checks[1].that == nil)
    }

    @Test(arguments: [
        ("{\"says\": \"x\", \"that\": \"a = b\"}", "missing-field: a check needs the field 'id'"),
        ("{\"id\": \"x\", \"that\": \"a = b\"}", "missing-field: a check needs the field 'says'"),
        (
            "{\"id\": \"x\", \"says\": \"x\"}",
            "missing-field: a check needs the field 'that' or 'between'"
        ),
        (
            "{\"id\": \"x\", \"says\": \"x\", \"that\": \"a = b\", \"between\": [\"a\", \"b\"]}",
            "bad-value: a check says 'that' or 'between', not both"
        ),
        (
            "{\"id\": \"x\", \"says\": \"x\", \"between\": [\"a\", \"a\"]}",
            "bad-value: 'between' takes at least two sources"
        ),
        (
            "{\"id\": \"x\", \"says\": \"x\", \"that\": \"a = b\", \"within\": -1}",
            "bad-value: 'within' takes a number from 0 on, not '-1'"
        ),
        (
            "{\"id\": \"x\", \"says\": \"x\", \"that\": \"a = b\", \"within\": 1e999}",
            "bad-value: 'within' takes a number from 0 on, not '1e999'"
        ),
        (
            "{\"id\": \"x\", \"says\": \"x\", \"that\": \"a = b\", \"within\": \"1\"}",
            "wrong-type: 'within' takes a number, not text"
        ),
        (
            "{\"id\": \"x\", \"says\": \"x\", \"that\": \"a = b\", \"by\": \"day\"}",
            "bad-value: 'by' takes 'month', 'quarter' or 'year', not 'day'"
        ),
        (
            "{\"id\": \"x\", \"says\": \"x\", \"that\": \"a = b\"}, "
                + "{\"id\": \"x\", \"says\": \"y\", \"that\": \"a = b\"}",
            "duplicate-name: a check called 'x' stands twice in this plugin"
        ),
    ])
    func refuses(_ check: String, _ expected: String) {
        #expect(Self.read(check).1 == [expected])
    }

    /// A start has no use for checks, and passes over whatever they are.
    @Test func passesOverChecks() {
        let (plugin, problems) = Self.read("{\"id\": 1}, 7", checks: false)
        #expect(problems == [] && plugin?.checks.isEmpty == true)
    }
}
