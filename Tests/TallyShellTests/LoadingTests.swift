import Foundation
import TallyModel
import TallyShell
import Testing

/// `.load` and `.reload`, and the order in which plugins are looked for.
@MainActor
struct LoadingTests {
    /// A folder of plugins and a session that may load them.
    @MainActor
    final class Table {
        let folder: URL
        private let session: Session

        init(
            _ files: [String: String] = [:],
            change: (inout SessionOptions, URL) -> Void = { _, _ in }
        )
            throws
        {
            folder = FileManager.default.temporaryDirectory
                .appending(path: "tally-loading-\(UUID().uuidString)")
            try FileManager.default.createDirectory(
                at: folder, withIntermediateDirectories: true)
            for (name, text) in files { try Self.write(text, to: name, in: folder) }
            var options = SessionOptions()
            options.environment = Answers.environment
            options.keepGoing = true
            change(&options, folder)
            session = try Session(options)
        }

        func clear() { try? FileManager.default.removeItem(at: folder) }

        func write(_ text: String, to name: String) throws {
            try Self.write(text, to: name, in: folder)
        }

        private static func write(_ text: String, to name: String, in folder: URL) throws {
            let file = folder.appending(path: name)
            try FileManager.default.createDirectory(
                at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
            try text.write(to: file, atomically: true, encoding: .utf8)
        }

        func remove(_ name: String) throws {
            try FileManager.default.removeItem(at: folder.appending(path: name))
        }

        var problems: [String] { session.loadProblems.map(\.message) }

        /// What a text prints, what is refused behind it; the folder is called `F`.
        func run(_ text: String) -> String {
            var output = ""
            _ = session.run(
                SourceText(text.replacingOccurrences(of: "F/", with: folder.path + "/")),
                write: { output += $0 }, report: { output += $0 })
            return output.replacingOccurrences(of: folder.path + "/", with: "F/")
        }
    }

    private static func plugin(_ id: String, _ rest: String) -> String {
        "{\"plugin\": \"\(id)\", \"home\": \"dorset\", \(rest)}"
    }

    private static func staff(_ formula: String) -> String {
        plugin(
            "staff",
            "\"indicators\": [{\"id\": \"load\", \"name\": \"Load\", \"unit\": \"ratio\","
                + " \"decimals\": 2, \"kind\": \"ratio of stocks\", \"formula\": \"\(formula)\"}]")
    }

    @Test func whatIsLoadedCanBeAskedForAtOnce() throws {
        let table = try Table(["a.json": Self.staff("cic / foster_carers")])
        defer { table.clear() }
        let said = table.run(".load F/a.json; load in sep23\n.reload")
        #expect(
            said == """
                read 1 file: F/a.json
                added: load

                Load, Dorset
                  2.80 in Sep 2023, up 0.10 from 2.70 in Aug 2023
                  note: computed as cic / foster_carers

                read 1 file: F/a.json
                no indicator has changed

                """)
    }

