import TallyEngine
import TallyModel

extension ResultFormat {
    /// A Vega-Lite specification, version 5, with its data inside: one object on one line.
    ///
    /// It draws what ``svg`` draws. Each datum has `label` and `place` (its order from 0), `series`,
    /// `value` (a number in full, or null), `text` (the number as people read it, or the reason that
    /// there is none), `run` (which stretch of a line it belongs to: a new one after a gap or a
    /// break) and `notes`, the marks of its footnotes. The footnotes are the subtitle.
    ///
    /// Source: the JSON schema of Vega-Lite 5.
    package static let vegalite = ResultFormat("vegalite", "a Vega-Lite chart, as JSON") {
        rendering, output in
        let table = rendering.table.withCommonNotesOnWhole
        let marks = FootnoteMarks(table)
        let data = table.fittingChart.flatMap { ChartData(table, $0, marks) }
        output += VegaLite(table, marks, data).specification(query: rendering.query).text + "\n"
    }
}

/// A value of JSON to write, members in their order.
indirect enum JSONTree {
    case text(String)
    /// As it is written: `420`, `true`, `null`.
    case plain(String)
    case list([JSONTree])
    case object([(String, JSONTree)])

    static let null = JSONTree.plain("null")
    static let yes = JSONTree.plain("true")

    static func number(_ value: Double?) -> JSONTree {
        value.flatMap { MachineText.number(.value($0)) }.map { .plain($0) } ?? .null
    }

    var text: String {
        var output = ""
        append(to: &output)
        return output
    }

    private func append(to output: inout String) {
        switch self {
        case .text(let text): JSONText.append(text, to: &output)
        case .plain(let text): output += text
        case .list(let items):
            output += "["
            for (index, item) in items.enumerated() {
                if index > 0 { output += "," }
                item.append(to: &output)
            }
            output += "]"
        case .object(let members):
            output += "{"
            for (index, member) in members.enumerated() {
                if index > 0 { output += "," }
                JSONText.append(member.0, to: &output)
                output += ":"
                member.1.append(to: &output)
            }
            output += "}"
        }
    }
}

/// Builds the specification of one chart.
struct VegaLite {
    private let table: ResultTable
    private let marks: FootnoteMarks
    private let data: ChartData?
    private let labels: [String]

    init(_ table: ResultTable, _ marks: FootnoteMarks, _ data: ChartData?) {
        self.table = table
        self.marks = marks
        self.data = data
        labels = Self.distinct(data?.labels ?? [])
    }

    func specification(query: String?) -> JSONTree {
        var members: [(String, JSONTree)] = [
            ("$schema", .text("https://vega.github.io/schema/vega-lite/v5.json")),
            ("title", title),
        ]
        if let query { members.append(("description", .text(query))) }
        guard let data, !labels.isEmpty else {
            members.append(("data", .object([("values", .list([]))])))
            members.append(("mark", .text("point")))
            return .object(members)
        }
        members.append(("width", .plain("600")))
        if data.kind == .line {
            members.append(("height", .plain("300")))
        } else {
            let step = data.kind == .bar && data.series.count > 1 ? 16 : 26
            members.append(("height", .object([("step", .plain("\(step)"))])))
        }
        members.append(("data", .object([("values", .list(values(data)))])))
        members.append(("layer", .list(layers(data))))
        return .object(members)
    }

    /// Title with summary and notes below it.
    private var title: JSONTree {
        var lines: [String] = []
        if let text = data?.mixedText { lines.append(text) }
        if let summary = table.summary { lines.append(summary) }
        for (index, note) in table.notes.enumerated() { lines.append(marks.line(index, note.text)) }
        let name = table.title ?? data?.series.first?.name ?? ""
        var members: [(String, JSONTree)] = [
            ("text", .text(VisibleText.line(name))), ("anchor", .text("start")),
        ]
        if !lines.isEmpty {
            let wrapped = lines.flatMap { TextWrapping.lines(VisibleText.line($0), width: 110) }
            members.append(("subtitle", .list(wrapped.map { .text($0) })))
        }
        return .object(members)
    }

    /// A label that comes again gets a number behind it: Vega-Lite would put both in one place.
    private static func distinct(_ labels: [String]) -> [String] {
        var seen: Set<String> = []
        var next: [String: Int] = [:]
        return labels.map { label in
            var text = label
            var count = next[label] ?? 1
            while !seen.insert(text).inserted {
                count += 1
                text = "\(label) (\(count))"
            }
            next[label] = count
            return text
        }
    }

