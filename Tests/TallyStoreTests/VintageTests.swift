import GRDB
import TallyEngine
import TallyModel
import Testing

@testable import TallyStore

@Suite struct VintageTests {
    private func row(_ value: Int, _ month: String = "2022-04") -> String {
        Library.tidyHeader + "Wick,p,Loans,Number,total,all,\(month),month,count,\(value)\n"
    }

    @Test func theLatestKnownIsInForce() throws {
        let store = try Store.inMemory()
        let may = ImportOptions(knownAt: Day(2022, 5, 10))
        let july = ImportOptions(knownAt: Day(2022, 7, 1))
        // The later assertion is imported first: what counts is when it became known.
        _ = try Library.import(row(120), name: "july.csv", into: store, options: july)
        _ = try Library.import(row(100), name: "may.csv", into: store, options: may)
        func lines(_ day: Day?) throws -> [[String]] {
            try store.figures("loans", asKnown: day).map(\.lines)
        }
        #expect(try lines(nil) == [["2022-04-30 120 .0"]])
        #expect(try lines(Day(2022, 7, 1)) == [["2022-04-30 120 .0"]])
        #expect(try lines(Day(2022, 6, 30)) == [["2022-04-30 100 .0"]])
        #expect(try lines(Day(2022, 5, 10)) == [["2022-04-30 100 .0"]])
        #expect(try lines(Day(2022, 5, 9)) == [])
        // Known on the same day, the later import counts.
        _ = try Library.import(row(130), name: "again.csv", into: store, options: july)
        #expect(try lines(nil) == [["2022-04-30 130 .0"]])
        #expect(try lines(Day(2022, 6, 30)) == [["2022-04-30 100 .0"]])
        let origin = try store.figures("loans")[0].points[0].origin
        #expect(try store.origins(of: [origin]).map(\.file) == ["again.csv"])
    }

