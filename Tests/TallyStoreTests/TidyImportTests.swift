import TallyEngine
import TallyModel
import Testing

@testable import TallyStore

@Suite struct TidyImportTests {
    private func stored(_ rows: String, _ options: ImportOptions = ImportOptions()) throws -> (
        Store, ImportReport
    ) {
        let store = try Store.inMemory()
        let report = try Library.import(
            Library.tidyHeader + rows, name: "lists/loans.csv", into: store, options: options)
        return (store, report)
    }

    @Test func feedsSayWhatRowsMean() throws {
        let (store, report) = try stored(
            """
            Wick,paper#L1,Loans,Number,total,all,2022-23,financial_year,count,12000
            Wick,paper#L2,Loans,Number,total,all,2022-04,month,count,900
            Wick,paper#L2,Loans,Number,total,all,2022-05,month,count,950
            Wick Council,paper#L3,Loans by age,Number,reader,under 18,2022-04,month,count,300
            Wick,paper#L3,Loans by age,Number,age,Adults,2022-04,month,count,600
            Wick,paper#L4,Adult loans,Number,reader,Adults,2022-05,month,count,640
            Wick,paper#L5,Late,Share,total,all,2022-Q1,quarter,percent,6.50
            """)
        #expect(report.figures == 7)
        #expect(report.adopted == [])
        #expect(report.warnings == [])
        let whole = try store.figures("loans")
        #expect(whole.map(\.label) == ["figures month counts", "figures fy counts"])
        #expect(
            whole.map(\.lines) == [
                ["2022-04-30 900 .0", "2022-05-31 950 .0"], ["2023-03-31 12000 .0"],
            ])
        let children = try store.figures("loans", breakdown: Breakdown(["age": "child"]))
        #expect(children.map(\.lines) == [["2022-04-30 300 .0"]])
        let adults = try store.figures("loans", breakdown: Breakdown(["age": "adult"]))
        #expect(adults.map(\.lines) == [["2022-04-30 600 .0", "2022-05-31 640 .0"]])
        #expect(try store.figures("late_share").map(\.lines) == [["2022-06-30 6.5 .2"]])
    }

    /// A target is a row of its own, an average stands beside the figure.
    @Test func rowsAndColumnsMayBeReferences() throws {
        let store = try Store.inMemory()
        let report = try Library.import(
            """
            authority,table,measure,period,period_type,unit,value,national
            Wick,Late,Share,2022-04,month,percent,6.50,7.1
            Wick,Late,Share,2022-05,month,percent,,7.2
            Wick,Late,Share,2022-06,month,percent,6.00,
            Wick,Late,Goal,2022-Q1,quarter,percent,5,
            Thurso,Late,Goal,2022-04,month,percent,4,
            """, into: store)
        #expect(report.figures == 2)
        #expect(report.adopted == [])
        #expect(
            try store.figures("late_share").map { "\($0.label) \($0.lines)" }.sorted() == [
                "figures month counts [\"2022-04-30 6.5 .2\", \"2022-06-30 6 .2\"]",
                "nation from counts [\"2022-04-01 7.1 .1\", \"2022-05-01 7.2 .1\"]",
                "target from counts [\"2022-04-01 5 .0\"]",
            ])
        #expect(
            try store.figures("late_share", area: "thurso").map(\.label) == ["target from counts"])
    }

    @Test func rowsThatNoFeedReadsMakeIndicators() throws {
        let (store, report) = try stored(
            """
            Wick,p,Vans,Stops,total,all,2022-23,financial_year,count,140
            Wick,p,Vans,Stops,total,all,2022-23,financial_year,percent,12.50
            Halkirk,p,Vans,Stops,Day of week,Monday,2022-23,financial_year,count,20
            Wick,p,Vans,Cost,total,all,2022,calendar_year,GBP,"£1,234.50"
            Wick,p,Vans,Use,total,all,2022-23,academic_year,"rate per 10,000",31
            """)
        #expect(
            report.adopted.map(\.id) == [
                "vans_stops", "vans_stops_percent", "vans_cost", "vans_use",
            ])
        #expect(
            report.adopted.map(\.name) == [
                "Vans: Stops", "Vans: Stops", "Vans: Cost", "Vans: Use",
            ])
        #expect(
            report.adopted.map(\.unit) == [
                .number, .percent, .money("£"), .rate(per: 10_000),
            ])
        #expect(report.adopted.map(\.decimals) == [0, 1, 2, 0])
        #expect(report.areasAdopted.map(\.id) == ["halkirk"])
        let monday = try store.figures(
            "vans_stops", area: "halkirk", breakdown: Breakdown(["day_of_week": "monday"]))
        #expect(monday.map(\.label) == ["figures fy loans"])
        #expect(monday.map(\.lines) == [["2023-03-31 20 .0"]])
        #expect(try store.figures("vans_cost").map(\.lines) == [["2022-12-31 1234.5 .2"]])
        #expect(try store.figures("vans_use").map(\.label) == ["figures ay loans"])
        #expect(try store.figures("vans_use").map(\.lines) == [["2023-08-31 31 .0"]])
    }

    /// The plugin has an indicator of that name, and no feed that reads it.
    @Test func aMeasureCalledLikeAnIndicatorIsToldOf() throws {
        let store = try Store.inMemory()
        let text =
            Library.tidyHeader
            + "Wick,p,Summary,No. of loans,total,all,2023,calendar_year,count,1\n"
        let report = try Library.import(text, name: "h.csv", into: store)
        #expect(report.adopted.map(\.id) == ["summary_no_of_loans"])
        #expect(
            report.warnings.map(\.message) == [
                "the plugin 'libraries' has 'loans', called as the measure 'No. of loans' of "
                    + "'h.csv', but no feed reads these rows: they are not its figures"
            ])
        #expect(
            report.warnings.flatMap(\.notes) == [
                "a feed of the plugin makes them so: {\"format\": \"tidy\", \"source\": \"h\", "
                    + "\"rows\": [{\"table\": \"Summary\", \"measure\": \"No. of loans\", "
                    + "\"indicator\": \"loans\"}]}"
            ])
    }

    @Test func anAdoptedIndicatorKeepsItsIdWhateverComesFirst() throws {
        let (store, _) = try stored("Wick,p,Vans,Stops,total,all,2022,calendar_year,count,1\n")
        let next = try Library.import(
            Library.tidyHeader
                + "Wick,p,Vans,Stops,total,all,2023,calendar_year,percent,2\n"
                + "Wick,p,Vans,Stops,total,all,2023,calendar_year,count,3\n",
            name: "next.csv", into: store)
        #expect(next.adopted.map(\.id) == ["vans_stops_percent"])
        #expect(try store.adopted().map(\.id) == ["vans_stops", "vans_stops_percent"])
        let lines = try store.figures("vans_stops").flatMap(\.lines)
        #expect(lines == ["2022-12-31 1 .0", "2023-12-31 3 .0"])
    }

    @Test func spansOfTheSameLengthAreOneSeries() throws {
        let (store, _) = try stored(
            """
            Wick,p,Loans,Number,total,all,2018-09/2018-11,quarter,count,5
            Wick,p,Loans,Number,total,all,2018-12/2019-02,quarter,count,6
            Wick,p,Loans,Number,total,all,2018-09/2019-02,quarter,count,11
            """)
        let spans = try store.figures("loans")
        #expect(spans.map(\.grain) == [.span, .span])
        #expect(
            spans.map(\.lines) == [
                ["2018-11-30 5 .0", "2019-02-28 6 .0"], ["2019-02-28 11 .0"],
            ])
        #expect(
            spans.map { $0.points.map { $0.first?.iso } } == [
                ["2018-09-01", "2018-12-01"], ["2018-09-01"],
            ])
        let cited = try store.origins(of: spans[0].points.map(\.origin))
        #expect(cited.map(\.cited) == ["p", "p"])
    }

    @Test func aMemberThatNoPluginKnowsIsTakenAndSaid() throws {
        let (store, report) = try stored(
            "Wick,p,Loans by age,Number,age,Not known,2022-04,month,count,4\n")
        #expect(
            report.warnings.map(\.message) == [
                "'Not known' in row 2 of 'lists/loans.csv' is no member that a plugin gives the "
                    + "dimension 'age', and was taken as 'not_known'"
            ])
        let stored = try store.figures("loans", breakdown: Breakdown(["age": "not_known"]))
        #expect(stored.map(\.lines) == [["2022-04-30 4 .0"]])
    }

    @Test func theLastDayOfASourceIsKnown() throws {
        let (store, _) = try stored(
            """
            Wick,p,Loans,Number,total,all,2022-04,month,count,1
            Wick,p,Late,Share,total,all,2022-07,month,percent,c
            Thurso,p,Loans,Number,total,all,2022-09,month,count,1
            """)
        func last(_ area: String, _ grain: Grain) throws -> String? {
            try store.lastDay(ofSource: "counts", area: area, grain: grain, asKnown: nil)?.iso
        }
        #expect(try last("wick", .month) == "2022-07-31")
        #expect(try last("wick", .month) == "2022-07-31")
        #expect(try last("thurso", .month) == "2022-09-30")
        #expect(try last("wick", .quarter) == nil)
        #expect(try last("nowhere", .month) == nil)
        #expect(try store.lastDay(ofSource: "x", area: "wick", grain: .month, asKnown: nil) == nil)
    }

    @Test func populationsHoldFromTheirFirstDay() throws {
        let store = try Store.inMemory()
        let report = try Library.import(
            """
            authority,measure,age_from,age_to,effective_from,value,lowest,highest,basis
            Wick,Residents,0,17,2022-04,"67,698",67696,67700,count
            Thurso,People,0,17,2023-09-15,66025,,,estimate
            """, into: store)
        #expect(report.populations == 2)
        #expect(report.figures == 0)
        let wick = SeriesRequest(Subject(.population, "residents"), area: "wick")
        let thurso = SeriesRequest(Subject(.population, "residents"), area: "thurso")
        let none = SeriesRequest(Subject(.population, "residents"), area: "halkirk")
        let found = try store.load([wick, thurso, none, wick], asKnown: nil)
        #expect(found[wick]?.map(\.label) == ["figures from census"])
        #expect(found[wick]?.map(\.lines) == [["2022-04-01 67698 .0"]])
        #expect(found[thurso]?.map(\.lines) == [["2023-09-15 66025 .0"]])
        #expect(found.keys.contains(none) == false)
    }
}
