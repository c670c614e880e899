import Testing

@testable import TallyShell

/// Files that stand in a page of the manual.
struct ManualFileTests {
    private static let page = ManualPage(
        """
        ```json waits.json
        {
          "a": 1,
          "b": 2
        }
        ```
        ```json waits.json
          "a": 1,
          "c": 3,
          "b": 2
        ```
        ```json ../outside.json
        {}
        ```
        ```console
        $ cat waits.json
        ```
        """)

    @Test func areWrittenAndReplacedInPart() throws {
        var saved: [String] = []
        var options = SessionOptions()
        options.environment = Answers.environment
        let answers = try ManualRunner.answers(
            of: Self.page, options, command: { $0 }, save: { saved.append("\($0): \($1)") })
        #expect(answers == ["", "", "cat waits.json"])
        #expect(
            saved == [
                "waits.json: {\n  \"a\": 1,\n  \"b\": 2\n}\n",
                "waits.json: {\n  \"a\": 1,\n  \"c\": 3,\n  \"b\": 2\n}\n",
            ])
    }

    @Test(arguments: [(["x", "b"], nil), (["a", "x"], nil), (["a", "b", "c"], ["a", "b", "c"])])
    func aPartBeginsAndEndsAsItsFileDoes(_ part: [String], _ expected: [String]?) {
        #expect(ManualPage.replaced(["a", "c"], by: part) == expected)
    }
}
