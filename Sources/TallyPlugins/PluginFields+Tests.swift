import TallyModel

/// The fields of the tests in a plugin.
extension PluginFields {
    static let tests = Field<PluginDeclaration>(
        "tests", .list(of: .object(test.shape)),
        "What sentences must give of figures that stand in the test itself."
    ) { reader, node, _ in
        _ = reader.list(node, of: "tests") { $0.object($1, test, of: "tests") { _ in () } }
    }

    private static let test = FieldTable<Void>(
        "a test",
        [
            .text("name", required: true, "What is tested, in a few words.") { _, _ in },
            .textMap("given", "By the id of an indicator or a population, its figures.") { _, _ in
            },
            Field(
                "expect", .list(of: .object(expectation.shape)), required: true,
                "What sentences must give."
            ) { reader, node, _ in
                _ = reader.list(node, of: "expect") {
                    $0.object($1, expectation, of: "expect") { _ in () }
                }
            },
        ])

    private static let expectation = FieldTable<Void>(
        "an expectation",
        [
            .text("query", required: true, "The sentence that is asked.") { _, _ in },
            .text("is", "The figure, or one for each row.") { _, _ in },
        ])
}
