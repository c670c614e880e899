import TallyEngine
import Testing

/// Every function's own example gives what it says.
@MainActor
struct FunctionExampleTests {
    @Test(arguments: Function.all.map(\.name))
    func example(_ name: String) throws {
        let function = try #require(Function.table[name])
        #expect(try Answers.values(function.example.query) == function.example.gives)
    }
}
