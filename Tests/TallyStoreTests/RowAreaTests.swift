import TallyEngine
import TallyModel
import Testing

@testable import TallyStore

/// Which area a row is about: a column of any of its names, `--area`, or both where they agree.
struct RowAreaTests {
    private func figures(
        _ column: String, _ area: String, options: ImportOptions = ImportOptions()
    ) throws -> [String] {
        let store = try Store.inMemory()
        let report = try Library.import(
            "\(column),indicator,period,value\n\(area),loans,2023-04,3\n", into: store,
            options: options)
        #expect(report.warnings.map(\.message) == [])
        return try store.areas(of: Subject(.indicator, "loans"), asKnown: nil)
    }

    @Test(arguments: [
        "area", "Area", "authority", "Local authority", "local_authority", "LA", "la_name",
        "council", "trust", "organisation", "region",
    ])
    func columnsOfFiguresAreKnownByManyNames(_ column: String) throws {
        #expect(try figures(column, "Thurso") == ["thurso"])
    }

    @Test(arguments: ["area", "council", "Local Authority"])
    func soAreThoseOfTidyFiles(_ column: String) throws {
        let store = try Store.inMemory()
        _ = try Library.import(
            "\(column),table,measure,dimension,member,period,period_type,unit,value\n"
                + "Thurso,Loans,Number,total,all,2023,calendar_year,count,140\n", into: store)
        let lines = try store.figures("loans", area: "thurso").flatMap(\.lines)
        #expect(lines == ["2023-12-31 140 .0"])
    }

    @Test func soAreThoseOfPopulations() throws {
        let store = try Store.inMemory()
        _ = try Library.import(
            "area,measure,effective_from,value\nThurso,Residents,2023-04,900\n", into: store)
        let known = try store.areas(of: Subject(.population, "residents"), asKnown: nil)
        #expect(known == ["thurso"])
    }

    @Test(arguments: ["Thurso", "thurso", "THURSO"])
    func anAreaThatAgreesMayBeSaidTwice(_ area: String) throws {
        let options = ImportOptions(area: area)
        #expect(try figures("authority", "Thurso", options: options) == ["thurso"])
        #expect(try figures("authority", "", options: options) == ["thurso"])
    }

    @Test func anAreaThatContradictsTheColumnIsRefused() throws {
        let store = try Store.inMemory()
        var options = ImportOptions(area: "wick")
        let texts = [
            "authority,indicator,period,value\nThurso,loans,2023-04,3\nWick,loans,2023-04,4\n",
            "authority,table,measure,dimension,member,period,period_type,unit,value\n"
                + "Thurso,Loans,Number,total,all,2023,calendar_year,count,140\n",
            "authority,measure,effective_from,value\nThurso,Residents,2023-04,900\n",
        ]
        for text in texts {
            let error = #expect(throws: Diagnostics.self) {
                try Library.import(text, into: store, options: options)
            }
            #expect(
                error?.all.map(\.message) == [
                    "row 2, column 'authority': found 'Thurso', expected 'Wick', as --area says"
                ])
        }
        // The good rows are those of the area.
        options.partial = true
        _ = try Library.import(texts[0], into: store, options: options)
        #expect(try store.areas(of: Subject(.indicator, "loans"), asKnown: nil) == ["wick"])
        #expect(try store.adoptedAreas() == [])
    }

    @Test func anAreaThatNobodyKnowsMayBeSaidTwiceToo() throws {
        let options = ImportOptions(area: "Halkirk")
        #expect(try figures("council", "halkirk", options: options) == ["halkirk"])
    }

    @Test func rowsWithoutAnAreaAreToldOf() throws {
        let store = try Store.inMemory()
        let error = #expect(throws: Diagnostics.self) {
            try Library.import(
                Library.tidyHeader + ",p,Loans,Number,total,all,2023,calendar_year,count,1\n",
                into: store)
        }
        #expect(
            error?.all.map(\.message) == [
                "row 2, column 'authority': found nothing, expected an area"
            ])
    }
}
