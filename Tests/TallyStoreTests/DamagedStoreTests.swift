import GRDB
import TallyEngine
import TallyModel
import Testing

@testable import TallyStore

/// Any tool may write any number into a store; what cannot be is told and not read.
@Suite struct DamagedStoreTests {
    /// What reads a store.
    enum Reading: String, CaseIterable {
        case figures, revisions, export, imports, lastDay, adopted, origins, milestones
    }

    /// One of what no store holds, by the SQL that puts it there.
    struct Damage: Sendable, CustomTestStringConvertible {
        let sql: String
        let said: String
        /// What cannot be read any more; the rest is as it was.
        let readings: Set<Reading>

        var testDescription: String { sql }
    }

    /// A figure of the loans, or of the visitors whom no plugin knows.
    private static func observation(
        day: String = "19600", value: String = "1", decimals: String = "0", file: String = "1"
    ) -> String {
        """
        INSERT INTO observation SELECT s.id, \(day), \(file), \(value), NULL, NULL, \(decimals), 65537, NULL
        FROM series s JOIN subject u ON u.id = s.subject_id
        WHERE u.code = 'loans' AND s.reference_id = 0
        """
    }

    private static func grain(_ months: String, _ days: String) -> String {
        """
        INSERT INTO grain VALUES (99, 'span', \(months), \(days));
        UPDATE series SET grain_id = 99
        """
    }

    private static func milestone(_ starts: String, _ ends: String) -> String {
        """
        INSERT INTO milestone SELECT 1, 1, s.stream_id, s.area_id, 'a', 'A', '2023', \(starts),
            \(ends), NULL, NULL, 65537, NULL FROM series s LIMIT 1
        """
    }

    private static let most = "9223372036854775807"
    private static let least = "-9223372036854775808"
    private static let series: Set<Reading> = [.figures, .revisions, .export]

    static let damages: [Damage] = [
        Damage(
            sql: observation(day: most), said: "'\(most)' is kept for a day",
            readings: series.union([.lastDay])),
        Damage(
            sql: observation(day: least), said: "'\(least)' is kept for a day", readings: series),
        Damage(
            sql: observation(day: "2932897"), said: "'2932897' is kept for a day",
            readings: series.union([.lastDay])),
        Damage(
            sql: observation(decimals: most), said: "'\(most)' is kept for a number of decimals",
            readings: series),
        Damage(
            sql: observation(decimals: "-1"), said: "'-1' is kept for a number of decimals",
            readings: series),
        Damage(
            sql: observation(value: "9e999"), said: "'inf' is kept for a figure", readings: series),
        Damage(
            sql: observation(day: "19477", file: "7"),
            said: "it has figures of a file number 7, which it does not list", readings: series),
        Damage(
            sql: grain(most, "NULL"), said: "'\(most)' is kept for a length", readings: series),
        Damage(sql: grain("0", "NULL"), said: "'0' is kept for a length", readings: series),
        Damage(
            sql: grain("NULL", least), said: "'\(least)' is kept for a length", readings: series),
        Damage(sql: grain("NULL", "NULL"), said: "'0' is kept for a length", readings: series),
        Damage(
            sql: "UPDATE source_import SET known_at = \(most)", said: "'\(most)' is kept for a day",
            readings: [.revisions, .export, .imports, .origins]),
        Damage(
            sql: "UPDATE subject SET decimals = \(least) WHERE name IS NOT NULL",
            said: "'\(least)' is kept for a number of decimals", readings: [.adopted]),
        Damage(
            sql: milestone(least, "19600"), said: "'\(least)' is kept for a day",
            readings: [.milestones]),
        Damage(
            sql: milestone("19600", most), said: "'\(most)' is kept for a day",
            readings: [.milestones]),
    ]

    @Test(arguments: damages)
    func whatCannotBeIsTold(_ damage: Damage) throws {
        let folder = try TemporaryFolder()
        let path = folder.file("tally.db")
        let writer = try Store.openOrCreate(path: path)
        _ = try Library.import(Library.board, into: writer)
        try writer.finishWriting()
        do {
            var configuration = Configuration()
            configuration.foreignKeysEnabled = false
            try DatabaseQueue(path: path, configuration: configuration).write {
                try $0.execute(sql: damage.sql)
            }
        }
        let store = try Store.open(path: path, readOnly: true)
        for reading in Reading.allCases {
            let problem: Diagnostic?
            do throws(Diagnostic) {
                try read(store, reading)
                problem = nil
            } catch {
                problem = error
            }
            let said = damage.readings.contains(reading)
            #expect(problem?.code == (said ? .storeDamaged : nil), "\(reading)")
            if said {
                #expect(problem?.message == "the store '\(path)' is damaged: \(damage.said)")
            }
        }
    }

    private func read(_ store: Store, _ reading: Reading) throws(Diagnostic) {
        let request = SeriesRequest(Subject(.indicator, "loans"), area: "wick", breakdown: .whole)
        switch reading {
        case .figures: _ = try store.load([request], asKnown: nil)
        case .revisions: _ = try store.revisions(of: request, asKnown: nil)
        case .export:
            _ = try store.export(
                ExportOptions(everyVersion: true), catalogue: Library.catalogue, write: { _ in })
        case .imports: _ = try store.imports(asKnown: nil)
        case .lastDay:
            _ = try store.lastDay(
                ofSource: "library board", area: "wick", grain: .month, asKnown: nil)
        case .adopted: _ = try store.adopted()
        case .origins: _ = try store.origins(of: [OriginKey(file: 1, place: 65_537)])
        case .milestones: _ = try store.milestones(asKnown: nil)
        }
    }
}
