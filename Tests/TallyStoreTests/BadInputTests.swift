import GRDB
import TallyEngine
import TallyModel
import TallyPlugins
import Testing

@testable import TallyStore

@Suite struct BadInputTests {
    private static let rows =
        Library.tidyHeader + """
            Wick,p,Loans,Number,total,all,2022-04,month,count,1
            Wick,p,Loans,Number,total,all,2022-13,month,count,2
            Wick,p,Loans,Number,total,all,2022-05,fortnight,count,3
            Wick,p,Loans,Number,total,all,2022-06,month,count,nan
            Wick,p,Loans,Number
            ,p,Loans,Number,total,all,2022-07,month,count,4
            Wick,p,"Lo"ans,Number,total,all,2022-07,month,count,4
            Wick,p,Loans,Number,total,all,2022-04,month,count,5
            Wick,p,Loans,Number,total,all,2022-04,month,count,1
            Wick,p,Loans,Number,total,all,2022-08,month,count,6
            """

    @Test func everyBadRowIsReportedAndNothingTaken() throws {
        let store = try Store.inMemory()
        _ = try Library.import(Library.board, into: store)
        let before = try store.contents()
        let error = #expect(throws: Diagnostics.self) {
            try Library.import(Self.rows, name: "bad.csv", into: store)
        }
        #expect(error?.all.map(\.code) == Array(repeating: .badRow, count: 7))
        #expect(
            error?.all.map(\.message) == [
                "row 3, column 'period': found '2022-13', expected a month such as 2023-04",
                "row 4, column 'period_type': found 'fortnight', expected one of month, quarter, "
                    + "financial_year, academic_year, calendar_year, snapshot",
                "row 5, column 'value': found 'nan', expected a number, nothing, or one of c x z low k u",
                "row 6: found 4 fields, expected 10, as in the header",
                "row 7, column 'authority': found nothing, expected an area",
                "row 8, column 'table': found text behind a closing quote, expected a field in quotes",
                "row 9, column 'value': found another figure than in row 2, expected one figure for "
                    + "each period",
            ])
        #expect(try store.contents() == before)
        let first = try #require(error?.all.first?.place)
        #expect(first.source.name == "bad.csv")
        #expect(first.source.firstLine == 3)
        #expect(first.source[first.span] == "2022-13")
    }

    @Test func partialTakesTheGoodRows() throws {
        let store = try Store.inMemory()
        let report = try Library.import(
            Self.rows, name: "bad.csv", into: store, options: ImportOptions(partial: true))
        #expect(report.figures == 2)
        #expect(report.warnings.count == 7)
        #expect(
            try store.figures("loans").map(\.lines) == [["2022-04-30 1 .0", "2022-08-31 6 .0"]])
        let rejected = try #require(report.rejected.first)
        #expect(rejected.file == 0)
        #expect(rejected.rows == 7)
        #expect(
            String(decoding: rejected.bytes, as: UTF8.self).hasPrefix(
                Library.tidyHeader + "Wick,p,Loans,Number,total,all,2022-13,month,count,2\n"))
        #expect(rejected.bytes.filter { $0 == 10 }.count == 8)
    }

    @Test func aBadCellKeepsTheWholeRowOfABoardOut() throws {
        let store = try Store.inMemory()
        let text = "indicator,2023-04,2023-05\nNo. of loans,5,five\n% returned late,6,7\n"
        let report = try Library.import(text, into: store, options: ImportOptions(partial: true))
        #expect(report.figures == 2)
        #expect(try store.figures("loans").isEmpty)
        #expect(
            try store.figures("late_share").map(\.lines) == [
                [
                    "2023-04-30 6 .0", "2023-05-31 7 .0",
                ]
            ])
    }

    @Test func oneBadFileKeepsTheOthersOut() throws {
        let store = try Store.inMemory()
        let before = try store.contents()
        let error = #expect(throws: Diagnostics.self) {
            try Importer.import(
                files: [
                    ("board.csv", Array(Library.board.utf8)),
                    ("empty.csv", []),
                    ("other.csv", Array("a,b\n1,2\n".utf8)),
                    ("bad.csv", Array("indicator,2023-04\nNo. of loans,#REF!\n".utf8)),
                ], into: store, catalogue: Library.catalogue)
        }
        #expect(
            error?.all.map(\.message) == [
                "the file 'empty.csv' is empty",
                "the header of 'other.csv' is of no format that can be imported",
                "row 2, column '2023-04': found '#REF!', expected a number, nothing, or one of "
                    + "c x z low k u",
            ])
        #expect(try store.contents() == before)
    }

    @Test(arguments: [
        (
            "theme,indicator,unit,target\n",
            "a board CSV (a row an indicator, a column a month), but lacks a "
                + "column for a month, such as '2023-04'"
        ),
        (
            "authority,source,table,measure,period,value\n",
            "a tidy CSV (a row a figure), but lacks the column 'period_type'"
        ),
        (
            "authority,measure,age_from,age_to,value,basis\n",
            "a population CSV (a row a population and a date), but lacks the "
                + "column 'effective_from'"
        ),
        (
            "time_period,geographic_level,country_code,country_name,number\n",
            "a DfE open-data CSV (time_period, time_identifier, geographic_level), but lacks the "
                + "column 'time_identifier'"
        ),
        (
            "la_name,SN_1,SN_1P,SN_2,SN_2P\n",
            "a CSV of statistical neighbours (a row an authority), but lacks the column "
                + "'old_la_code'"
        ),
        (
            "stage,milestone,starts,ends\n",
            "a CSV of milestones (a row a milestone), but lacks the column 'status'"
        ),
        (
            "stage,step,date_as_printed\n",
            "a CSV of steps of milestones (a row a step), but lacks the column 'date_iso'"
        ),
    ])
    func theNearestFormatIsNamed(_ header: String, _ nearest: String) throws {
        let error = #expect(throws: Diagnostics.self) {
            try Library.import(header, name: "f.csv", into: try Store.inMemory())
        }
        #expect(error?.all.map(\.code) == [.unknownFormat])
        #expect(
            error?.all.map(\.message) == [
                "the header of 'f.csv' is of no known format; it is nearest to \(nearest)"
            ]
        )
    }

    @Test func aPopulationThatNoPluginKnowsIsABadRow() throws {
        let error = #expect(throws: Diagnostics.self) {
            try Library.import(
                "authority,measure,effective_from,value\nWick,Sheep,2022-04,5\n",
                into: try Store.inMemory())
        }
        #expect(
            error?.all.map(\.message) == [
                "row 2, column 'measure': found 'Sheep', expected one of 'residents'"
            ])
    }

    /// Nobody lives in a population of none, in whatever way and format it is printed.
    @Test(arguments: ["0", "-1,000", "£0", "0%", "\u{2212}5", "-£3", "0.0"])
    func aPopulationOfNobodyIsABadRow(_ printed: String) throws {
        let value = "\"\(printed)\""
        let files = [
            "authority,measure,effective_from,value\nWick,Residents,2023-04,\(value)\n",
            "indicator,kind,period,value\nresidents,population,2023-04,\(value)\n",
        ]
        for file in files {
            let store = try Store.inMemory()
            let error = #expect(throws: Diagnostics.self) { try Library.import(file, into: store) }
            #expect(
                error?.all.map(\.message) == [
                    "row 2, column 'value': found '\(printed)', expected a number above nought"
                ])
        }
        let store = try Store.inMemory()
        let error = #expect(throws: Diagnostics.self) {
            try OpenData.import(
                OpenData.places + ",ages,people\n2023,Reporting year,Local authority,S1,S,,,901,"
                    + "S06000001,Wick,All,\(value)\n", into: store)
        }
        #expect(
            error?.all.map(\.message) == [
                "row 2, column 'people': found '\(printed)', expected a number above nought"
            ])
    }

    /// Figures may be nought, and a population may be withheld.
    @Test func whatIsNoPopulationMayBeNoughtAndAPopulationMayBeMissing() throws {
        let store = try Store.inMemory()
        let report = try Library.import(
            "indicator,kind,period,value\nloans,,2023-04,0\nresidents,population,2023-04,c\n",
            into: store)
        #expect((report.figures, report.populations) == (1, 1))
    }

    @Test func ofThemesWithOneTitleTheFirstDeclaredIsMeant() throws {
        let themes = (1...8).map { "{\"id\": \"t\($0)\", \"title\": \"Use\"}" }
        let text = """
            {"plugin": "p", "title": "P", "themes": [\(themes.joined(separator: ", "))]}
            """
        let read = PluginReader.read(SourceText(text, name: "p.json"))
        let plugin = try #require(read.plugin)
        #expect(Catalogue.build([plugin]).catalogue.theme(printed: "use") == "t1")
        let adopted = AdoptedIndicator(
            id: "a_visits", name: "Visits", theme: "use", unit: .number, good: .neither, decimals: 0
        )
        let built = Catalogue.build([plugin], adopted: [adopted], areas: []).catalogue
        #expect(built.indicators["a_visits"]?.declaration.theme?.value == "t1")
    }

    @Test func aDryRunWritesNothing() throws {
        let store = try Store.inMemory()
        let before = try store.contents()
        let report = try Library.import(
            Library.board, into: store, options: ImportOptions(dryRun: true))
        #expect(report.figures == 5)
        #expect(report.adopted.map(\.id) == ["no_of_visitors"])
        #expect(try store.contents() == before)
        #expect(try store.figures("loans").isEmpty)
    }

    @Test func whatFailsInsideAnImportLeavesNothing() throws {
        let store = try Store.inMemory()
        let before = try store.contents()
        try store.queue.writeWithoutTransaction { database in
            try database.execute(
                sql: """
                    CREATE TRIGGER refuse BEFORE INSERT ON observation WHEN NEW.value = 6.25
                    BEGIN SELECT RAISE(ABORT, 'not this one'); END
                    """)
        }
        let error = #expect(throws: Diagnostics.self) {
            try Library.import(Library.board, into: store)
        }
        #expect(error?.all.map(\.code) == [.storeDamaged])
        #expect(try store.contents() == before)
    }

    @Test func oldEncodingsAreUnderstoodAndSaid() throws {
        let store = try Store.inMemory()
        var bytes = Array("indicator,2023-04\nCaf".utf8)
        bytes += [0xE9]
        bytes += Array(" ".utf8) + [0x96] + Array(" takings,".utf8) + [0xA3] + Array("5\n".utf8)
        let report = try Importer.import(
            files: [("old.csv", bytes)], into: store, catalogue: Library.catalogue,
            options: ImportOptions(area: "Wick"))
        #expect(report.adopted.map(\.name) == ["Café – takings"])
        #expect(report.warnings.map(\.code) == [.olderEncoding])
        #expect(try store.figures(report.adopted[0].id).map(\.lines) == [["2023-04-30 5 .0"]])
    }

    @Test func randomBytesNeitherCrashNorGetIn() throws {
        let store = try Store.inMemory()
        let before = try store.contents()
        var state: UInt64 = 0x5EED
        func next() -> UInt64 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return state >> 33
        }
        let alphabet = Array("\",\n\r0123456789.-%£c é".utf8)
        for round in 0..<400 {
            let head = round.isMultiple(of: 2) ? Library.tidyHeader : "indicator,2023-04,2023-05\n"
            var bytes = round % 5 == 0 ? [] : Array(head.utf8)
            for _ in 0..<Int(next() % 300) {
                bytes.append(
                    round.isMultiple(of: 3)
                        ? UInt8(truncatingIfNeeded: next())
                        : alphabet[Int(next()) % alphabet.count])
            }
            var options = ImportOptions(area: "Wick")
            options.dryRun = true
            options.partial = round.isMultiple(of: 7)
            _ = try? Importer.import(
                files: [("noise.csv", bytes)], into: store, catalogue: Library.catalogue,
                options: options)
        }
        #expect(try store.contents() == before)
    }
}