    @Test func anUndoneImportIsPassedOver() throws {
        let store = try Store.inMemory()
        _ = try Library.import(
            row(100), name: "a.csv", into: store, options: ImportOptions(knownAt: Day(2022, 5, 1)))
        _ = try Library.import(
            row(7, "2022-05"), name: "b.csv", into: store,
            options: ImportOptions(knownAt: Day(2022, 6, 1)))
        #expect(
            try store.lastDay(ofSource: "counts", area: "wick", grain: .month, asKnown: nil)
                == Day(2022, 5, 31))
        _ = try store.undo(2)
        #expect(try store.figures("loans").map(\.lines) == [["2022-04-30 100 .0"]])
        #expect(
            try store.lastDay(ofSource: "counts", area: "wick", grain: .month, asKnown: nil)
                == Day(2022, 4, 30))
        // What was undone may be imported again.
        let again = try Library.import(row(7, "2022-05"), name: "b.csv", into: store)
        #expect(again.repeated == [])
        #expect(again.figures == 1)
    }

    /// Three months that became known one after another, the last two of an area each of its own.
    private static func threeMonths() throws -> Store {
        let store = try Store.inMemory()
        for (area, month, known) in [
            ("Wick", "2022-04", Day(2022, 5, 10)), ("Wick", "2022-05", Day(2022, 6, 10)),
            ("Thurso", "2022-06", Day(2022, 7, 10)),
        ] {
            _ = try Library.import(
                Library.tidyHeader + "\(area),p,Loans,Number,total,all,\(month),month,count,7\n",
                name: "\(month).csv", into: store, options: ImportOptions(knownAt: known))
        }
        return store
    }

    static let days: [(Day?, last: String?, areas: [String])] = [
        (nil, "2022-05-31", ["thurso", "wick"]),
        (Day(2022, 7, 10), "2022-05-31", ["thurso", "wick"]),
        (Day(2022, 7, 9), "2022-05-31", ["wick"]),
        (Day(2022, 6, 10), "2022-05-31", ["wick"]),
        (Day(2022, 6, 9), "2022-04-30", ["wick"]),
        (Day(2022, 5, 10), "2022-04-30", ["wick"]),
        (Day(2022, 5, 9), nil, []),
    ]

    @Test func aDayHearsNothingOfWhatCameLater() throws {
        let store = try Self.threeMonths()
        // Twice over, since what was looked up for one day must not answer for another.
        for (day, last, areas) in Self.days + Self.days.reversed() {
            let found = try store.lastDay(
                ofSource: "counts", area: "wick", grain: .month, asKnown: day)
            #expect(found?.iso == last, "\(day?.iso ?? "now")")
            #expect(
                try store.areas(of: Subject(.indicator, "loans"), asKnown: day) == areas,
                "\(day?.iso ?? "now")")
        }
    }

    @Test func norOfWhatWasUndone() throws {
        let store = try Self.threeMonths()
        _ = try store.undo(2)
        _ = try store.undo(3)
        for (day, last, areas) in [
            (nil, "2022-04-30", ["wick"]), (Day(2022, 7, 10), "2022-04-30", ["wick"]),
            (Day(2022, 5, 9), nil, []),
        ] as [(Day?, String?, [String])] {
            let found = try store.lastDay(
                ofSource: "counts", area: "wick", grain: .month, asKnown: day)
            #expect(found?.iso == last, "\(day?.iso ?? "now")")
            #expect(
                try store.areas(of: Subject(.indicator, "loans"), asKnown: day) == areas,
                "\(day?.iso ?? "now")")
        }
    }

    @Test func theSameFileTwiceChangesNothing() throws {
        let store = try Store.inMemory()
        _ = try Library.import(Library.board, name: "board.csv", into: store)
        let before = try store.contents()
        let report = try Library.import(
            Library.board, name: "copy.csv", into: store,
            options: ImportOptions(knownAt: Day(2024, 1, 1)))
        #expect(report.repeated == ["copy.csv"])
        #expect(report.figures == 0)
        #expect(report.files == [])
        #expect(try store.contents() == before)
    }

    @Test func theSameFileReadOtherwiseIsTaken() throws {
        let store = try Store.inMemory()
        _ = try Library.import(Library.board, into: store)
        let report = try Library.import(
            Library.board, into: store, options: ImportOptions(area: "Thurso"))
        #expect(report.repeated == [])
        #expect(report.figures == 5)
    }

    @Test func whatIsRepeatedInAnotherFileIsAnAssertionOfItsOwn() throws {
        let store = try Store.inMemory()
        _ = try Library.import(row(100), name: "a.csv", into: store)
        _ = try Library.import(row(100) + "\n", name: "b.csv", into: store)
        #expect(try store.contents().contains("observation 2"))
        #expect(try store.figures("loans").map(\.lines) == [["2022-04-30 100 .0"]])
    }

    @Test(arguments: [
        "UPDATE observation SET value = 0", "DELETE FROM observation",
        "DELETE FROM observation WHERE series_id = 1",
    ])
    func observationsAreNeverChanged(_ statement: String) throws {
        let store = try Store.inMemory()
        _ = try Library.import(Library.board, into: store)
        #expect(throws: DatabaseError.self) {
            try store.queue.writeWithoutTransaction { try $0.execute(sql: statement) }
        }
    }

    @Test func currentFiguresCanBeReadWithAnySQLTool() throws {
        let store = try Store.inMemory()
        _ = try Library.import(
            row(100), name: "a.csv", into: store, options: ImportOptions(knownAt: Day(2022, 5, 1)))
        _ = try Library.import(
            row(90), name: "b.csv", into: store, options: ImportOptions(knownAt: Day(2022, 6, 1)))
        let rows = try store.queue.unsafeRead { database in
            try Row.fetchAll(database, sql: "SELECT * FROM current_figure").map {
                [
                    $0["subject"], $0["area"], $0["grain"], $0["source"], $0["last_day"],
                    $0["file"], $0["known_at"],
                ] as [String]
            }
        }
        #expect(
            rows == [
                ["loans", "wick", "month", "counts", "2022-04-30", "b.csv", "2022-06-01"]
            ])
    }

    @Test(arguments: [
        (
            StoreReader.seriesOfRequest,
            "SEARCH series USING COVERING INDEX sqlite_autoindex_series_1 "
                + "(area_id=? AND subject_id=? AND breakdown_id=?)"
        ),
        (StoreReader.figuresOfSeries, "SEARCH observation USING PRIMARY KEY (series_id=?)"),
    ])
    func readingNeedsNoSorting(_ sql: String, _ way: String) throws {
        let store = try Store.inMemory()
        _ = try Library.import(Library.board, into: store)
        let plan = try store.queue.unsafeRead { database in
            let statement = try RawStatement(database, "EXPLAIN QUERY PLAN " + sql)
            var details: [String] = []
            while try statement.step() { details.append(statement.text(3)) }
            statement.reset()
            return details
        }
        #expect(plan == [way])
    }

    @Test func nothingDangles() throws {
        let store = try Store.inMemory()
        _ = try Library.import(Library.board, into: store)
        let dangling = try store.queue.unsafeRead { database in
            try Row.fetchAll(database, sql: "PRAGMA foreign_key_check").count
        }
        #expect(dangling == 0)
    }
}
