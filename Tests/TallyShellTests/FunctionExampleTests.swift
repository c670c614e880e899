import TallyEngine
import TallyShell
import Testing

/// Every function's own example gives the figure that was worked out by hand from the board paper.
@MainActor
struct FunctionExampleTests {
    /// By the function's name; the months are April to September 2023.
    nonisolated static let figures = [
        "avg": "444.17", "sum": "102", "min": "430", "max": "473", "first": "433", "last": "473",
        "median": "433", "count": "6", "run": "2", "abs": "9", "round": "97", "published": "71.64",
        "change": "40",
        "pct_change": "9.24",
        "computed": "71.64",
    ]

    @Test(arguments: Function.all.map(\.name))
    func example(_ name: String) throws {
        let function = try #require(Function.table[name])
        let sentence = try #require(try Answers.catalogue().example(of: function))
        #expect(try Answers.values(sentence) == Self.figures[name], "\(sentence)")
    }

    /// Without an indicator to speak of there is none.
    @Test func needsAnIndicator() throws {
        let function = try #require(Function.table["sum"])
        #expect(Catalogue().example(of: function) == nil)
    }
}
