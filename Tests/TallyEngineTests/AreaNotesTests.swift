import TallyEngine
import TallyLanguage
import TallyModel
import TallyPlugins
import Testing

/// What is said of some of the areas that were asked for stands beside their rows and no others.
struct AreaNotesTests {
    private static let plugin = """
        {
          "plugin": "piers", "home": "wick",
          "areas": [
            {"id": "wick", "title": "Wick", "level": "harbour"},
            {"id": "tain", "title": "Tain", "level": "harbour"},
            {"id": "reay", "title": "Reay", "level": "harbour"},
            {"id": "keiss", "title": "Keiss", "level": "harbour"},
            {"id": "thurso", "title": "Thurso", "level": "harbour"}
          ],
          "indicators": [{"id": "boats", "name": "Boats"}]
        }
        """

    private static func answer(_ sentence: String, _ figures: FiguresInMemory) throws
        -> ResultTable
    {
        let plugin = try #require(
            PluginReader.read(SourceText(plugin, name: "piers.json")).plugin)
        let catalogue = Catalogue.build([plugin]).catalogue
        let text = SourceText(sentence)
        let (statements, problems) = Parser.statements(in: text, vocabulary: catalogue)
        if let problem = problems.first { throw problem }
        guard case .query(let query)? = statements.first?.kind else { return .nothing }
        return try Engine(catalogue: catalogue, source: figures).answer(query, in: text)
    }

    /// Figures from a month on, until September 2023.
    private static func figures(_ months: [(area: String, count: Int)]) throws -> FiguresInMemory {
        var figures = FiguresInMemory(file: "piers.csv", knownAt: "2024-02-01")
        for (area, count) in months {
            figures.add(
                try CompactSeries.read(Array(repeating: "5", count: count).joined(separator: " ")),
                to: SeriesRequest(Subject(.indicator, "boats"), area: area),
                from: Calendar().period(.month, containing: Day(2023, 10 - count, 1)),
                in: Calendar(), source: "harbour master")
        }
        return figures
    }

    @Test func theNoteStandsBesideTheRowsOfItsArea() throws {
        let table = try Self.answer(
            "boats from jul23 to sep23 for wick, tain",
            try Self.figures([("wick", 3), ("tain", 2)]))
        #expect(
            table.notes.map(\.text) == [
                "no values of boats for Tain before Aug 2023; the first is Aug 2023"
            ])
        #expect(table.rows.map(\.notes) == [[], [], [], [0], [0]])
    }

    @Test func whatIsSaidOfSeveralAreasIsSaidOnce() throws {
        let table = try Self.answer(
            "boats from jul23 to sep23 for wick, tain, reay, keiss, thurso",
            try Self.figures([("wick", 3), ("tain", 1), ("reay", 1), ("keiss", 1), ("thurso", 1)]))
        #expect(
            table.notes.map(\.text) == [
                "no values of boats for 4 areas before Sep 2023; the first is Sep 2023"
            ])
        #expect(table.rows.map(\.notes) == [[], [], [], [0], [0], [0], [0]])
    }

    @Test func whatIsSaidOfAllOfThemNeedsNoMark() throws {
        let table = try Self.answer(
            "boats from jul23 to sep23 for wick, tain",
            try Self.figures([("wick", 2), ("tain", 2)]))
        #expect(
            table.notes.map(\.text) == [
                "no values of boats for Wick, Tain before Aug 2023; the first is Aug 2023"
            ])
        #expect(table.rows.map(\.notes) == [[], [], [], []])
    }
}

extension ResultTable {
    fileprivate static let nothing = ResultTable(layout: .grid, columns: [], rows: [])
}
