import TallyShell
import Testing

/// The binary carries what the folders hold: a file that is added there must be added to the table.
struct BuiltInTests {
    /// The package's folder.
    private static let root = #filePath.split(separator: "/").dropLast(3).map { "/" + $0 }.joined()

    private func names(_ pattern: String) -> [String] {
        run("cd '\(Self.root)' && ls -d \(pattern)").output.split(separator: "\n")
            .map { String($0.split(separator: "/").last ?? "") }.sorted()
    }

    /// The content of a data file, in whichever folder of them it stands.
    private func found(_ name: String) -> String {
        run("cat $(find '\(Self.root)/examples/data' -name '\(name)')").output
    }

    private func content(_ path: String) -> String {
        run("cat '\(Self.root)/\(path)'").output
    }

    @Test func everyPluginIsCarried() {
        #expect(BuiltIn.plugins.map(\.name).sorted() == names("Plugins/*.json"))
        for plugin in BuiltIn.plugins {
            let carried = String(decoding: plugin.bytes, as: UTF8.self)
            #expect(carried == content("Plugins/\(plugin.name)"), "\(plugin.name)")
        }
    }

    @Test func everyDataFileIsCarriedInTheOrderInWhichItBecameKnown() {
        #expect(
            BuiltIn.sample.map(\.name).sorted()
                == names("examples/data/*.csv examples/data/*/*.csv"))
        #expect(BuiltIn.sample.map(\.knownAt) == BuiltIn.sample.map(\.knownAt).sorted())
        for file in BuiltIn.sample {
            let carried = String(decoding: file.bytes, as: UTF8.self)
            #expect(carried == found(file.name), "\(file.name)")
        }
    }
}
