import TallyEngine
import TallyModel
import Testing

@testable import TallyStore

@Suite struct OpenDataTests {
    private static let fleet =
        OpenData.fleetHeader + """
            2024,Reporting year,National,S92000003,Scotland,,,,,,All,"1,200",7.5
            2024,Reporting year,Regional,S92000003,Scotland,S12000001,Caithness,,,,All,44,low
            2024,Reporting year,Local authority,S92000003,Scotland,S12000001,Caithness,901,S06000001,Wick,All,12,c
            2024,Reporting year,Local authority,S92000003,Scotland,S12000001,Caithness,901,S06000001,Wick,Small ferries,9,z
            2024,Reporting year,Local authority,S92000003,Scotland,S12000001,Caithness,901,S06000001,Wick,Total,12,c
            2023,Reporting year,Local authority,S92000003,Scotland,S12000001,Caithness,901,S06000001,Wick,All,11,
            2024,Reporting year,Local authority,S92000003,Scotland,S12000001,Caithness,902,x,Tain,All,:,u
            2024,Reporting year,Local authority,S92000003,Scotland,S12000001,Caithness,903,S06000003,Scrabster,little,k,x

            """

    @Test func aRowIsAFigureOfEachColumnThatFeedsName() throws {
        let store = try Store.inMemory()
        let report = try OpenData.import(Self.fleet, into: store)
        #expect(report.files.map(\.format) == ["dfe"])
        let wick = try store.figures("ferries")
        #expect(wick.map(\.label) == ["figures fy fleet"])
        #expect(wick.map(\.lines) == [["2023-03-31 11 .0", "2024-03-31 12 .0"]])
        #expect(try store.figures("late").map(\.lines) == [["2024-03-31 c .0"]])
        let small = try store.figures("ferries", breakdown: Breakdown(["size": "small"]))
        #expect(small.map(\.lines) == [["2024-03-31 9 .0"]])
        let region = try store.figures("late", area: "caithness")
        #expect(region.map(\.lines) == [["2024-03-31 low .0"]])
        let few = try store.figures(
            "ferries", area: "scrabster", breakdown: Breakdown(["size": "small"]))
        #expect(few.map(\.lines) == [["2024-03-31 low .0"]])
        #expect(try store.figures("late", area: "tain").map(\.lines) == [["2024-03-31 u .0"]])
    }

