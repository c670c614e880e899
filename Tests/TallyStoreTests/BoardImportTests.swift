import TallyEngine
import TallyModel
import Testing

@testable import TallyStore

@Suite struct BoardImportTests {
    @Test func figuresAndReferencesAreStoredAsPrinted() throws {
        let store = try Store.inMemory()
        let report = try Library.import(Library.board, name: "board.csv", into: store)
        #expect(report.figures == 5)
        #expect(report.references == 3)
        #expect(report.populations == 0)
        #expect(report.warnings == [])
        let loans = try store.figures("loans")
        #expect(loans.map(\.label) == ["figures month library board", "target from library board"])
        #expect(loans[0].lines == ["2023-04-30 1100 .2", "2023-05-31 1150 .2"])
        #expect(loans[1].lines == ["2023-04-01 1200 .2"])
        let late = try store.figures("late_share")
        #expect(late[0].lines == ["2023-04-30 6.25 .2"])
        #expect(
            Set(late.map(\.label)) == [
                "figures month library board", "nation from library board",
                "target from library board",
            ])
    }

    @Test func anUnknownIndicatorIsAdopted() throws {
        let store = try Store.inMemory()
        let report = try Library.import(Library.board, into: store)
        let expected = AdoptedIndicator(
            id: "no_of_visitors", name: "No. of visitors", theme: "use", unit: .number, good: .high,
            decimals: 1)
        #expect(report.adopted == [expected])
        #expect(try store.adopted() == [expected])
        #expect(
            try store.figures("no_of_visitors")[0].lines == [
                "2023-04-30 310 .2", "2023-05-31 305.5 .2",
            ])
    }

    @Test func aPlaceIsRowAndColumn() throws {
        let store = try Store.inMemory()
        var options = ImportOptions(knownAt: Day(2023, 6, 15))
        options.source = "another board"
        _ = try Library.import(Library.board, name: "a/board.csv", into: store, options: options)
        let loans = try store.figures("loans")
        #expect(loans[0].source == "another board")
        let origins = try store.origins(of: [loans[0].points[1].origin, loans[1].points[0].origin])
        #expect(
            origins == [
                Origin(file: "a/board.csv", row: 2, column: "2023-05", knownAt: "2023-06-15"),
                Origin(file: "a/board.csv", row: 2, column: "target", knownAt: "2023-06-15"),
            ])
        #expect(throws: Diagnostic.self) {
            try store.origins(of: [OriginKey(file: 99, place: 65_537)])
        }
    }

    @Test func theAreaCanBeGiven() throws {
        let store = try Store.inMemory()
        _ = try Library.import(Library.board, into: store, options: ImportOptions(area: "Thurso"))
        #expect(try store.figures("loans").isEmpty)
        #expect(try store.figures("loans", area: "thurso").count == 2)
        #expect(try store.areas(of: Subject(.indicator, "loans"), asKnown: nil) == ["thurso"])
        #expect(try store.adoptedAreas() == [])
        let elsewhere = try Library.import(
            Library.board, into: store, options: ImportOptions(area: "Dunnet Head"))
        let area = Area(id: "dunnet_head", title: "Dunnet Head", level: "authority")
        #expect(elsewhere.areasAdopted == [area])
        #expect(try store.adoptedAreas() == [area])
        #expect(
            try store.areas(of: Subject(.indicator, "loans"), asKnown: nil) == [
                "dunnet_head", "thurso",
            ])
    }

    @Test func withoutAPluginAnAreaMustBeGiven() throws {
        let store = try Store.inMemory()
        let error = #expect(throws: Diagnostics.self) {
            try Importer.import(
                files: [("b.csv", Array(Library.board.utf8))], into: store, catalogue: Catalogue())
        }
        #expect(error?.all.map(\.code) == [.noArea])
    }

    @Test func whatIsNotReadIsSaid() throws {
        let text = """
            indicator,unit,good_is,remarks,Apr 2023
            No. of loans,%,Low,fine,5
            """
        let report = try Library.import(text, name: "b.csv", into: try Store.inMemory())
        #expect(
            report.warnings.map(\.message) == [
                "the column 'remarks' of 'b.csv' is not known and was not read",
                "row 2 says the unit '%' of 'No. of loans', where its plugin says the unit 'number'",
                "row 2 says that good is 'low' of 'No. of loans', where its plugin says 'high'",
            ])
        #expect(report.warnings.allSatisfy { $0.severity == .warning })
    }

    @Test func aTextIsKept() throws {
        let store = try Store.inMemory()
        _ = try Library.import("indicator,2023-04\nInspection rating,Good\n", into: store)
        let series = try store.figures("rating")
        #expect(series.map(\.lines) == [["2023-04-30 Good .0"]])
        #expect(series[0].points[0].cell == .none(.notApplicable))
    }

    @Test func symbolsAreReasonsAndBlanksAreNothing() throws {
        let store = try Store.inMemory()
        let text = """
            indicator,2023-01,2023-02,2023-03,2023-04,2023-05,2023-06,2023-07,2023-08
            No. of loans,c,x,z,low,k,u,,-3
            """
        let report = try Library.import(text, into: store)
        #expect(report.figures == 7)
        #expect(
            try store.figures("loans")[0].lines == [
                "2023-01-31 c .0", "2023-02-28 x .0", "2023-03-31 z .0", "2023-04-30 low .0",
                "2023-05-31 low .0", "2023-06-30 u .0", "2023-08-31 -3 .0",
            ])
    }
}
