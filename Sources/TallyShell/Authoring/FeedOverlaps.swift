import TallyModel
import TallyPlugins

/// Rows of feeds that read nothing, or what another row has read.
enum FeedOverlaps {
    /// Formats of which a feed says by its rows what is read.
    private static let formatsOfRows: Set<String> = ["tidy", "population", "dfe"]

    /// Where all that a row is for meets what an earlier one asks for, the earlier has read it; so
    /// that the later reads nothing, or of the format `dfe` the same cell for the second time.
    static func find(in plugin: PluginDeclaration) -> [Diagnostic] {
        var found: [Diagnostic] = []
        for feed in plugin.feeds where formatsOfRows.contains(feed.format.value) {
            if feed.rows.isEmpty {
                found.append(.feedWithoutRows(feed.format.value, at: feed.format.place))
            }
            let isByColumn = feed.format.value == "dfe"
            var rows: [String: FeedRowDeclaration] = [:]
            for row in feed.rows {
                let conditions = row.having.map { "\($0.key)=\($0.value)" }.sorted()
                let about = what(row, isByColumn: isByColumn)
                let earlier = subsets(conditions).lazy.compactMap { rows[key($0, about)] }.first
                guard let earlier else {
                    rows[key(conditions, about)] = row
                    continue
                }
                if found.count >= PluginCheck.mostProblems { return found }
                found.append(
                    isByColumn
                        ? .cellReadTwice(earlier.subject.place, at: row.subject.place)
                        : .rowNeverReached(
                            earlier.subject.value, earlier.subject.place, at: row.subject.place))
            }
        }
        return found
    }

    private static func key(_ conditions: [String], _ about: String) -> String {
        conditions.joined(separator: "\u{1F}") + about
    }

    /// What two rows must have in common before one can read what the other is for: a figure may be a
    /// reference of something else as well, one column of
    /// the format `dfe` may be figures of several things, and a row that is about a part says so
    /// by its columns `dimension` and `member`.
    private static func what(_ row: FeedRowDeclaration, isByColumn: Bool) -> String {
        var parts = [
            row.value?.value, row.reference?.value, row.dimension?.value, row.memberColumn?.value,
            row.having["dimension"].map { _ in "" }, row.having["member"].map { _ in "" },
        ]
        if isByColumn {
            parts.append(row.subject.value)
            parts += row.members.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
        }
        return parts.map { "\u{1E}" + ($0.map { "+\($0)" } ?? "-") }.joined()
    }

    /// More conditions than these are taken all together only: each doubles the work.
    private static let mostConditions = 8

    /// Every choice out of some conditions, in their order, all of them first.
    private static func subsets(_ conditions: [String]) -> [[String]] {
        guard conditions.count <= mostConditions else { return [conditions] }
        return (0..<1 << conditions.count).reversed().map { bits in
            conditions.indices.filter { bits & 1 << $0 != 0 }.map { conditions[$0] }
        }
    }
}
