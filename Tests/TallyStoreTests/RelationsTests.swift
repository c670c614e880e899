import GRDB
import TallyEngine
import TallyModel
import TallyPlugins
import Testing

@testable import TallyStore

/// What files say that is no figure: neighbours and milestones.
@Suite struct RelationsTests {
    private static let header = "old_la_code,la_name,region_ind,SN_1,SN_1P,SN_2,SN_2P\n"

    @Test func neighboursStandInTheOrderOfTheirRank() throws {
        let store = try Store.inMemory()
        let report = try OpenData.import(
            Self.header + """
                901,Wick,1,903,Very close,902,Close\u{20}
                902,Tain,1,901,Close,,
                903,Scrabster,1,902,Not close,901,Not close

                """, name: "neighbours_2024.csv", into: store)
        #expect(report.files.map(\.format) == ["neighbours"])
        #expect(report.neighbours == 5)
        #expect(report.areasAdopted.map(\.id) == ["scrabster"])
        #expect(try store.neighbours(of: "wick", asKnown: nil) == ["scrabster", "tain"])
        #expect(try store.neighbours(of: "tain", asKnown: nil) == ["wick"])
        #expect(try store.neighbours(of: "scrabster", asKnown: nil) == ["tain", "wick"])
        #expect(try store.neighbours(of: "caithness", asKnown: nil) == [])
        #expect(try store.neighbours(of: "nowhere", asKnown: nil) == [])
        let closeness = try store.queue.unsafeRead { database in
            let statement = try RawStatement(
                database,
                "SELECT closeness FROM neighbour ORDER BY place LIMIT 2")
            var result: [String] = []
            while try statement.step() { result.append(statement.text(0)) }
            return result
        }
        #expect(closeness == ["Very close", "Close"])
    }

    @Test func theNewestModelHolds() throws {
        let store = try Store.inMemory()
        func take(_ name: String, _ first: String, _ second: String, _ known: Day) throws {
            _ = try OpenData.import(
                Self.header
                    + "901,Wick,1,\(first),Close,\(second),Close\n902,Tain,1,901,Close,,\n"
                    + "905,Reay,1,901,Close,,\n", name: name, into: store,
                options: ImportOptions(knownAt: known))
        }
        try take("model_2024.csv", "902", "905", Day(2024, 5, 1))
        #expect(try store.neighbours(of: "wick", asKnown: nil) == ["tain", "reay"])
        try take("model_2021.csv", "905", "902", Day(2024, 6, 1))
        #expect(try store.neighbours(of: "wick", asKnown: nil) == ["tain", "reay"])
        #expect(try store.neighbours(of: "wick", asKnown: Day(2024, 4, 30)) == [])
        #expect(try store.neighbours(of: "wick", asKnown: Day(2024, 5, 31)) == ["tain", "reay"])
        try take("model_2025.csv", "905", "902", Day(2024, 4, 1))
        #expect(try store.neighbours(of: "wick", asKnown: nil) == ["reay", "tain"])
        // The model of 2025 was the first to be known.
        #expect(try store.neighbours(of: "wick", asKnown: Day(2024, 4, 1)) == ["reay", "tain"])
        #expect(try store.neighbours(of: "wick", asKnown: Day(2024, 3, 31)) == [])
    }

