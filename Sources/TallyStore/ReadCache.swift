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

    struct CoverageKey: Hashable {
        let source: String
        let area: String
        let grain: Grain
        let asKnown: Day?
    }

    var dataVersion: Int64 = -1
    /// A number of its own for each time that a file was found changed.
    var state = 0
    var subjects: [Subject: Int64] = [:]
    var areas: [String: Int64] = [:]
    var breakdowns: [String: Int64] = [:]
    /// `nil` inside for the figure itself.
    var references: [Int64: String?] = [:]
    var grains: [Int64: StoredGrain] = [:]
    var streams: [Int64: String] = [:]
    var files: [Int64: FileRank] = [:]
    var hasUndoneImports = false
    var lastDays: [CoverageKey: Day?] = [:]

    /// Forgets what was looked up, since the file is now of another version.
    mutating func renew(_ version: Int64) {
        self = ReadCache()
        dataVersion = version
        state = Self.states.add(1, ordering: .relaxed).newValue
    }

    private static let states = Atomic(0)
}
