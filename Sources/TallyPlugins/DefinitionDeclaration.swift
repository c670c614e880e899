import TallyModel

/// What an indicator means over some time.
package struct DefinitionDeclaration: Sendable {
    /// The first day on which it holds; `nil` for ever before.
    package var from: Day?
    /// The last day on which it holds; `nil` for ever after.
    package var until: Day?
    package var note: String

    package init(from: Day?, until: Day?, note: String) {
        self.from = from
        self.until = until
        self.note = note
    }

    package func holds(on day: Day) -> Bool {
        (from.map { $0 <= day } ?? true) && (until.map { day <= $0 } ?? true)
    }
}
