import Foundation
import TallyShell
import Testing

/// The JSON Schema of plugins, against the table that it is made from and by a validator that
/// knows nothing of Tally.
struct PluginSchemaTests {
    private static let file = ManualTests.root.appending(path: "Plugins/schema/plugin.schema.json")

    @Test func isTheShippedOne() throws {
        if ProcessInfo.processInfo.environment["UPDATE_MANUAL"] != nil {
            try PluginSchema.text.write(to: Self.file, atomically: true, encoding: .utf8)
            Issue.record("the schema was rewritten: read it, then run again")
            return
        }
        #expect(try String(contentsOf: Self.file, encoding: .utf8) == PluginSchema.text)
    }

    @Test func everyShippedPluginNamesIt() throws {
        for plugin in BuiltIn.plugins {
            let object = try JSONSerialization.jsonObject(with: Data(plugin.bytes))
            let named = (object as? [String: Any])?["$schema"] as? String
            #expect(named == "schema/plugin.schema.json", "\(plugin.name)")
        }
    }

    /// Validates each file that is named: `ok`, `not JSON`, or what is wrong first.
    private static let validator = """
        import json, sys
        from jsonschema import Draft202012Validator
        schema = json.load(open(sys.argv[1]))
        Draft202012Validator.check_schema(schema)
        validator = Draft202012Validator(schema)
        for path in sys.argv[2:]:
            try:
                with open(path, encoding='utf-8') as file:
                    document = json.load(file)
            except ValueError:
                print(path, 'not JSON', sep=': ')
                continue
            error = next(validator.iter_errors(document), None)
            print(path, 'ok' if error is None else 'wrong at ' + error.json_path, sep=': ')
        """

    /// By the path of each file, what the validator says of it.
    private static func validated(_ paths: [String]) throws -> [String: String] {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/python3")
        process.arguments = ["-I", "-c", validator, file.path] + paths
        let pipe = Pipe()
        process.standardOutput = pipe
        process.standardInput = FileHandle.nullDevice
        try process.run()
        let data = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        try #require(
            process.terminationStatus == 0, "python3-jsonschema is needed: .ci/setup installs it")
        var result: [String: String] = [:]
        for line in String(decoding: data, as: UTF8.self).split(separator: "\n") {
            guard let colon = line.range(of: ": ") else { continue }
            result[String(line[..<colon.lowerBound])] = String(line[colon.upperBound...])
        }
        return result
    }

    /// The JSON files of a broken plugin.
    private static func files(of plugin: BrokenPlugin) throws -> [String] {
        if plugin.path.hasSuffix(".json") { return [plugin.path] }
        return try FileManager.default.contentsOfDirectory(atPath: plugin.path).sorted()
            .map { "\(plugin.path)/\($0)" }
    }

    @Test func acceptsEveryShippedPlugin() throws {
        let paths = BuiltIn.plugins.map {
            ManualTests.root.appending(path: "Plugins/\($0.name)").path
        }
        let said = try Self.validated(paths)
        for path in paths { #expect(said[path] == "ok", "\(path)") }
    }

    /// What breaks the schema is refused, and what the schema can't know is not.
    @Test func refusesWhatBreaksIt() throws {
        let said = try Self.validated(BrokenPlugin.all.flatMap(Self.files))
        for plugin in BrokenPlugin.all {
            for path in try Self.files(of: plugin) {
                let verdict = try #require(said[path], "\(path)")
                switch plugin.kind {
                case .json: #expect(!verdict.hasPrefix("wrong"), "\(path)")
                case .schema: #expect(verdict.hasPrefix("wrong"), "\(path)")
                case .meaning: #expect(verdict == "ok", "\(path)")
                }
            }
        }
    }
}