    @Test func aFileThatFailsLeavesTheLastGoodOne() throws {
        let table = try Table(["a.json": Self.staff("cic / foster_carers")])
        defer { table.clear() }
        #expect(table.run(".load F/").hasSuffix("added: load\n"))
        try table.write("{\"plugin\": \"staff\" 1}", to: "a.json")
        #expect(
            table.run(".reload") == """

                read 1 file: F/a.json
                no indicator has changed
                F/a.json:1:20: error[bad-json]: a comma is missing before this
                  {"plugin": "staff" 1}
                                     ^

                """)
        #expect(table.run("load in sep23 | to csv").contains(",2.79"))
        // What reads well and means nothing is no better.
        try table.write(Self.staff("cic / nothing"), to: "a.json")
        let said = table.run(".reload")
        #expect(said.contains("no indicator has changed"))
        #expect(said.contains("error[unknown-indicator]: no indicator is called 'nothing'"))
        #expect(table.run("load in sep23 | to csv").contains(",2.79"))
        try table.write(Self.staff("cic / mainstream_carers"), to: "a.json")
        #expect(table.run(".reload").contains("changed: load\n"))
        #expect(table.problems == [])
        try table.remove("a.json")
        #expect(table.run(".reload").contains("read no file: there is none\nremoved: load\n"))
        #expect(
            table.run("load").contains("error[unknown-indicator]: no indicator is called 'load'"))
    }

    @Test func aChangeThatBreaksAnotherFileIsNotTaken() throws {
        let table = try Table([
            "a.json": Self.plugin("a", "\"indicators\": [{\"id\": \"x\", \"name\": \"X\"}]"),
            "b.json": Self.plugin(
                "b", "\"indicators\": [{\"id\": \"y\", \"name\": \"Y\", \"formula\": \"x * 2\"}]"),
        ])
        defer { table.clear() }
        #expect(table.run(".load F/").contains("added: x, y\n"))
        try table.write(Self.plugin("a", "\"title\": \"A\""), to: "a.json")
        let said = table.run(".reload")
        #expect(said.contains("no indicator has changed"))
        #expect(said.contains(": error[unknown-indicator]: no indicator is called 'x'"))
        #expect(table.run("describe x").contains("plugin  a"))
    }

    @Test func feedsAreForWhatIsImportedLater() throws {
        let feed =
            "\"indicators\": [{\"id\": \"x\", \"name\": \"X\"}], \"feeds\": [{\"format\": \"tidy\","
            + " \"source\": \"s\", \"rows\": [{\"measure\": \"M\", \"indicator\": \"x\"}]}]"
        let table = try Table(["a.json": Self.plugin("a", feed)])
        defer { table.clear() }
        let notice =
            "figures stay as they were read: the feeds of a are for files that are imported with the"
            + " plugin, 'tally --plugins PATH import FILE'\n"
        #expect(table.run(".load F/a.json") == "read 1 file: F/a.json\nadded: x\n\(notice)")
        #expect(!table.run(".reload").contains("feeds"))
    }

    @Test(arguments: [
        (
            ".load F/nowhere",
            "error[file-not-found]: there is no plugin file or folder 'F/nowhere'\n"
        ),
        (
            ".load F/loop",
            "error[file-unreadable]: 'F/loop' cannot be read: Too many levels of"
                + " symbolic links\n"
        ),
        (
            ".load F/folder",
            "error[file-unreadable]: 'F/folder/x.json' cannot be read: it is a folder\n"
        ),
        (".load F/text.txt", "F/text.txt:1:1: error[bad-json]: 'hello' is no value of JSON\n"),
        (".load F/empty", "read no file: there is none\nno indicator has changed\n"),
        (".load", "error[usage]: '.load' needs the path of a plugin file or a folder\n"),
        (".reload now", "error[usage]: '.reload' cannot take 'now'\n"),
        (
            ".load F/cic.json",
            "F/cic.json:1:57: error[duplicate-name]: the indicator 'cic' is declared twice\n"
        ),
    ])
    func whatCannotBeLoaded(_ command: String, _ expected: String) throws {
        let table = try Table([
            "text.txt": "hello", "folder/x.json/y": "", "empty/readme.md": "",
            "cic.json": Self.plugin("p", "\"indicators\": [{\"id\": \"cic\", \"name\": \"C\"}]"),
        ])
        defer { table.clear() }
        try FileManager.default.createSymbolicLink(
            atPath: table.folder.path + "/loop", withDestinationPath: "loop")
        #expect(table.run(command).contains(expected))
        #expect(table.run("cic in sep23 | to csv").contains(",473,"))
    }

    /// The nearer to the sentence is loaded later, and so may override.
    @Test func theNearestHasItsWay() throws {
        func named(_ title: String) -> String {
            Self.plugin(
                title,
                "\"overrides\": [\"cic\"], \"indicators\": [{\"id\": \"cic\", \"name\": \"\(title)\","
                    + " \"dimensions\": [\"legal_status\", \"age\", \"gender\", \"ethnicity\","
                    + " \"duration\", \"need\"], \"subgroups\": {\"uasc\": \"uasc\"},"
                    + " \"population\": \"population_0_17\"}]")
        }
        let table = try Table([
            "config/tally/plugins/a.json": named("config"), "variable/a.json": named("variable"),
            "first/a.json": named("first"), "second.json": named("second"),
            "loaded.json": named("loaded"),
        ]) { options, folder in
            options.environment["XDG_CONFIG_HOME"] = folder.path + "/config"
            options.environment["TALLY_PLUGINS"] = folder.path + "/variable"
            options.plugins = [folder.path + "/first", folder.path + "/second.json"]
        }
        defer { table.clear() }
        #expect(table.problems == [])
        #expect(table.run("describe cic").hasPrefix("second\n"))
        #expect(table.run(".plugins | columns plugin").isEmpty == false)
        #expect(table.run(".load F/loaded.json").contains("changed: cic\n"))
        #expect(table.run("describe cic").hasPrefix("\nloaded\n"))
        // Its old names still lead to it, and what used it uses the new one.
        #expect(
            table.run("children in care in sep23").contains("loaded, Dorset\n  473 in Sep 2023"))
        #expect(table.run("rate cic per 10k in sep23").contains("71.64"))
    }

    /// A file that two ways lead to is one file.
    @Test func theSameFileTwiceIsOne() throws {
        let table = try Table(["a.json": Self.staff("cic / foster_carers")]) { options, folder in
            options.plugins = [folder.path, folder.path + "/a.json"]
            options.environment["TALLY_PLUGINS"] = folder.path + "/../" + folder.lastPathComponent
        }
        defer { table.clear() }
        #expect(table.problems == [])
        #expect(table.run(".load F/a.json").contains("no indicator has changed"))
    }
}
