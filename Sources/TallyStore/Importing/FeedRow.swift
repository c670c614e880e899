import TallyEngine
import TallyPlugins

/// One mapping of a feed, with its conditions bound to the columns of a file.
struct FeedRow {
    let row: FeedRowDeclaration
    let source: String
    /// What the named columns must hold, exactly.
    let conditions: [(column: Int, text: String)]
    /// What a reporting year is, where the feed says it.
    let reportingYear: ReportingYear?
    /// The column that holds the figures, where the mapping names one.
    let value: Int?

    /// The mappings of every feed of a format, in order, that a file's columns can meet.
    static func all(of context: ReadingContext, format: String) -> [FeedRow] {
        context.feeds(format).flatMap { feed in
            feed.declaration.rows.compactMap { row in
                let having = feed.declaration.having.merging(row.having) { _, own in own }
                var conditions: [(column: Int, text: String)] = []
                for (name, text) in having.sorted(by: { $0.key < $1.key }) {
                    guard let column = context.header.column(name) else { return nil }
                    conditions.append((column, text))
                }
                let value = row.value.flatMap { context.header.column($0.value) }
                if row.value != nil, value == nil { return nil }
                return FeedRow(
                    row: row, source: feed.declaration.source.value, conditions: conditions,
                    reportingYear: feed.declaration.reportingYear, value: value)
            }
        }
    }

    /// Whether a row's columns hold what they must.
    func holds(_ text: (Int) -> String) -> Bool {
        conditions.allSatisfy { text($0.column) == $0.text }
    }
}
