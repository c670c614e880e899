import TallyEngine
import TallyModel
import TallyRender
import Testing

/// Notes that differ only by what they are about.
struct FoldedNoteTests {
    private static func table(_ count: Int) -> ResultTable {
        let notes = (1...count).map {
            ResultTable.Note(.stale, "x\($0) ends in May", ofMany: "things end in May")
        }
        return ResultTable(
            layout: .grid,
            columns: [
                .init(ColumnID.indicator, "Indicator", .text),
                .init(ColumnID.value, "Value", .number),
            ],
            rows: (1...count).map { index in
                .init(
                    [
                        .text("x\(index)"),
                        .number(.init(.value(Double(index)), decimals: 0, unit: nil)),
                    ], notes: [index - 1, count])
            },
            notes: notes + [.init(.caveat, "of all")])
    }

    @Test func manyAreOneForPeople() {
        #expect(
            ResultFormat.table.text(Self.table(3)) == """
                Indicator  Value
                ─────────  ─────
                x1             1 ¹ ²
                x2             2 ¹ ²
                x3             3 ¹ ²
                ¹ 3 things end in May
                ² of all

                """)
    }

    @Test func twoAreTold() {
        let text = ResultFormat.table.text(Self.table(2))
        #expect(text.contains("x1 ends in May") && text.contains("x2 ends in May"))
    }

    @Test func machinesHaveEach() {
        let text = ResultFormat.jsonl.text(Self.table(3))
        #expect(text.contains(#""notes":["x2 ends in May","of all"]"#))
    }
}
