import Synchronization
import TallyModel

/// What sentences have read of late, merged, for as long as the source says that it stays as it
/// was.
final class FigureMemory: Sendable {
    /// What is known of one request.
    struct Entry: Sendable {
        /// `nil` where nothing is stored.
        let figures: PublishedFigures?
        /// The newest day of each of its sources, as ``SentenceData`` asks for it.
        let lastDays: [String: Day]
    }

    private struct Contents {
        var state: Int?
        /// By the number of the day by which everything was known, the greatest where there is
        /// none.
        var entries: [Int: [SeriesRequest: Entry]] = [:]
        var points = 0
    }

    private let contents = Mutex(Contents())

    /// So many figures are kept, of 48 bytes each; where there are more all are forgotten.
    private static let mostPoints = 1_250_000

    /// What is kept of a request; everything is forgotten where the source is in another state.
    func entry(_ request: SeriesRequest, asKnown: Day?, in state: Int) -> Entry? {
        contents.withLock { contents in
            guard contents.state == state else {
                contents = Contents(state: state)
                return nil
            }
            return contents.entries[asKnown?.number ?? .max]?[request]
        }
    }

    /// Keeps what was read in the state that was asked for last.
    func keep(_ entry: Entry, of request: SeriesRequest, asKnown: Day?) {
        let count = 1 + (entry.figures?.count ?? 0)
        contents.withLock { contents in
            if contents.points + count > Self.mostPoints {
                contents = Contents(state: contents.state)
            }
            contents.entries[asKnown?.number ?? .max, default: [:]][request] = entry
            contents.points += count
        }
    }
}

extension PublishedFigures {
    /// How many figures there are, of any kind.
    fileprivate var count: Int {
        runs.reduce(0) { $0 + $1.points.count } + (holding?.points.count ?? 0)
            + references.values.reduce(0) { $0 + $1.points.count }
    }
}