    private func values(_ data: ChartData) -> [JSONTree] {
        data.series.flatMap { series -> [JSONTree] in
            var run = 0
            return series.points.enumerated().map { place, point in
                let isAfterGap = place > 0 && series.points[place - 1].value == nil
                if data.breaks.contains(place) || isAfterGap { run += 1 }
                return .object([
                    ("label", .text(labels[place])), ("place", .plain("\(place)")),
                    ("series", .text(series.name)), ("value", .number(point.value)),
                    ("text", .text(point.symbol)), ("run", .plain("\(run)")),
                    ("notes", .text(data.marks[place])),
                ])
            }
        }
    }

    // MARK: Layers

    private func layers(_ data: ChartData) -> [JSONTree] {
        if data.isMixed, data.kind != .line { return [names(data)] }
        var layers: [JSONTree] = []
        switch data.kind {
        case .line:
            let mark: [(String, JSONTree)] = [
                ("type", .text("line")),
                ("point", data.labels.count <= 60 ? .yes : .plain("false")),
            ]
            var encoding = [("x", label(data, axis: "x")), ("y", value(data))]
            encoding += look(data, dashes: true)
            encoding.append(
                ("detail", .object([("field", .text("run")), ("type", .text("nominal"))])))
            layers.append(Self.layer(mark, encoding + [tooltip]))
            layers += breaks(data)
        case .bar:
            var encoding = [("y", label(data, axis: "y")), ("x", value(data))]
            if data.series.count > 1 { encoding.append(("yOffset", Self.series)) }
            layers.append(
                Self.layer(
                    [
                        ("type", .text("bar")), ("stroke", .text("black")),
                        ("strokeWidth", .plain("0.5")),
                    ],
                    encoding + color(data) + [tooltip]))
            layers += Self.barTexts(encoding.filter { $0.0 != "x" })
        case .dot:
            let ends: [(String, JSONTree)] = [
                ("y", label(data, axis: "y")),
                ("x", .object([("aggregate", .text("min"))] + quantity(data))),
                ("x2", .object([("aggregate", .text("max")), ("field", .text("value"))])),
            ]
            layers.append(Self.layer([("type", .text("rule"))], ends))
            layers.append(
                Self.layer(
                    [("type", .text("point")), ("filled", .yes), ("size", .plain("80"))],
                    [("y", label(data, axis: "y")), ("x", value(data))]
                        + look(data, dashes: false) + [tooltip]))
        }
        return layers + target(data)
    }

    /// Labels with their values as text, where no scale is common to them.
    private func names(_ data: ChartData) -> JSONTree {
        Self.layer(
            Self.textMark,
            [("y", label(data, axis: "y")), ("x", .object([("value", .plain("0"))])), Self.text])
    }

    private static let series = JSONTree.object([
        ("field", .text("series")), ("type", .text("nominal")), ("sort", .null),
        ("title", .null),
    ])

    private static let textMark: [(String, JSONTree)] = [
        ("type", .text("text")), ("align", .text("left")), ("dx", .plain("5")),
    ]

    private static let text = (
        "text", JSONTree.object([("field", .text("text")), ("type", .text("nominal"))])
    )

    private static func layer(
        _ mark: [(String, JSONTree)], _ encoding: [(String, JSONTree)]
    ) -> JSONTree {
        .object([("mark", .object(mark)), ("encoding", .object(encoding))])
    }

    /// The values behind their bars, left of those below zero; a reason stands at zero.
    private static func barTexts(_ encoding: [(String, JSONTree)]) -> [JSONTree] {
        let end = JSONTree.object([
            ("calculate", .text("isValid(datum.value) ? datum.value : 0")), ("as", .text("end")),
        ])
        let x = (
            "x",
            JSONTree.object([("field", .text("end")), ("type", .text("quantitative"))])
        )
        let left: [(String, JSONTree)] = [
            ("type", .text("text")), ("align", .text("right")), ("dx", .plain("-5")),
        ]
        return [("datum.end >= 0", textMark), ("datum.end < 0", left)].map { filter, mark in
            .object([
                ("transform", .list([end, .object([("filter", .text(filter))])])),
                ("mark", .object(mark)), ("encoding", .object([x] + encoding + [text])),
            ])
        }
    }

