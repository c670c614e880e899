import TallyEngine
import TallyLanguage
import TallyModel
import Testing

@testable import TallyStore

/// `revisions` over a store, as a script would read it.
@Suite struct RevisionsAnswerTests {
    private static func store() throws -> Store {
        let store = try Store.inMemory()
        let header = "indicator,area,period,value,source,breakdown\n"
        for (name, day, rows) in [
            (
                "a.csv", Day(2022, 6, 1),
                """
                loans,wick,2022-04,100,one,
                loans,wick,2022-05,c,one,
                loans,thurso,2022-04,7,one,
                loans,wick,2022-04,40,one,age=child
                rating,wick,2022-04,Good,one,

                """
            ),
            (
                "b.csv", Day(2022, 7, 1),
                """
                loans,wick,2022-04,101.5,one,
                loans,wick,2022-05,90,one,
                loans,wick,2022-04,99,two,
                loans,wick,2022-04,41,one,age=child
                rating,wick,2022-04,Poor,one,

                """
            ),
            ("c.csv", Day(2022, 8, 1), "loans,wick,2022-04,3,one,\nloans,brora,2022-04,1,one,\n"),
        ] {
            _ = try Library.import(
                header + rows, name: name, into: store, options: ImportOptions(knownAt: day))
        }
        _ = try store.undo(3)
        return store
    }

    private static func answer(_ sentence: String) throws -> ResultTable {
        let text = SourceText(sentence)
        let (statements, problems) = Parser.statements(in: text, vocabulary: Library.catalogue)
        if let problem = problems.first { throw problem }
        guard case .query(let query)? = statements.first?.kind else {
            return ResultTable(layout: .grid, columns: [], rows: [])
        }
        return try Engine(catalogue: Library.catalogue, source: try store())
            .answer(query, in: text)
    }

    /// `wick 2022-04 one 2022-06-01 100 +1.5 in force a.csv:2`
    private static func told(_ table: ResultTable) -> [String] {
        func cell(_ row: ResultTable.Row, _ id: String) -> String {
            guard let index = table.columns.firstIndex(where: { $0.id == id }) else { return "?" }
            switch row.values[index] {
            case .text(let text): return text
            case .period(_, _, let code): return code
            case .number(let number):
                return number.cell.value.map { NumberText.full($0) }
                    ?? number.cell.reason?.symbol ?? ""
            default: return "-"
            }
        }
        return table.rows.map { row in
            ["area", "period", "source", "known_at", "value", "change", "standing", "file", "row"]
                .map { cell(row, $0) }.joined(separator: " ")
        }
    }

    @Test(
        arguments: [
            (
                "revisions loans in apr22",
                [
                    "Wick 2022-04 one 2022-06-01 100 - superseded a.csv 2",
                    "Wick 2022-04 one 2022-07-01 101.5 1.5 in force b.csv 2",
                    "Wick 2022-04 one 2022-08-01 3 -98.5 undone c.csv 2",
                    "Wick 2022-04 two 2022-07-01 99 - in force b.csv 4",
                ], "4 values of one figure from 2 sources, 1 revised, 1 undone"
            ),
            (
                "revisions loans in may22",
                [
                    "Wick 2022-05 one 2022-06-01 c - superseded a.csv 3",
                    "Wick 2022-05 one 2022-07-01 90 - in force b.csv 3",
                ], "2 values"
            ),
            (
                "revisions loans",
                [
                    "Wick 2022-05 one 2022-06-01 c - superseded a.csv 3",
                    "Wick 2022-05 one 2022-07-01 90 - in force b.csv 3",
                ], "2 values"
            ),
            (
                "revisions loans for thurso from apr22 to may22",
                ["Thurso 2022-04 one 2022-06-01 7 - in force a.csv 4"], "1 value, never revised"
            ),
            (
                "revisions loans only child in apr22",
                [
                    "Wick 2022-04 one 2022-06-01 40 - superseded a.csv 5",
                    "Wick 2022-04 one 2022-07-01 41 1 in force b.csv 5",
                ], "2 values"
            ),
            (
                "revisions rating in apr22",
                [
                    "Wick 2022-04 one 2022-06-01 Good - superseded a.csv 6",
                    "Wick 2022-04 one 2022-07-01 Poor - in force b.csv 6",
                ], "2 values"
            ),
            (
                "revisions loans in apr22 as known at 2022-06-30",
                ["Wick 2022-04 one 2022-06-01 100 - in force a.csv 2"], "1 value, never revised"
            ),
            (
                "revisions (loans for thurso) in q1 2022/23",
                ["Thurso 2022-04 one 2022-06-01 7 - in force a.csv 4"], "1 value, never revised"
            ),
            ("revisions loans in jan30", [], nil),
            ("revisions loans in apr22 as known at 2022-01-01", [], nil),
            ("revisions late_share", [], nil),
            ("revisions residents", [], nil),
        ] as [(String, [String], String?)])
    func valuesAreListed(_ sentence: String, _ rows: [String], _ summary: String?) throws {
        let table = try Self.answer(sentence)
        #expect(Self.told(table) == rows)
        #expect(table.summary == summary)
        #expect(rows.isEmpty == table.lacksSomething)
    }

    @Test(arguments: [
        ("revisions loans + loans", "computed"),
        ("revisions rate loans per 1000 of residents", "computed"),
        ("revisions sum(loans) in q1 2022/23", "computed"), ("revisions 7", "computed"),
        ("revisions loans by age", "split"), ("revisions loans rolling 3 months", "rolling"),
    ])
    func whatIsNotPublishedIsRefused(_ sentence: String, _ word: String) {
        let refusal = #expect(throws: Diagnostic.self) { _ = try Self.answer(sentence) }
        #expect(refusal?.message.contains(word) == true, "\(refusal?.message ?? "")")
    }
}
