import GRDB
import TallyEngine
import TallyModel
import Testing

@testable import TallyStore

/// What is exported, and what an import makes of it.
@Suite struct ExportTests {
    private static func text(
        _ store: Store, _ options: ExportOptions = ExportOptions()
    ) throws -> (text: String, report: ExportReport) {
        var bytes: [UInt8] = []
        let report = try store.export(options, catalogue: Library.catalogue) { (piece) in
            bytes += piece
        }
        return (String(decoding: bytes, as: UTF8.self), report)
    }

    private static let header =
        "indicator,kind,area,breakdown,reference,period,period_type,value,source,cited,theme,unit,"
        + "good_is,lies_in\n"

    @Test func figuresReferencesAndPopulationsAreWrittenAsTheyWerePrinted() throws {
        let store = try Store.inMemory()
        _ = try Library.import(
            Library.board, name: "board.csv", into: store,
            options: ImportOptions(knownAt: Day(2023, 6, 1)))
        _ = try Library.import(
            "authority,measure,effective_from,value\nWick,Residents,2023-04,7155\n",
            name: "people.csv", into: store, options: ImportOptions(knownAt: Day(2023, 5, 1)))
        let (text, report) = try Self.text(store)
        #expect(
            text == Self.header + """
                No. of visitors,,wick,,,2023-04,month,310.00,library board,,use,number,high,
                No. of visitors,,wick,,,2023-05,month,305.50,library board,,use,number,high,
                late_share,,wick,,,2023-04,month,6.25,library board,,,,,
                late_share,,wick,,nation,2023-04-01,from,7.5,library board,,,,,
                late_share,,wick,,target,2023-04-01,from,5.00,library board,,,,,
                loans,,wick,,,2023-04,month,1100.00,library board,,,,,
                loans,,wick,,,2023-05,month,1150.00,library board,,,,,
                loans,,wick,,target,2023-04-01,from,1200.00,library board,,,,,
                residents,population,wick,,,2023-04-01,from,7155,census,,,,,

                """)
        #expect((report.figures, report.references, report.populations) == (5, 3, 1))
        #expect(report.days == 2)
        #expect(report.unknown == [] && report.areasWithoutCodes == 0 && report.undated == 0)
        let none = try Self.text(store, ExportOptions(area: "thurso"))
        #expect(none.text == Self.header && none.report.figures == 0)
        let early = try Self.text(store, ExportOptions(asKnown: Day(2023, 5, 1)))
        #expect((early.report.figures, early.report.populations) == (0, 1))
    }

    @Test func everyVersionIsToldWithItsStandingAndIsNotTakenBack() throws {
        let store = try Store.inMemory()
        for (value, day) in [(100, Day(2022, 5, 1)), (120, Day(2022, 6, 1)), (90, Day(2022, 7, 1))]
        {
            _ = try Library.import(
                Library.tidyHeader + "Wick,p 7,Loans,Number,total,all,2022-04,month,,\(value)\n",
                name: "\(value).csv", into: store, options: ImportOptions(knownAt: day))
        }
        _ = try store.undo(3)
        let (text, _) = try Self.text(store, ExportOptions(everyVersion: true))
        #expect(
            text.split(separator: "\n").dropFirst() == [
                "loans,,wick,,,2022-04,month,100,counts,p 7,,,,,2022-05-01,superseded,1,100.csv,2,10",
                "loans,,wick,,,2022-04,month,120,counts,p 7,,,,,2022-06-01,in force,2,120.csv,2,10",
                "loans,,wick,,,2022-04,month,90,counts,p 7,,,,,2022-07-01,undone,3,90.csv,2,10",
            ])
        #expect(try Self.text(store).text.contains("month,120,counts,p 7"))
        let refusal = #expect(throws: Diagnostics.self) {
            _ = try Library.import(text, name: "all.csv", into: try Store.inMemory())
        }
        #expect(
            refusal?.all.map(\.message) == [
                "'all.csv' has every value that its figures have had, which cannot be imported at once"
            ])
    }

    @Test func whatAFileCannotCarryIsCounted() throws {
        let store = try Store.inMemory()
        _ = try Library.import(
            "indicator,area,period,value\ngone,wick,2023-04,1\n", into: store,
            options: ImportOptions())
        try store.queue.writeWithoutTransaction { database in
            // As if a plugin had declared it once.
            try database.execute(
                sql: "UPDATE subject SET name = NULL, theme = NULL, unit = NULL, good = NULL")
        }
        #expect(try Self.text(store).report.unknown == ["gone"])
    }

    /// Rows of every kind, of declared things and of others, with commas, quotes and line breaks.
    private static func rows(_ seed: UInt64) -> String {
        var random = Random(state: seed)
        func one<T>(_ choices: [T]) -> T { choices[Int(random.next() % UInt64(choices.count))] }
        var text = header
        var seen: Set<String> = []
        for _ in 0..<120 {
            let indicator = one([
                "loans", "late_share", "\"Visits, all\"", "\"The \"\"big\"\" one\"",
                "Zoë's\u{00A0}count",
                "rating", "residents",
            ])
            let isPopulation = indicator == "residents"
            let reference =
                isPopulation || indicator == "rating" ? "" : one(["", "", "target", "nation"])
            let (period, type) =
                isPopulation || !reference.isEmpty
                ? (one(["2023-04-01", "2022-10-15", "2021-01-01"]), "from")
                : one([
                    ("2023-04", "month"), ("2022-Q3", "quarter"), ("2022-23", "financial_year"),
                    ("2021-22", "academic_year"), ("2022", "calendar_year"),
                    ("2023-03-31", "snapshot"), ("2018-09/2018-11", "span"),
                    ("2022-04-06/2023-04-05", "span"), ("2022-04-06/2022-04-09", "span"),
                ])
            let value =
                indicator == "rating"
                ? one(["Good", "\"Not, so \"\"good\"\"\"", "\"two\nlines\"", "c"])
                : one(
                    (isPopulation ? [] : ["0", "-3.0"]) + [
                        "12", "12.50", "0.000123", "66.666666666666671", "c", "low", "x", "z", "u",
                        "12345678901234567890", "999999.99",
                    ])
            let adopted = !["loans", "late_share", "rating", "residents"].contains(indicator)
            let area = one(["wick", "thurso", "Nether Øya"])
            let fields = [
                indicator, isPopulation ? "population" : "", area,
                isPopulation ? "" : one(["", "age=adult", "age=child|sex=f"]), reference, period,
                type, value, one(["counts", "\"a, b\"", "zz"]), one(["", "page 3", "\"p, 4\""]),
                adopted ? one(["", "use"]) : "",
                adopted ? one(["", "percent", "rate per 10000"]) : "",
                adopted ? "low" : "", area == "thurso" ? "Nether Øya" : "",
            ]
            // A file says each figure once.
            let key = [0, 2, 3, 4, 5, 6, 8, 11].map { fields[$0] }.joined(separator: "\t")
            if seen.insert(key).inserted {
                text += fields.joined(separator: ",") + "\n"
            }
        }
        return text
    }

    private struct Random: RandomNumberGenerator {
        var state: UInt64

        mutating func next() -> UInt64 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return state >> 33
        }
    }

    @Test(arguments: 1...30)
    func whatIsTakenBackIsExportedAsTheSameBytes(_ seed: Int) throws {
        let first = try Store.inMemory()
        for (index, day) in [Day(2023, 5, 1), Day(2023, 7, 1), Day(2023, 6, 1)].enumerated() {
            _ = try Library.import(
                Self.rows(UInt64(seed * 10 + index)), name: "\(index).csv", into: first,
                options: ImportOptions(knownAt: day))
        }
        if seed.isMultiple(of: 3) { _ = try first.undo(2) }
        let (text, report) = try Self.text(first)
        #expect(report.figures > 50 && report.references > 5 && report.populations > 2)
        #expect(report.undated == 0 && report.unknown == [])
        let second = try Store.inMemory()
        let taken = try Library.import(text, name: "export.csv", into: second)
        #expect(taken.warnings.filter { $0.code != .unlikelyFigure } == [])
        #expect(
            (taken.figures, taken.references, taken.populations)
                == (report.figures, report.references, report.populations))
        #expect(try Self.text(second).text == text)
        for id in ["loans", "late_share", "rating"] {
            for area in ["wick", "thurso", "nether_øya"] {
                func told(_ store: Store) throws -> [String] {
                    try store.figures(id, area: area).map { "\($0.label) \($0.lines)" }.sorted()
                }
                #expect(try told(second) == told(first))
            }
        }
    }

    @Test(arguments: [
        (
            "loans,,2023-04,month,1,,nobody,",
            "found 'nobody', expected a reference that a plugin declares"
        ),
        (
            "loans,,2023-04,week,1,,,",
            "found 'week', expected one of month, quarter, financial_year, "
                + "academic_year, calendar_year, snapshot"
        ),
        ("loans,,2023-13,month,1,,,", "found '2023-13', expected a month such as 2023-04"),
        (
            "loans,crowd,2023-04,month,1,,,",
            "found 'crowd', expected 'indicator', 'population' or nothing"
        ),
        (
            "loans,population,2023-04,from,1,,,",
            "found 'loans', expected a population that a plugin declares"
        ),
        (
            "loans,,2023-04,month,1,age,,",
            "found 'age', expected members by dimension, such as age=0-4|sex=f"
        ),
        (
            "loans,,2023-04,month,1,age=a|age=b,,",
            "found 'age=a|age=b', expected members by dimension, such as age=0-4|sex=f"
        ),
        (
            "loans,,soon,from,1,,target,",
            "found 'soon', expected a month such as 2023-09 or a day such as 2023-09-01"
        ),
    ])
    func whatIsWrongWithARowIsTold(_ row: String, _ problem: String) throws {
        let refusal = #expect(throws: Diagnostics.self) {
            _ = try Library.import(
                "indicator,kind,period,period_type,value,breakdown,reference,source\n\(row)\n",
                into: try Store.inMemory())
        }
        #expect(refusal?.all.first?.message.hasSuffix(problem) == true, "\(refusal?.all ?? [])")
    }

    @Test func unlikelyFiguresAreTakenAndTold() throws {
        let store = try Store.inMemory()
        let report = try Library.import(
            """
            indicator,period,value
            loans,2023-04,-4
            late_share,2023-04,140.5
            loans,2023-05,12
            late_share,2023-05,-1
            loans,2023-06,-9
            Net change,2023-04,-5
            late_share,2023-06,100
            loans,2023-07,c

            """, name: "mine.csv", into: store)
        #expect(report.figures == 8)
        #expect(
            report.warnings.map(\.message) == [
                "2 figures of 'mine.csv' are counts below nought, the first is -4 of 'loans' in row 2, "
                    + "column 'value'",
                "2 figures of 'mine.csv' are shares below nought or above 100%, the first is 140.5 of "
                    + "'late_share' in row 3, column 'value'",
            ])
        #expect(report.warnings.allSatisfy { $0.severity == .warning })
        let one = try Library.import(
            "indicator,period,value\nloans,2023-08,-0.5\n", name: "one.csv", into: store)
        #expect(
            one.warnings.map(\.message) == [
                "a figure of 'one.csv' is a count below nought: -0.5 of 'loans' in row 2, column 'value'"
            ])
    }
}
