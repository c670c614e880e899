import TallyEngine
import TallyModel
import Testing

@testable import TallyStore

/// Files with little more than an indicator, a period and a value.
@Suite struct FigureRowsImportTests {
    private func messages(_ text: String) throws -> [String] {
        let store = try Store.inMemory()
        let error = #expect(throws: Diagnostics.self) {
            try Library.import(text, into: store)
        }
        return error?.all.map(\.message) ?? []
    }

    @Test func declaredIndicatorsAreKnownByAnyName() throws {
        let store = try Store.inMemory()
        let report = try Library.import(
            """
            indicator,period,value
            loans,2023-04,"1,100"
            No. of loans,May 2023,1150
            loans,2022-Q1,c
            loans,2022/23,12000.0
            late share,2023-04,
            rating,2023-04,Good
            """, name: "mine.csv", into: store)
        #expect(report.figures == 5)
        #expect(report.adopted == [])
        #expect(report.warnings == [])
        #expect(
            try store.figures("loans").map { "\($0.label) \($0.lines)" }.sorted() == [
                "figures fy mine [\"2023-03-31 12000 .1\"]",
                "figures month mine [\"2023-04-30 1100 .0\", \"2023-05-31 1150 .0\"]",
                "figures quarter mine [\"2022-06-30 c .0\"]",
            ])
        #expect(try store.figures("rating").map(\.lines) == [["2023-04-30 Good .0"]])
        #expect(try store.figures("late_share").isEmpty)
    }

    private static let printedUnits: [(printed: String, unit: Unit)] = [
        ("days", .days), ("Day", .days), ("weeks", .weeks), ("hours", .hours), ("score", .score),
        ("£", .money("£")), ("GBP", .money("£")), ("%", .percent), ("per cent", .percent),
        ("percentage points", .percentagePoints), ("No.", .number), ("count", .number),
        ("", .number),
        ("rate per 1,000", .rate(per: 1000)),
    ]

    /// In each of the formats in which an indicator that no plugin knows may have one.
    @Test(arguments: printedUnits.indices)
    func unitsAreReadAsTheyArePrinted(_ index: Int) throws {
        let (printed, unit) = Self.printedUnits[index]
        let files = [
            "indicator,period,unit,value\nVisits,2023-04,\"\(printed)\",5\n",
            "indicator,unit,2023-04\nVisits,\"\(printed)\",5\n",
            Library.tidyHeader + "Wick,p,,Visits,,,2023-04,month,\"\(printed)\",5\n",
        ]
        for file in files {
            let options = ImportOptions(area: "wick")
            let report = try Library.import(file, into: try Store.inMemory(), options: options)
            #expect(report.adopted.map(\.unit) == [unit], "\(file)")
            #expect(report.warnings == [], "\(file)")
        }
    }

    @Test func aUnitThatIsNoneIsSaidOnce() throws {
        let report = try Library.import(
            "indicator,period,unit,value\nWaste,2023-04,kg,5\nWaste,2023-05,kg,6\nSpent,2023-04,kg,1\n",
            name: "mine.csv", into: try Store.inMemory())
        #expect(report.adopted.map(\.unit) == [.number, .number])
        #expect(
            report.warnings.map(\.message) == [
                "'mine.csv' prints the unit 'kg', which is none that is known; its figures were taken "
                    + "as plain numbers"
            ])
        #expect(report.warnings.map(\.code) == [.unknownUnit])
        // What a plugin declares has the plugin's unit.
        let declared = try Library.import(
            "indicator,period,unit,value\nloans,2023-04,kg,5\n", into: try Store.inMemory())
        #expect(declared.warnings == [])
    }

    @Test func otherIndicatorsAndAreasAreAdopted() throws {
        let store = try Store.inMemory()
        let report = try Library.import(
            """
            theme,indicator,area,period,unit,good_is,value
            Use,Visits,Thurso,2023-04,%,High,31.5
            Use,Visits,Brora,2023-04,%,High,7
            Use,Visits,,2023-04,%,High,8
            """, into: store)
        let visits = AdoptedIndicator(
            id: "visits", name: "Visits", theme: "use", unit: .percent, good: .high, decimals: 1)
        #expect(report.adopted == [visits])
        #expect(
            try store.figures("visits", area: "thurso").map(\.lines) == [["2023-04-30 31.5 .1"]])
        #expect(try store.figures("visits", area: "brora").map(\.lines) == [["2023-04-30 7 .0"]])
        #expect(try store.figures("visits").map(\.lines) == [["2023-04-30 8 .0"]])
    }

    @Test func whatCannotBeReadIsTold() throws {
        #expect(
            try messages(
                """
                indicator,period,value,good_is
                loans,2023-13,1,
                ,2023-04,1,
                loans,2022-23,1,
                loans,30/09/2023,1,
                loans,2023,1,
                loans,2023-04,many,
                visits,2023-04,1,lowish
                """) == [
                    "row 2, column 'period': found '2023-13', expected \(Self.periods)",
                    "row 3, column 'indicator': found nothing, expected the name of an indicator",
                    "row 4, column 'period': found '2022-23', expected \(Self.periods)",
                    "row 5, column 'period': found '30/09/2023', expected \(Self.periods)",
                    "row 6, column 'period': found '2023', expected \(Self.periods)",
                    "row 7, column 'value': found 'many', expected a number, nothing, or one of "
                        + "c x z low k u",
                    "row 8, column 'good_is': found 'lowish', expected Low, High, - or nothing",
                ])
        #expect(
            try messages("theme,indicator,good_is,2023-04\nUse,No. of loans,up,3\n") == [
                "row 2, column 'good_is': found 'up', expected Low, High, - or nothing"
            ])
        #expect(
            try messages("theme,indicator,good_is,2023-04\nUse,Visits,High,3\n") == [
                "nothing says which area 'file.csv' is about"
            ])
    }

    private static let periods =
        "a month such as 2023-04, a quarter such as 2022-Q1 or a financial year such as 2022/23"

    @Test(arguments: [
        ("indicator;period;value\nloans;2023-04;3\n", "';'"),
        ("indicator\tperiod\tvalue\nloans\t2023-04\t3\n", "tabs"),
    ])
    func otherSeparatorsAreNamed(_ text: String, _ name: String) throws {
        #expect(
            try messages(text) == [
                "the columns of 'file.csv' are set apart by \(name), and not by commas"
            ])
    }
}
