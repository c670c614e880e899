import TallyEngine
import TallyModel

/// A chart as SVG: places in pixels from the upper left, texts escaped, nothing from outside.
struct ChartPicture {
    /// What a text looks like.
    struct Style {
        enum Anchor: String {
            case start, middle, end
        }

        var size: Double = 13
        var anchor = Anchor.start
        var fill = "#222222"
        var isBold = false
        /// With a white rim, so that it can be read over lines.
        var hasRim = false
    }

    static let width: Double = 760
    static let margin: Double = 20
    /// Okabe and Ito's colours without yellow, which is faint on paper; dark and light in turn.
    private static let colours = [
        "#0072B2", "#D55E00", "#009E73", "#CC79A7", "#000000", "#E69F00", "#56B4E9",
    ]
    private static let dashes = ["", "8 4", "2 3", "10 3 2 3"]
    static let soft = "#D9D9D9"
    static let axis = "#595959"

    /// The elements so far.
    private(set) var body = ""
    /// The first pixel below what is drawn.
    var bottom: Double = 0

    static func colour(_ series: Int) -> String { colours[series % colours.count] }

    static func dash(_ series: Int) -> String { dashes[series % dashes.count] }

    /// Roughly how wide a text is drawn: fonts differ, so rather too wide.
    static func width(of text: String, size: Double = 13, isBold: Bool = false) -> Double {
        Double(DisplayWidth.of(text)) * size * (isBold ? 0.6 : 0.56)
    }

    /// How many columns of text fit into so many pixels.
    static func columns(in pixels: Double, size: Double) -> Int {
        max(4, Int(pixels / size / 0.54))
    }

    // MARK: Elements

    mutating func text(_ text: String, _ x: Double, _ y: Double, _ style: Style = Style()) {
        body += "<text x=\"\(Self.number(x))\" y=\"\(Self.number(y))\""
        if style.size != 13 { body += " font-size=\"\(Self.number(style.size))\"" }
        if style.anchor != .start { body += " text-anchor=\"\(style.anchor.rawValue)\"" }
        if style.fill != "#222222" { body += " fill=\"\(style.fill)\"" }
        if style.isBold { body += " font-weight=\"bold\"" }
        if style.hasRim {
            body += " paint-order=\"stroke\" stroke=\"#FFFFFF\" stroke-width=\"4\""
            body += " stroke-linejoin=\"round\""
        }
        body += ">\(Self.escaped(text))</text>\n"
    }

    mutating func line(
        _ from: (x: Double, y: Double), _ to: (x: Double, y: Double), _ stroke: String,
        width: Double = 1, dash: String = ""
    ) {
        body += "<line x1=\"\(Self.number(from.x))\" y1=\"\(Self.number(from.y))\""
        body += " x2=\"\(Self.number(to.x))\" y2=\"\(Self.number(to.y))\" stroke=\"\(stroke)\""
        body += Self.strokes(width, dash) + "/>\n"
    }

    /// Points joined; each run of them is a line of its own.
    mutating func path(_ runs: [[(x: Double, y: Double)]], _ stroke: String, dash: String = "") {
        var data = ""
        for run in runs where run.count > 1 {
            for (index, point) in run.enumerated() {
                data += index == 0 ? "M" : "L"
                data += "\(Self.number(point.x)) \(Self.number(point.y))"
            }
        }
        if data.isEmpty { return }
        body += "<path d=\"\(data)\" fill=\"none\" stroke=\"\(stroke)\" stroke-linejoin=\"round\""
        body += Self.strokes(2.5, dash) + "/>\n"
    }

    /// A bar of a series, hatched from the second on; what it says stands in its tooltip.
    mutating func bar(
        _ x: Double, _ y: Double, width: Double, height: Double, _ series: Int, _ words: String
    ) {
        let fill = series == 0 ? Self.colour(0) : "url(#tally-hatch-\(series % 12))"
        body += "<rect x=\"\(Self.number(x))\" y=\"\(Self.number(y))\""
        body += " width=\"\(Self.number(width))\" height=\"\(Self.number(height))\""
        body += " fill=\"\(fill)\" stroke=\"\(Self.colour(series))\">"
        body += "<title>\(Self.escaped(words))</title></rect>\n"
    }

    /// The shape of a series: circle, square, triangle, diamond, then the same hollow.
    mutating func shape(_ series: Int, _ x: Double, _ y: Double, _ words: String? = nil) {
        let colour = Self.colour(series)
        let fill = series % 8 < 4 ? colour : "#FFFFFF"
        let paint = " fill=\"\(fill)\" stroke=\"\(colour)\" stroke-width=\"1.5\""
        let title = words.map { "<title>\(Self.escaped($0))</title>" } ?? ""
        func polygon(_ points: [(Double, Double)]) -> String {
            let text = points.map { "\(Self.number(x + $0.0)),\(Self.number(y + $0.1))" }
            return "<polygon points=\"\(text.joined(separator: " "))\"\(paint)>\(title)</polygon>\n"
        }
        switch series % 4 {
        case 0:
            body += "<circle cx=\"\(Self.number(x))\" cy=\"\(Self.number(y))\" r=\"4\"\(paint)>"
            body += "\(title)</circle>\n"
        case 1: body += polygon([(-4, -4), (4, -4), (4, 4), (-4, 4)])
        case 2: body += polygon([(0, -5), (5, 4), (-5, 4)])
        default: body += polygon([(0, -5.5), (5.5, 0), (0, 5.5), (-5.5, 0)])
        }
    }

    private static func strokes(_ width: Double, _ dash: String) -> String {
        (width == 1 ? "" : " stroke-width=\"\(number(width))\"")
            + (dash.isEmpty ? "" : " stroke-dasharray=\"\(dash)\"")
    }

    /// To a tenth of a pixel.
    static func number(_ value: Double) -> String {
        let text = NumberText.fixed(value, decimals: 1)
        return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
    }

    /// Text for SVG: as for HTML, without the two characters of the basic plane that XML forbids.
    ///
    /// Source: Extensible Markup Language 1.0, 2.2 Characters.
    static func escaped(_ text: String) -> String {
        let text = HTMLText.escaped(text)
        guard text.unicodeScalars.contains(where: { $0 == "\u{FFFE}" || $0 == "\u{FFFF}" }) else {
            return text
        }
        var result = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            result.append(scalar == "\u{FFFE}" || scalar == "\u{FFFF}" ? "\u{FFFD}" : scalar)
        }
        return String(result)
    }
}
