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
/// Green, amber and red are a status, and green and red a direction, each beside its word; errors are
/// bold red, warnings bold amber, notes and offers bold cyan; titles bold and footnotes dim. The
/// numbers name places in the cube of 256 colours, which is the same in every palette: those of
/// the first eight that their owners chose for one background are often pale on the other.
///
/// Each has a contrast (WCAG 2) of 3 and more on black and on white: red 5.3 / 4.0, green 4.5 / 4.7,
/// amber 6.3 / 3.3, cyan 4.8 / 4.4, magenta 4.5 / 4.7, blue 6.4 / 3.3. To the colour-blind red and
/// green may be one colour: the words `Improving` and `Worsening` and the shapes ● ▲ ■ tell them
/// apart, and the series of a chart have a mark each.
///
/// Source of the numbers: ECMA-48, Select Graphic Rendition.
enum Ink: String, Sendable {
    case bold = "1"
    case dim = "2"
    case red = "38;5;196"
    case green = "38;5;28"
    case amber = "38;5;136"
    case blue = "38;5;69"
    case magenta = "38;5;163"
    case cyan = "38;5;30"
    case boldRed = "1;38;5;196"
    case boldAmber = "1;38;5;136"
    case boldCyan = "1;38;5;30"

    func paint(_ text: String, _ colour: Bool) -> String {
        colour && !text.isEmpty ? "\u{1B}[\(rawValue)m\(text)\u{1B}[0m" : text
    }
}
