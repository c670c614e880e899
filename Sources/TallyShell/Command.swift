import TallyEngine
import TallyLanguage
import TallyModel
import TallyRender

/// A command of the shell: its name, its arguments, its help and what it does, in one value.
struct Command: Sendable {
    let name: String
    /// Other words for it, also typed without a dot where they are whole lines.
    var synonyms: [String] = []
    /// As help shows it: `.format [table|csv|…]`.
    let usage: String
    let summary: String
    /// What may stand behind it, for completion.
    var arguments: @Sendable (Session) -> [String] = { _ in [] }
    /// Gives what there is to show, if anything.
    let run: @Sendable (Session, String, Diagnostic.Place) throws(Diagnostic) -> ResultTable?

    static func named(_ name: String) -> Command? {
        let name = name.lowercased()
        return all.first { $0.name == name || $0.synonyms.contains(name) }
    }

    /// In the order in which help lists them.
    static let all: [Command] = [help, format, area, plugins, quit]

    private static let quit = Command(
        name: "quit", synonyms: ["exit"], usage: ".quit", summary: "ends the shell, as Ctrl-D does"
    ) { session, _, _ in
        session.wantsToQuit = true
        return nil
    }

    private static let format = Command(
        name: "format", usage: ".format [NAME]",
        summary: "shows or sets how results are written: "
            + ResultFormat.allCases.map(\.rawValue).joined(separator: ", "),
        arguments: { _ in ResultFormat.allCases.map(\.rawValue) },
        run: { session, argument, place throws(Diagnostic) in
            if argument.isEmpty { return .lines(["format \(session.options.format.rawValue)"]) }
            guard let format = ResultFormat(rawValue: argument.lowercased()) else {
                let known = ResultFormat.allCases.map(\.rawValue)
                throw .badArgument(
                    "format", argument, wanted: "one of \(known.joined(separator: ", "))", at: place
                )
            }
            session.options.format = format
            return nil
        })

    private static let area = Command(
        name: "area", usage: ".area [NAME|none]",
        summary: "shows or sets the area meant where a sentence names none",
        arguments: { $0.catalogue.areas.keys.sorted() + ["none"] },
        run: { session, argument, _ throws(Diagnostic) in
            if argument.isEmpty {
                let title = session.engine.area.map { session.catalogue.areas[$0]?.title ?? $0 }
                return .lines([title.map { "area \($0)" } ?? "no area: each indicator's own home"])
            }
            session.setArea(argument.lowercased() == "none" ? nil : try session.areaID(argument))
            return nil
        })

    private static let plugins = Command(
        name: "plugins", usage: ".plugins", summary: "lists the plugins that are loaded"
    ) { session, _, _ in
        ResultTable(
            layout: .grid,
            columns: [
                .init("plugin", "Plugin", .text), .init("version", "Version", .text),
                .init("indicators", "Indicators", .number), .init("title", "Title", .text),
                .init("file", "File", .text),
            ],
            rows: session.catalogue.plugins.map { plugin in
                let count = session.catalogue.indicators.values.count { $0.plugin == plugin.id }
                return .init([
                    .text(plugin.id), plugin.version.map { .text($0) } ?? .empty,
                    .number(.init(.value(Double(count)), decimals: 0, unit: .number)),
                    .text(plugin.title), plugin.file.map { .text($0) } ?? .empty,
                ])
            })
    }

    private static let help = Command(
        name: "help", usage: ".help [TOPIC]",
        summary: "explains the shell, or a word, a function, a command or an indicator",
        arguments: { _ in
            Keyword.allCases.map(\.word) + Function.all.map(\.name) + all.map { ".\($0.name)" }
        },
        run: { session, argument, place throws(Diagnostic) in
            try Help.about(argument, in: session, at: place)
        })
}

extension ResultTable {
    /// Lines of prose.
    static func lines(_ lines: [String]) -> ResultTable {
        ResultTable(
            layout: .prose, columns: [.init("text", "", .text)],
            rows: lines.map { .init([.text($0)]) })
    }
}
