import Foundation
import TallyEngine
import TallyModel
import Testing

@testable import TallyShell

/// Which of the plugins built in a start reads.
@MainActor
struct NameIndexTests {
    private static func loaded(_ texts: String...) throws -> LoadedPlugins {
        var options = SessionOptions()
        options.environment = Answers.environment
        var plugins = LoadedPlugins(options, index: NameIndex.ofBuiltIn(options.environment))
        plugins.adopt([], [Area(id: "poole", title: "Poole Harbour", level: "authority")])
        for text in texts { _ = plugins.load(for: text) }
        return plugins
    }

    /// What a sentence names, what that needs, and what is computed of nothing else.
    @Test(arguments: [
        ("", []), ("cic", ["cic", "cic_rate", "cic_rate_excl_uasc", "uasc", "uasc_share"]),
        ("Children in  CARE", ["cic", "cic_rate", "cic_rate_excl_uasc", "uasc", "uasc_share"]),
        ("corporate-parenting.uasc", ["uasc"]),
    ])
    func onlyWhatASentenceNamesIsRead(_ text: String, _ expected: [String]) throws {
        let plugins = try Self.loaded(text)
        #expect(plugins.hasParts && !plugins.isComplete && plugins.problems.isEmpty)
        #expect(plugins.catalogue.indicatorOrder.sorted() == expected)
    }

    /// First whole plugins, for a sentence with other names, then everything.
    @Test func whoAsksForMoreIsGivenMore() throws {
        let again = try Self.loaded("cic", "cic excl uasc")
        #expect(again.hasParts)
        let more = try Self.loaded("cic", "foster_carers")
        #expect(!more.hasParts && !more.isComplete)
        #expect(more.catalogue.indicators["cic"] != nil)
        let other = try Self.loaded("cic", "foster_carers", "lado_contacts")
        #expect(other.catalogue.indicators["lado_contacts"] != nil || other.isComplete)
    }

    @Test(arguments: ["theme placement", "by authorities", "\"cic\""])
    func whatStandsForManyIsReadWhole(_ text: String) throws {
        #expect(try !Self.loaded(text).hasParts)
    }

    /// An area of an import has its names where it is said, and is known by its id in any case.
    @Test func anAreaOfAnImportIsKnown() throws {
        let unsaid = try Self.loaded("cic").catalogue
        #expect(unsaid.areas["poole"]?.title == "Poole Harbour")
        #expect(unsaid.area(named: "Poole Harbour") == nil)
        let said = try Self.loaded("cic for Poole harbour").catalogue
        #expect(said.area(named: "poole harbour")?.id == "poole")
    }

    @Test(arguments: [
        "cic", "cic in 2022", "rate cic per 10k", "cic excl uasc / cic", "uasc / cic * 100",
        "cic vs england", "foster_carers", "cic by gender", "compare cic", "describe cic",
        "cic for north somerset", "england", "nonsense", "cic + foster_carers", "list themes",
        "trend cic", "explain cic_rate", "let a = cic; a - uasc", "cic | csv",
    ])
    func whatIsReadInPartAnswersAsAllDoes(_ sentence: String) throws {
        let part = try Bench()
        let whole = try Bench()
        _ = whole.session.catalogue
        #expect(part.run(sentence) == whole.run(sentence))
        #expect(part.output == whole.output)
        #expect(part.errors == whole.errors)
        #expect(part.output + part.errors != "")
    }

    /// Whatever has become of the file, the index is that of these plugins.
    @Test func anIndexThatIsDamagedIsMadeAnew() throws {
        let home = FileManager.default.temporaryDirectory.appending(
            path: "tally-index-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: home) }
        let environment = ["XDG_CACHE_HOME": home.path]
        let bytes = try #require(NameIndex.ofBuiltIn(environment)).bytes
        let folder = home.appending(path: "tally")
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
        let file = folder.appending(path: try #require(names.first))
        #expect(names.count == 1 && names[0].hasPrefix("names-"))
        var changed = bytes
        changed[changed.count / 2] ^= 1
        for damaged in [[], Array(bytes.dropLast(4)), changed] {
            try Data(damaged).write(to: file)
            #expect(NameIndex.ofBuiltIn(environment)?.bytes == bytes)
            #expect(try Array(Data(contentsOf: file)) == bytes)
        }
        #expect(NameIndex.ofBuiltIn(["XDG_CACHE_HOME": file.path]) == nil)
    }
}
