import Synchronization
import TallyEngine
import TallyModel

/// What a connection has looked up. Valid as long as SQLite's data version stays the same.
struct ReadCache {
    /// When the figures of a file became known, and which of two assertions came later.
    struct FileRank: Comparable {
        let knownAt: Int
        let importID: Int64
        let fileID: Int64
        let isUndone: Bool

        static func < (a: FileRank, b: FileRank) -> Bool {
            (a.knownAt, a.importID, a.fileID) < (b.knownAt, b.importID, b.fileID)
        }
    }

    struct StoredGrain {
        let grain: Grain
        /// Of a span; `nil` for every other grain.
        let length: SpanLength?
    }

    struct AreasKey: Hashable {
        let subject: Subject
        let asKnown: Day?
    }

    /// A text that no two of its parts share: only a source's name may hold a line break.
    static func coverageKey(_ source: String, _ area: String, _ grain: Grain, _ asKnown: Day?)
        -> String
    {
        "\(source)\n\(area)\n\(grain.rawValue)\n\(asKnown?.number ?? .max)"
    }

    static func subjectKey(_ subject: Subject) -> String {
        subject.kind.rawValue + " " + subject.id
    }

    var dataVersion: Int64 = -1
    /// A number of its own for each time that a file was found changed.
    var state = 0
    // The first use of a type as a key costs a start more than all that is kept here: so the keys
    // are texts and whole numbers, which are keys elsewhere.
    var subjects: [String: Int64] = [:]
    var areas: [String: Int64] = [:]
    var breakdowns: [String: Int64] = [:]
    /// `nil` inside for the figure itself.
    var references: [Int: String?] = [:]
    var grains: [Int: StoredGrain] = [:]
    var streams: [Int: String] = [:]
    var files: [Int: FileRank] = [:]
    var hasUndoneImports = false
    var areasOfSubjects: [AreasKey: [String]] = [:]
    var lastDays: [String: Day?] = [:]

    /// Forgets what was looked up, since the file is now of another version.
    mutating func renew(_ version: Int64) {
        self = ReadCache()
        dataVersion = version
        state = Self.states.add(1, ordering: .relaxed).newValue
    }

    private static let states = Atomic(0)
}
