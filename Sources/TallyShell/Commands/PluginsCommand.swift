import TallyEngine
import TallyModel

extension Command {
    static let plugins = Command(
        name: "plugins", usage: ".plugins", summary: "lists the plugins that are loaded",
        examples: [".plugins"], group: .plugins, trace: .shown
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
}
