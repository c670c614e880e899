import Foundation
import TallyShell
import Testing

/// A plugin with mistakes, or several that belong together, and beside it exactly what is said of
/// it.
struct BrokenPlugin: Sendable, CustomTestStringConvertible {
    /// What is wrong with it, and so which tools may see it.
    enum Kind: String, CaseIterable, Sendable {
        /// It is not JSON.
        case json
        /// The schema forbids it.
        case schema
        /// The schema can't know.
        case meaning
    }

    let kind: Kind
    /// Without its ending.
    let name: String

    var testDescription: String { "\(kind.rawValue)/\(name)" }

    static let folder = ManualTests.root.appending(path: "Tests/TallyShellTests/BrokenPlugins")

    static let all: [BrokenPlugin] = Kind.allCases.flatMap { kind in
        let folder = folder.appending(path: kind.rawValue)
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        return Set(names.map { String($0.prefix { $0 != "." }) }).sorted()
            .map { BrokenPlugin(kind: kind, name: $0) }
    }

    private var base: URL { Self.folder.appending(path: kind.rawValue).appending(path: name) }

    /// The file, or the folder of several.
    var path: String {
        FileManager.default.fileExists(atPath: base.path) ? base.path : base.path + ".json"
    }

    var expected: URL { URL(filePath: base.path + ".txt") }
}

struct BrokenPluginTests {
    /// What `tally plugin check` says, with paths from the folder of the plugin.
    private static func said(of plugin: BrokenPlugin) -> String {
        let check = PluginCheck([plugin.path], SessionOptions())
        let text = Session.rendered(check.problems, colour: false) + check.summary
        let folder = URL(filePath: plugin.path).deletingLastPathComponent().path
        return text.replacingOccurrences(of: folder + "/", with: "")
    }

    @Test func thereAreSome() { #expect(BrokenPlugin.all.count > 70) }

    @Test(arguments: BrokenPlugin.all)
    func saysWhatIsWrong(_ plugin: BrokenPlugin) throws {
        let said = Self.said(of: plugin)
        if ProcessInfo.processInfo.environment["UPDATE_MANUAL"] != nil {
            try said.write(to: plugin.expected, atomically: true, encoding: .utf8)
            Issue.record("\(plugin.testDescription) was rewritten: read it, then run again")
            return
        }
        let expected = try String(contentsOf: plugin.expected, encoding: .utf8)
        #expect(said == expected)
    }
}