    @Test func areasAreKnownByTheirCodesElseAdopted() throws {
        let store = try Store.inMemory()
        let report = try OpenData.import(Self.fleet, into: store)
        #expect(
            report.areasAdopted == [
                Area(
                    id: "scotland", title: "Scotland", level: "country",
                    codes: ["gss": "S92000003"]),
                Area(
                    id: "scrabster", title: "Scrabster", level: "authority",
                    codes: ["la": "903", "gss": "S06000003"]),
            ])
        #expect(try store.adoptedAreas() == report.areasAdopted)
        #expect(try store.areas(of: Subject(.indicator, "late"), asKnown: nil).contains("tain"))
    }

    @Test func anOldSymbolIsTakenAsNotAvailableAndSaid() throws {
        let store = try Store.inMemory()
        let report = try OpenData.import(Self.fleet, into: store)
        #expect(try store.figures("ferries", area: "tain").map(\.lines) == [["2024-03-31 x .0"]])
        #expect(
            report.warnings.map(\.message) == [
                "':' in the column 'ferry_count' of 'ferries.csv' is no published symbol, and was "
                    + "taken as not available"
            ])
    }

    /// One name, two codes: the later has the name, whichever comes first in the file.
    @Test(arguments: [false, true])
    func aNameMeansTheAuthorityNowInBeing(_ oldestFirst: Bool) throws {
        var rows = [
            "2024,Reporting year,Local authority,S1,S,,,912,S06000012,Alness,All,5,1",
            "2018,Reporting year,Local authority,S1,S,,,911,S10000011,Alness,All,x,x",
            "2017,Reporting year,Local authority,S1,S,,,911,S10000011,Alness,All,x,x",
        ]
        if oldestFirst { rows.reverse() }
        let store = try Store.inMemory()
        let text = OpenData.fleetHeader + rows.joined(separator: "\n")
        _ = try OpenData.import(text, into: store)
        #expect(
            Set(try store.adoptedAreas().map { "\($0.id) \($0.title) \($0.codes["la"] ?? "")" })
                == ["alness Alness 912", "alness_911 Alness (911) 911"])
        #expect(try store.figures("ferries", area: "alness").map(\.lines) == [["2024-03-31 5 .0"]])
        #expect(
            try store.figures("ferries", area: "alness_911").map(\.lines) == [
                ["2017-03-31 x .0", "2018-03-31 x .0"]
            ])
        let again = try OpenData.import(text, into: store)
        #expect(again.repeated == ["ferries.csv"])
        // A file of old figures alone does not take the name.
        let old = "2016,Reporting year,Local authority,S1,S,,,911,S10000011,Alness,All,4,x\n"
        let next = try OpenData.import(OpenData.fleetHeader + old, name: "old.csv", into: store)
        #expect(next.areasAdopted == [])
        #expect(try store.figures("ferries", area: "alness_911")[0].lines[0] == "2016-03-31 4 .0")
    }

    @Test func oneCodeIsOneAuthorityWhateverElseChanges() throws {
        let store = try Store.inMemory()
        let rows = """
            2022,Reporting year,Local authority,S1,S,,,915,S10000015,Dornoch,All,5,1
            2024,Reporting year,Local authority,S1,S,,,915,S06000015,Royal Dornoch,All,6,1
            2023,Reporting year,Local authority,S1,S,,,915,S10000015,Dornoch,All,7,1
            """
        _ = try OpenData.import(OpenData.fleetHeader + rows, into: store)
        #expect(
            try store.adoptedAreas() == [
                Area(
                    id: "royal_dornoch", title: "Royal Dornoch", level: "authority",
                    codes: ["la": "915", "gss": "S06000015"])
            ])
        #expect(
            try store.figures("ferries", area: "royal_dornoch").map(\.lines) == [
                ["2022-03-31 5 .0", "2023-03-31 7 .0", "2024-03-31 6 .0"]
            ])
    }

    @Test func anAreaKnownByNameAloneGetsItsCodes() throws {
        let store = try Store.inMemory()
        _ = try OpenData.import(
            Library.tidyHeader + "Brora,p,Vans,Stops,total,all,2022,calendar_year,count,1\n",
            name: "vans.csv", into: store)
        #expect(
            try store.adoptedAreas() == [Area(id: "brora", title: "Brora", level: "authority")])
        let row = "2024,Reporting year,Local authority,S1,S,,,916,S06000016,Brora,All,5,1\n"
        let report = try OpenData.import(OpenData.fleetHeader + row, into: store)
        #expect(report.areasAdopted == [])
        #expect(
            try store.adoptedAreas() == [
                Area(
                    id: "brora", title: "Brora", level: "authority",
                    codes: ["la": "916", "gss": "S06000016"])
            ])
    }

    /// How an area was typed when it was adopted is no title beside the one that comes with its codes.
    @Test func theTitleThatComesWithCodesIsTheArea() throws {
        let store = try Store.inMemory()
        _ = try Importer.import(
            files: [("mine.csv", Array("indicator,period,value\nStops,2023-04,3\n".utf8))],
            into: store, catalogue: OpenData.catalogue,
            options: ImportOptions(area: "john o'groats"))
        #expect(try store.adoptedAreas().map(\.title) == ["john o'groats"])
        let row = "2024,Reporting year,Local authority,S1,S,,,917,S06000017,John O'Groats,All,5,1\n"
        _ = try OpenData.import(OpenData.fleetHeader + row, into: store)
        #expect(
            try store.adoptedAreas() == [
                Area(
                    id: "john_ogroats", title: "John O'Groats", level: "authority",
                    codes: ["la": "917", "gss": "S06000017"])
            ])
    }

    @Test func aMidYearEstimateServesFromApril() throws {
        let store = try Store.inMemory()
        let report = try OpenData.import(
            OpenData.places + """
                ,ages,people
                2023,Reporting year,Local authority,S1,S,,,901,S06000001,Wick,All,7010
                2024,Reporting year,Local authority,S1,S,,,901,S06000001,Wick,All,"7,120"
                2024,Reporting year,Local authority,S1,S,,,901,S06000001,Wick,0 to 17,1500

                """, into: store)
        #expect(report.populations == 2)
        #expect(
            report.warnings.map(\.message) == ["row 4 of 'ferries.csv' is read by no feed"])
        let request = SeriesRequest(Subject(.population, "residents"), area: "wick")
        let found = try store.load([request], asKnown: nil)
        #expect(found[request]?.map(\.label) == ["figures from mid-year"])
        #expect(
            found[request]?.map(\.lines) == [["2023-04-01 7010 .0", "2024-04-01 7120 .0"]])
    }

    @Test func everyBadRowIsReported() throws {
        let store = try Store.inMemory()
        let before = try store.contents()
        let rows = """
            2024,Reporting year,Local authority,S1,S,,,901,S06000001,Wick,All,12,3
            2024,Reporting year,Parish,S1,S,,,901,S06000001,Wick,All,12,3
            2024,Fortnight,Local authority,S1,S,,,901,S06000001,Wick,All,12,3
            202425,Reporting year,Local authority,S1,S,,,901,S06000001,Wick,All,12,3
            202426,Financial year,Local authority,S1,S,,,901,S06000001,Wick,All,12,3
            2023,Reporting year,Local authority,S1,S,,,901,S06000001,Wick,All,many,3
            2023,Reporting year,Local authority,S1,S,,,,S06000001,Wick,All,12,3
            2023,Reporting year,Regional,S1,S,x,Caithness,,,,All,12,3
            2023,Reporting year,Local authority,S1,S,,,904,S06000004,,All,12,3
            2024,Reporting year,Local authority,S1,S,,,901,S06000001,Wick,All,12,3
            2024,Reporting year,Local authority,S1,S,,,901,S06000001,Wick,All,13,3
            """
        let error = #expect(throws: Diagnostics.self) {
            try OpenData.import(OpenData.fleetHeader + rows, into: store)
        }
        #expect(
            error?.all.map(\.message) == [
                "row 3, column 'geographic_level': found 'Parish', expected one of 'National', "
                    + "'Regional', 'Local authority'",
                "row 4, column 'time_identifier': found 'Fortnight', expected a time identifier "
                    + "such as 'Calendar year', 'Financial year Q1' or 'July'",
                "row 5, column 'time_period': found '202425', expected a year such as 2024",
                "row 6, column 'time_period': found '202426', expected six figures for two years "
                    + "such as 202324",
                "row 7, column 'ferry_count': found 'many', expected a number, nothing, or one of "
                    + "c x z low k u",
                "row 8, column 'old_la_code': found nothing, expected the three figures of an "
                    + "authority",
                "row 9, column 'region_code': found 'x', expected a letter and eight figures, such "
                    + "as E12000009",
                "row 10, column 'la_name': found nothing, expected a name",
                "row 12, column 'ferry_count': found another figure than in row 2, expected one "
                    + "figure for each period",
            ])
        #expect(try store.contents() == before)
    }

    @Test func aReportingYearNeedsAMeaning() throws {
        let store = try Store.inMemory()
        let rows =
            OpenData.places + """
                ,crossings
                2024,Reporting year,Local authority,S1,S,,,901,S06000001,Wick,5
                """
        let error = #expect(throws: Diagnostics.self) { try OpenData.import(rows, into: store) }
        #expect(
            error?.all.map(\.message) == [
                "row 2, column 'time_identifier': found 'Reporting year', expected a period "
                    + "that says its months, or a feed of the file whose field 'period' does"
            ])
        let monthly =
            OpenData.places + """
                ,crossings
                2024,February,Local authority,S1,S,,,901,S06000001,Wick,5
                """
        _ = try OpenData.import(monthly, into: store)
        #expect(try store.figures("crossings").map(\.label) == ["figures month crossings"])
        #expect(try store.figures("crossings").map(\.lines) == [["2024-02-29 5 .0"]])
    }

    @Test func noiseNeitherCrashesNorGetsIn() throws {
        let store = try Store.inMemory()
        let before = try store.contents()
        var state: UInt64 = 0xF00D
        func next(_ count: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % count
        }
        let heads = [
            OpenData.fleetHeader, "old_la_code,la_name,SN_1,SN_1P,SN_2\n",
            "stage,milestone,starts,ends,status\n", "stage,step,date_iso\n",
        ]
        let pieces = [
            "2024", "202324", "Reporting year", "Academic year", "Week 53", "Local authority",
            "National", "901", "902", "S06000001", "Wick", "All", "c", ":", "12", "2020-02-30",
            "2020-02-29", "", "\"", "é", "\n", "\n", "999999999999999999999", "-", "\u{FFFF}",
        ]
        for round in 0..<400 {
            var text = heads[round % heads.count]
            for _ in 0..<next(120) {
                text += pieces[next(pieces.count)]
                if next(4) > 0 { text += "," }
            }
            var options = ImportOptions(area: "Wick")
            options.dryRun = true
            options.partial = round.isMultiple(of: 2)
            _ = try? OpenData.import(text, into: store, options: options)
        }
        #expect(try store.contents() == before)
    }

    @Test func aFileThatNoFeedReadsIsRefused() throws {
        let store = try Store.inMemory()
        let error = #expect(throws: Diagnostics.self) {
            try OpenData.import(
                OpenData.places + ",trains\n2024,July,National,S92000003,Scotland,,,,,,4\n",
                name: "trains.csv", into: store)
        }
        #expect(error?.all.map(\.code) == [.unknownFormat])
        #expect(
            error?.all.map(\.message) == ["no plugin says what the columns of 'trains.csv' mean"])
    }
}
