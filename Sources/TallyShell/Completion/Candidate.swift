/// A text that could stand at a place, with what it is.
package struct Candidate: Sendable, Hashable {
    package let text: String
    /// In a few words; empty where the text says it.
    package let description: String

    package init(_ text: String, _ description: String = "") {
        self.text = text
        self.description = description
    }
}