    @Test func badNeighboursAreReported() throws {
        let store = try Store.inMemory()
        let before = try store.contents()
        let error = #expect(throws: Diagnostics.self) {
            try OpenData.import(
                Self.header + """
                    901,Wick,1,990,Close,902,Close
                    902,Tain,1,902,Close,,
                    905,Reay,1,901,Close,901,Close
                    90,Dunbeath,1,901,Close,,
                    901,Wick,1,905,Close,,
                    906,,1,905,Close,,
                    907,Keiss,1,Wick,Close,,

                    """, into: store)
        }
        #expect(
            error?.all.map(\.message) == [
                "row 2, column 'SN_1': found '990', expected an authority that a row of the file or "
                    + "a plugin names",
                "row 3, column 'SN_1': found '902', expected another authority than in the columns "
                    + "before",
                "row 4, column 'SN_2': found '901', expected another authority than in the columns "
                    + "before",
                "row 5, column 'old_la_code': found '90', expected the three figures of an authority",
                "row 6, column 'old_la_code': found '901', expected an authority that is not in row "
                    + "2 already",
                "row 7, column 'la_name': found nothing, expected a name",
                "row 8, column 'SN_1': found 'Wick', expected the three figures of an authority",
            ])
        #expect(try store.contents() == before)
    }

    // MARK: - Milestones

    private static let plan = """
        stage,milestone,period_timescale,starts,ends,status,status_as_printed,source
        Survey,"Measure the quay, twice",May - June,2020-05-01,2020-06-30,complete,Complete; late,plan.txt#L3
        Build,Lay the stones,September,2020-09-01,2020-09-30,on track,On track,plan.txt#L4
        Open,Hold a fair (asked for),,,,,,

        """

    private static let catalogue: Catalogue = {
        let text = """
            {"plugin": "quay", "home": "wick",
             "areas": [{"id": "wick", "title": "Wick", "level": "authority"}],
             "feeds": [{"format": "milestones", "source": "quay plan"}]}
            """
        let read = PluginReader.read(SourceText(text, name: "quay.json"))
        return Catalogue.build(read.plugin.map { [$0] } ?? []).catalogue
    }()

    private func take(
        _ text: String, _ name: String = "plan.csv", into store: Store,
        _ options: ImportOptions = ImportOptions()
    ) throws(Diagnostics) -> ImportReport {
        try Importer.import(
            files: [(name, Array(text.utf8))], into: store, catalogue: Self.catalogue,
            options: options)
    }

    @Test func milestonesAreKeptAsPrinted() throws {
        let store = try Store.inMemory()
        let options = ImportOptions(knownAt: Day(2020, 9, 10))
        let report = try take(Self.plan, into: store, options)
        #expect(report.files.map(\.format) == ["milestones"])
        #expect(report.milestones == 3)
        #expect(report.warnings == [])
        let milestones = try store.milestones(asKnown: nil)
        #expect(
            milestones.map(\.title) == [
                "Measure the quay, twice", "Lay the stones", "Hold a fair (asked for)",
            ])
        let first = milestones[0]
        #expect(first.stage == "Survey")
        #expect(first.area == "wick")
        #expect(first.source == "quay plan")
        #expect(first.printedPeriod == "May - June")
        #expect(first.starts == Day(2020, 5, 1))
        #expect(first.ends == Day(2020, 6, 30))
        #expect(first.printedStatus == "Complete; late")
        #expect(milestones.map(\.status) == ["complete", "on track", nil])
        #expect(milestones[2].starts == nil)
        #expect(milestones[2].printedStatus == nil)
        #expect(
            try store.origins(of: [milestones[1].origin]) == [
                Origin(
                    file: "plan.csv", row: 3, column: "milestone", knownAt: "2020-09-10",
                    cited: "plan.txt#L4")
            ])
        #expect(try take(Self.plan, into: store, options).repeated == ["plan.csv"])
    }

    @Test func aLaterIssueTakesThePlaceOfAnEarlierOne() throws {
        let store = try Store.inMemory()
        _ = try take(Self.plan, into: store, ImportOptions(knownAt: Day(2020, 9, 10)))
        let next = "stage,milestone,starts,ends,status\nBuild,Lay the stones,,,complete\n"
        _ = try take(next, "next.csv", into: store, ImportOptions(knownAt: Day(2020, 12, 1)))
        #expect(try store.milestones(asKnown: nil).map(\.status) == ["complete"])
        #expect(
            try store.milestones(asKnown: Day(2020, 11, 30)).map(\.status)
                == ["complete", "on track", nil])
        #expect(try store.milestones(asKnown: Day(2020, 9, 9)) == [])
        let older = "stage,milestone,starts,ends,status\nBuild,Lay the stones,,,planned\n"
        _ = try take(older, "older.csv", into: store, ImportOptions(knownAt: Day(2020, 1, 1)))
        #expect(try store.milestones(asKnown: nil).map(\.status) == ["complete"])
    }

    @Test func stepsGoWithTheirStage() throws {
        let store = try Store.inMemory()
        _ = try take(Self.plan, into: store)
        let report = try take(
            """
            stage,step,date_as_printed,date_iso,source
            Build,First stone,3 September,2020-09-03,plan.txt#L9
            Build,Last stone,end of September,,
            Survey,Soundings,w/c 4 May,2020-05-04,plan.txt#L8
            """, "steps.csv", into: store)
        #expect(report.files.map(\.format) == ["milestone steps"])
        #expect(try store.milestones(asKnown: Day(2020, 1, 1)) == [])
        let milestones = try store.milestones(asKnown: nil)
        #expect(
            milestones.map { $0.steps.map(\.title) } == [
                ["Soundings"], ["First stone", "Last stone"], [],
            ])
        #expect(milestones[1].steps.map(\.day) == [Day(2020, 9, 3), nil])
        #expect(milestones[1].steps[1].printedDate == "end of September")
    }

    @Test func badMilestonesAreReported() throws {
        let store = try Store.inMemory()
        let error = #expect(throws: Diagnostics.self) {
            try take(
                """
                stage,milestone,starts,ends,status
                Survey,Measure,2020-06-31,,complete
                Survey,Measure,2020-06-30,2020-06-01,complete
                Survey,,2020-06-30,,complete
                """, into: store)
        }
        #expect(
            error?.all.map(\.message) == [
                "row 2, column 'starts': found '2020-06-31', expected a day such as 2020-06-01, or "
                    + "nothing",
                "row 3, column 'ends': found '2020-06-01', expected a day that is not before it "
                    + "starts",
                "row 4, column 'milestone': found nothing, expected text",
            ])
        let nobody = #expect(throws: Diagnostics.self) {
            try OpenData.import(Self.plan, name: "plan.csv", into: store)
        }
        #expect(nobody?.all.map(\.code) == [.noArea])
        #expect(try store.milestones(asKnown: nil) == [])
    }
}
