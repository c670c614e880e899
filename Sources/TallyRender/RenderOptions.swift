/// How results are written.
package struct RenderOptions: Sendable {
    /// Whether escapes for colour may be written.
    package var colour = false
    /// Columns to fit a table into; `nil` cuts nothing.
    package var width: Int?

    package init(colour: Bool = false, width: Int? = nil) {
        self.colour = colour
        self.width = width
    }
}

/// What colour is used for; never for anything that a word or a shape does not say too.
///
/// Source of the numbers: ECMA-48, Select Graphic Rendition.
enum Ink: String, Sendable {
    case bold = "1"
    case dim = "2"
    case red = "31"
    case green = "32"
    case amber = "33"
    case blue = "34"
    case magenta = "35"
    case cyan = "36"
    case boldRed = "1;31"
    case boldAmber = "1;33"
    case boldCyan = "1;36"

    func paint(_ text: String, _ colour: Bool) -> String {
        colour && !text.isEmpty ? "\u{1B}[\(rawValue)m\(text)\u{1B}[0m" : text
    }
}
