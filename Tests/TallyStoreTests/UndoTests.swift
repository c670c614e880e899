import GRDB
import TallyEngine
import TallyModel
import Testing

@testable import TallyStore

/// Imports that are undone, and that count again.
@Suite struct UndoTests {
    private static func row(_ value: String, _ month: String = "2022-04") -> String {
        Library.tidyHeader + "Wick,p,Loans,Number,total,all,\(month),month,count,\(value)\n"
    }

    /// April became known as 100, then as 120 with May as 7, then as 120 once more.
    private static func store() throws -> Store {
        let store = try Store.inMemory()
        for (text, name, day) in [
            (row("100"), "a.csv", Day(2022, 5, 1)),
            (
                row("120") + "Wick,p,Loans,Number,total,all,2022-05,month,count,7\n", "b.csv",
                Day(2022, 6, 1)
            ),
            (row("120.0"), "c.csv", Day(2022, 7, 1)),
        ] {
            _ = try Library.import(
                text, name: name, into: store, options: ImportOptions(knownAt: day))
        }
        return store
    }

    private static func lines(_ store: Store, asKnown: Day? = nil) throws -> [String] {
        try store.figures("loans", asKnown: asKnown).flatMap(\.lines)
    }

    private static func failure(_ body: () throws -> Void) -> String? {
        do {
            try body()
            return nil
        } catch {
            return (error as? Diagnostic).map { "\($0.code.rawValue): \($0.message)" }
        }
    }

    @Test func figuresFallBackToWhatWasKnownBefore() throws {
        let store = try Self.store()
        let before = try store.contents()
        let dry = try store.undo(2, dryRun: true)
        #expect(try store.contents() == before)
        #expect((dry.changed, dry.gone, dry.new, dry.same) == (0, 1, 0, 1))
        #expect(try store.undo(2) == dry)
        #expect(dry.files == ["b.csv"] && !dry.isBack && dry.figures == 2)
        #expect(try Self.lines(store) == ["2022-04-30 120 .1"])
        // What was undone counts at no day, also not on those before it was undone.
        #expect(try Self.lines(store, asKnown: Day(2022, 6, 2)) == ["2022-04-30 100 .0"])
        let third = try store.undo(3)
        #expect((third.changed, third.gone, third.new, third.same) == (1, 0, 0, 0))
        #expect(try Self.lines(store) == ["2022-04-30 100 .0"])
        _ = try store.undo(1)
        #expect(try Self.lines(store) == [])
        // Nothing is deleted.
        #expect(try store.contents().contains("observation 4"))
        #expect(try store.verify().problems.isEmpty)
    }

    @Test func anUndoingIsUndone() throws {
        let store = try Self.store()
        _ = try store.undo(2)
        let back = try store.undo(4)
        #expect(back.isBack && back.number == 2 && back.files == ["b.csv"])
        #expect((back.changed, back.gone, back.new, back.same) == (0, 0, 1, 1))
        #expect(try Self.lines(store) == ["2022-04-30 120 .1", "2022-05-31 7 .0"])
        // And once more.
        _ = try store.undo(2)
        #expect(try Self.lines(store) == ["2022-04-30 120 .1"])
        _ = try store.undo(6)
        #expect(try Self.lines(store) == ["2022-04-30 120 .1", "2022-05-31 7 .0"])
        #expect(
            try store.imports(asKnown: nil).map { [$0.undoes, $0.undoneBy] } == [
                [nil, nil], [nil, nil], [nil, nil], [2, 5], [4, nil], [2, 7], [6, nil],
            ])
    }

    @Test func whatCannotBeUndoneIsRefused() throws {
        let store = try Self.store()
        _ = try store.undo(2)
        let refused = [
            Self.failure { _ = try store.undo(2) },
            Self.failure { _ = try store.undo(9) },
            Self.failure { _ = try store.undo(-1) },
            Self.failure { _ = try Store.inMemory().undo(1) },
        ]
        _ = try store.undo(4)
        let later = [
            Self.failure { _ = try store.undo(4) },
            Self.failure { _ = try store.undo(5) },
        ]
        #expect(
            refused == [
                "already-undone: import 2 is undone already, by 4",
                "no-import: the store in memory has no import 9",
                "no-import: the store in memory has no import -1",
                "no-import: the store in memory has no import 1",
            ])
        #expect(
            later == [
                "already-undone: 4 undoes import 2 no more, since 5",
                "already-undone: 5 is what had import 2 count again",
            ])
    }

    @Test func anyToolSeesWhatCountsAgain() throws {
        let store = try Self.store()
        func current() throws -> [String] {
            try store.queue.unsafeRead { database in
                try String.fetchAll(
                    database, sql: "SELECT last_day || ' ' || value FROM current_figure ORDER BY 1")
            }
        }
        _ = try store.undo(2)
        #expect(try current() == ["2022-04-30 120.0"])
        _ = try store.undo(4)
        #expect(try current() == ["2022-04-30 120.0", "2022-05-31 7.0"])
    }

    @Test func everyValueIsListedAsItBecameKnown() throws {
        let store = try Self.store()
        _ = try store.undo(3)
        let request = SeriesRequest(Subject(.indicator, "loans"), area: "wick")
        func told(_ day: Day? = nil) throws -> [String] {
            try store.revisions(of: request, asKnown: day).map { one in
                "\(one.point.day.iso) \(one.point.cell.value ?? -1) \(one.knownAt.iso) "
                    + "\(one.importNumber ?? 0) \(one.standing.rawValue)"
            }
        }
        #expect(
            try told() == [
                "2022-04-30 100.0 2022-05-01 1 superseded",
                "2022-04-30 120.0 2022-06-01 2 in force",
                "2022-04-30 120.0 2022-07-01 3 undone",
                "2022-05-31 7.0 2022-06-01 2 in force",
            ])
        #expect(try told(Day(2022, 5, 31)) == ["2022-04-30 100.0 2022-05-01 1 in force"])
        #expect(try told(Day(2022, 4, 1)) == [])
        let nobody = SeriesRequest(Subject(.indicator, "loans"), area: "thurso")
        #expect(try store.revisions(of: nobody, asKnown: nil) == [])
        #expect(
            try store.imports(asKnown: Day(2022, 6, 30)).map {
                "\($0.number) \($0.files.map(\.figures))"
            }
                == ["1 [1]", "2 [2]"])
    }
}
