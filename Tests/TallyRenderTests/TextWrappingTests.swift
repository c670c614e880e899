import TallyRender
import Testing

struct TextWrappingTests {
    @Test(arguments: [
        // What differs within the width is cut at its end.
        (["Days open", "Days shut for repairs"], 10, ["Days open", "Days shut…"]),
        // What is the same up to there keeps its end.
        (
            ["Checks made in time, %", "Checks made in time, north", "Checks"], 12,
            ["Checks …e, %", "Checks …orth", "Checks"]
        ),
        // One way of cutting for all.
        (
            ["Checks made in time, %", "Checks made in time, north", "Reports written"], 12,
            ["Checks …e, %", "Checks …orth", "Reports…tten"]
        ),
        (["aaaa", "aaaa"], 4, ["aaaa", "aaaa"]),
        (["abcdefgh", "abcdefgx"], 1, ["…", "…"]),
        ([], 5, []),
    ])
    func labelsStayDistinct(_ texts: [String], _ width: Int, _ expected: [String]) {
        #expect(TextWrapping.cut(texts, to: width) == expected)
    }
}
