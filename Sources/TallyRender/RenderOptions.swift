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
/// numbers name places in the palette of the terminal, which its owner chose for its background,
/// and nothing is said about the background, which nobody can know without asking.
///
/// Contrast (WCAG 2, red / green / amber): xterm on black 3.6 / 9.7 / 12.3, on white 5.8 / 2.2 / 1.7;
/// Solarized dark 3.2 / 4.7 / 4.7, light 4.3 / 3.0 / 3.0. Whose palette is too pale for a light
/// background, as xterm's own, has `NO_COLOR`. To the colour-blind red and green may be one colour:
/// the words `Improving` and `Worsening` and the shapes ● ▲ ■ tell them apart, and the series of a
/// chart have a mark each.
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