    /// A layer that is drawn once, and not for each datum.
    private static func single(
        _ mark: [(String, JSONTree)], _ encoding: [(String, JSONTree)]
    ) -> JSONTree {
        .object([
            ("data", .object([("values", .list([.object([])]))])), ("mark", .object(mark)),
            ("encoding", .object(encoding)),
        ])
    }

    /// The labels along an axis, in the order of the table.
    private func label(_ data: ChartData, axis: String) -> JSONTree {
        let look: [(String, JSONTree)] =
            axis == "x"
            ? [("labelAngle", .plain("0")), ("labelOverlap", .yes)]
            : [("labelLimit", .plain("300"))]
        return .object([
            ("field", .text("label")), ("type", .text("ordinal")), ("sort", .null),
            ("title", .null), ("axis", .object(look)),
        ])
    }

    private func quantity(_ data: ChartData) -> [(String, JSONTree)] {
        var unit: JSONTree = .null
        switch data.unit {
        case .percent: unit = .text("%")
        case .money(let currency): unit = .text(VisibleText.line(currency))
        default: if let words = data.unit?.words { unit = .text(words) }
        }
        return [
            ("field", .text("value")), ("type", .text("quantitative")), ("title", unit),
            ("scale", .object([("zero", data.kind == .bar ? .yes : .plain("false"))])),
        ]
    }

    private func value(_ data: ChartData) -> JSONTree { .object(quantity(data)) }

    /// Colours as in ``ChartPicture``; none where there is one series.
    private func color(_ data: ChartData) -> [(String, JSONTree)] {
        guard data.series.count > 1 else {
            return [("color", .object([("value", .text(ChartPicture.colour(0)))]))]
        }
        let range = data.series.indices.map { JSONTree.text(ChartPicture.colour($0)) }
        return [
            (
                "color",
                .object([
                    ("field", .text("series")), ("type", .text("nominal")), ("sort", .null),
                    ("title", .null), ("scale", .object([("range", .list(range))])),
                ])
            )
        ]
    }

    /// Colour, and dash or shape as well.
    private func look(_ data: ChartData, dashes: Bool) -> [(String, JSONTree)] {
        data.series.count > 1
            ? color(data) + [(dashes ? "strokeDash" : "shape", Self.series)] : color(data)
    }

    private var tooltip: (String, JSONTree) {
        (
            "tooltip",
            .list(
                ["label", "series", "text", "notes"].map {
                    .object([("field", .text($0)), ("type", .text("nominal"))])
                })
        )
    }

    private func target(_ data: ChartData) -> [JSONTree] {
        guard let target = data.target, let text = data.targetText else { return [] }
        let along = data.kind == .line ? "y" : "x"
        let place = (along, JSONTree.object([("datum", .number(target))]))
        let words = ("text", JSONTree.object([("value", .text(text))]))
        let end: (String, JSONTree) =
            data.kind == .line
            ? ("x", .object([("value", .text("width"))])) : ("y", .object([("value", .plain("0"))]))
        let mark: [(String, JSONTree)] =
            data.kind == .line
            ? [("align", .text("left")), ("dx", .plain("4"))]
            : [("baseline", .text("bottom")), ("dy", .plain("-4"))]
        return [
            Self.single(
                [("type", .text("rule")), ("strokeDash", .list([.plain("6"), .plain("4")]))],
                [place]),
            Self.single([("type", .text("text"))] + mark, [place, end, words]),
        ]
    }

    /// A dotted line at the first label after each break, with the marks of its footnotes above.
    private func breaks(_ data: ChartData) -> [JSONTree] {
        data.breaks.sorted().flatMap { place -> [JSONTree] in
            let x = (
                "x", JSONTree.object([("datum", .text(labels[place])), ("type", .text("ordinal"))])
            )
            let rule = Self.single(
                [("type", .text("rule")), ("strokeDash", .list([.plain("2"), .plain("4")]))], [x])
            if data.marks[place].isEmpty { return [rule] }
            let words = Self.single(
                [("type", .text("text")), ("baseline", .text("bottom"))],
                [
                    x, ("y", .object([("value", .plain("0"))])),
                    ("text", .object([("value", .text(data.marks[place]))])),
                ])
            return [rule, words]
        }
    }
}
