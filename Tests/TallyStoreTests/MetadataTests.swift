import TallyEngine
import TallyModel
import Testing

@testable import TallyStore

/// Open data with the metadata CSV that says what its columns mean.
struct MetadataTests {
    private static let data =
        OpenData.places + """
            ,sex,pupils,absence,spend
            202324,Academic year,Local authority,S1,S,,,901,S06000001,Wick,Total,"1,200",4.25,12000.5
            202324,Academic year,Local authority,S1,S,,,901,S06000001,Wick,Female,580,4.1,z
            202223,Academic year,Local authority,S1,S,,,901,S06000001,Wick,Total,1180,5,11000.5

            """

    private static let metadata = """
        col_name,col_type,label,indicator_grouping,indicator_unit,indicator_dp,filter_hint,filter_grouping_column
        sex,Filter,Sex,,,,,
        pupils,Indicator,Number of pupils,,,0,,
        absence,Indicator,Absence,,%,1,,
        spend,Indicator,Spend on pupils,,£,,,

        """

    private func imported(
        _ files: [(String, String)], into store: Store, catalogue: Catalogue = OpenData.catalogue
    ) throws(Diagnostics) -> ImportReport {
        try Importer.import(
            files: files.map { ($0.0, Array($0.1.utf8)) }, into: store, catalogue: catalogue)
    }

    private func messages(_ files: [(String, String)]) throws -> [String] {
        let store = try Store.inMemory()
        let error = #expect(throws: Diagnostics.self) { try imported(files, into: store) }
        #expect(try store.adopted() == [])
        return error?.all.map(\.message) ?? []
    }

    @Test(arguments: [
        ["d2.csv", "d2.meta.csv"], ["d2.meta.csv", "d2.csv"], ["d2.csv", "other.csv"],
    ])
    func whatNoPluginKnowsMakesIndicators(_ names: [String]) throws {
        let store = try Store.inMemory()
        let files = names.map { name in (name, name == "d2.csv" ? Self.data : Self.metadata) }
        let report = try imported(files, into: store)
        #expect(report.warnings.map(\.message) == [])
        #expect(report.files.map(\.name) == ["d2.csv"])
        #expect(report.described.map(\.data) == ["d2.csv"])
        #expect(
            report.adopted.map(\.name) == [
                "Number of pupils", "d2: Absence", "Spend on pupils",
                "Number of pupils (Female)", "d2: Absence (Female)", "Spend on pupils (Female)",
            ])
        #expect(
            report.adopted.map(\.id) == [
                "number_of_pupils", "d2_absence", "spend_on_pupils", "number_of_pupils_female",
                "d2_absence_female", "spend_on_pupils_female",
            ])
        #expect(report.adopted.map(\.unit).prefix(3) == [.number, .percent, .money("£")])
        #expect(report.adopted.map(\.decimals).prefix(3) == [0, 1, 2])
        #expect(
            try store.figures("number_of_pupils").map(\.lines) == [
                ["2023-08-31 1180 .0", "2024-08-31 1200 .0"]
            ])
        #expect(
            try store.figures("d2_absence").map(\.label) == ["figures ay d2"])
        #expect(
            try store.figures("d2_absence").map(\.lines) == [
                ["2023-08-31 5 .0", "2024-08-31 4.25 .2"]
            ])
        #expect(try store.figures("spend_on_pupils_female").map(\.lines) == [["2024-08-31 z .0"]])
        // The identical pair again changes nothing.
        let catalogue = Catalogue.build(
            OpenData.declarations, adopted: try store.adopted(), areas: try store.adoptedAreas()
        ).catalogue
        let again = try imported(files, into: store, catalogue: catalogue)
        #expect(again.repeated == ["d2.csv"])
    }

    /// What a feed reads stays the feed's; the other columns and rows make indicators.
    @Test func feedsGoFirst() throws {
        let store = try Store.inMemory()
        let report = try imported(
            [
                (
                    "fleet.csv",
                    String(OpenData.fleetHeader.dropLast())
                        + ",crew\n2024,Reporting year,Local authority,S1,S,,,901,S06000001,Wick,All,12,7.5,31\n"
                ),
                (
                    "fleet.meta.csv",
                    "col_name,col_type,label,indicator_unit\nferry_type,Filter,Type,\n"
                        + "ferry_count,Indicator,Number of ferries,\n"
                        + "late_percent,Indicator,Ferries late,%\ncrew,Indicator,Crew on board,\n"
                ),
            ], into: store)
        #expect(report.adopted.map(\.name) == ["Crew on board (All)"])
        #expect(try store.figures("ferries").map(\.lines) == [["2024-03-31 12 .0"]])
        // The feed of the file says what a reporting year is.
        #expect(try store.figures("crew_on_board_all").map(\.lines) == [["2024-03-31 31 .0"]])
    }

    @Test func metadataAloneIsRefused() throws {
        #expect(
            try messages([("d2.meta.csv", Self.metadata)]) == [
                "'d2.meta.csv' says what the columns of an open-data CSV mean, and that is not "
                    + "beside it"
            ])
        let board = "indicator,2024-01\nferries,3\n"
        #expect(
            try messages([("board.csv", board), ("d2.meta.csv", Self.metadata)]) == [
                "'d2.meta.csv' says what the columns of an open-data CSV mean, and none of the "
                    + "other files is that",
                "nothing says which area 'board.csv' is about",
            ])
        #expect(
            try messages([
                ("d2.csv", Self.data), ("d2.meta.csv", Self.metadata),
                ("d3.meta.csv", Self.metadata),
            ]) == [
                "'d3.meta.csv' says what the columns of an open-data CSV mean, and none of the "
                    + "other files is that"
            ])
    }

    @Test func whatIsWrongInTheMetadataIsTold() throws {
        let bad = """
            col_name,col_type,label,indicator_unit,indicator_dp
            sex,Fliter,Sex,,
            ,Indicator,Number of pupils,,
            absence,Indicator,Absence,%,many

            """
        #expect(
            try messages([("d2.csv", Self.data), ("d2.meta.csv", bad)]) == [
                "row 2, column 'col_type': found 'Fliter', expected 'Filter' or 'Indicator'",
                "row 3, column 'col_name': found nothing, expected the name of a column",
                "row 4, column 'indicator_dp': found 'many', expected a whole number up to 9",
            ])
        let none = "col_name,col_type,label\nsex,Filter,Sex\n"
        #expect(
            try messages([("d2.csv", Self.data), ("d2.meta.csv", none)]) == [
                "no plugin says what the columns of 'd2.csv' mean"
            ])
    }

    @Test func columnsThatTheDataLackAreTold() throws {
        let store = try Store.inMemory()
        let report = try imported(
            [
                ("d2.csv", Self.data),
                ("d2.meta.csv", Self.metadata + "meals,Indicator,Meals eaten,,,,,\n"),
            ],
            into: store)
        #expect(
            report.warnings.map(\.message) == [
                "'d2.meta.csv' tells of the column 'meals', which 'd2.csv' does not have"
            ])
    }
}
