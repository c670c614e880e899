import TallyEngine

/// A way of writing results: what `--format`, `.format` and the stage `to` name.
///
/// A format is one file with one static member, and one entry in ``allCases``.
package struct ResultFormat: RawRepresentable, CaseIterable, Hashable, Sendable {
    /// Writes one result, whole lines.
    typealias Writer = @Sendable (Rendering, inout String) -> Void

    /// As it is typed.
    package let rawValue: String
    /// What it is for, in a few words.
    package let summary: String
    /// Whether notes stand on rows alone, so that a result without rows would be silent.
    private let notesAreOnRows: Bool
    /// Whether people read it, who need not be told the same of many things one by one.
    private let isForPeople: Bool
    private let write: Writer

    package static let allCases: [ResultFormat] = [
        .table, .csv, .json, .jsonl, .md, .html, .svg, .vegalite,
    ]

    init(
        _ name: String, _ summary: String, notesAreOnRows: Bool = false,
        isForPeople: Bool = false, _ write: @escaping Writer
    ) {
        rawValue = name
        self.summary = summary
        self.notesAreOnRows = notesAreOnRows
        self.isForPeople = isForPeople
        self.write = write
    }

    /// The format of this name; `nil` where there is none.
    package init?(rawValue: String) {
        guard let format = Self.allCases.first(where: { $0.rawValue == rawValue }) else {
            return nil
        }
        self = format
    }

    /// Appends a result as whole lines, each ended by one line feed.
    ///
    /// `query` is the statement as typed, for formats that say what was asked. `isFirst` is whether
    /// nothing was written before: formats for people, and CSV, put a blank line between results.
    package func write(
        _ table: ResultTable, query: String? = nil, isFirst: Bool = true,
        options: RenderOptions = RenderOptions(), to output: inout String
    ) {
        let table = isForPeople ? table.foldingNotes : table
        write(Rendering(table: table, query: query, isFirst: isFirst, options: options), &output)
    }

    /// The notes of a result for which its text in this format has no place.
    package func unsaid(_ table: ResultTable) -> [ResultTable.Note] {
        notesAreOnRows && table.rows.isEmpty ? table.notes : []
    }

    /// The text that ``write(_:query:isFirst:options:to:)`` appends.
    package func text(
        _ table: ResultTable, query: String? = nil, isFirst: Bool = true,
        options: RenderOptions = RenderOptions()
    ) -> String {
        var output = ""
        write(table, query: query, isFirst: isFirst, options: options, to: &output)
        return output
    }
}

/// One result with all that a format may want to know of it.
struct Rendering: Sendable {
    let table: ResultTable
    let query: String?
    let isFirst: Bool
    let options: RenderOptions
}
