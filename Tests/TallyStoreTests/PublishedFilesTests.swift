import Glibc
import TallyEngine
import TallyModel
import TallyPlugins
import Testing

@testable import TallyStore

/// The department's files as they are published, read by the plugins that are shipped.
@Suite struct PublishedFilesTests {
    private static let root: String = {
        let parts = #filePath.split(separator: "/", omittingEmptySubsequences: false)
        return parts.dropLast(3).joined(separator: "/")
    }()

    private static func bytes(_ path: String) throws -> [UInt8] {
        guard let file = fopen("\(root)/\(path)", "r") else {
            throw TemporaryFolder.Failure.noFile
        }
        defer { fclose(file) }
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while case let count = fread(&buffer, 1, buffer.count, file), count > 0 {
            bytes += buffer[..<count]
        }
        return bytes
    }

    private static let loaded = Result { () throws -> (Store, ImportReport) in
        var plugins: [PluginDeclaration] = []
        for name in ["corporate-parenting", "dfe-open-data", "milestones"] {
            let (plugin, diagnostics) = PluginReader.read(
                bytes: try bytes("Plugins/\(name).json"), name: "\(name).json")
            #expect(diagnostics.isEmpty)
            if let plugin { plugins.append(plugin) }
        }
        let (catalogue, diagnostics) = Catalogue.build(plugins)
        #expect(diagnostics.isEmpty)
        let names = [
            "dfe/cla_number_and_rate_per_10k_children.csv", "dfe/la_cla_placement_stability.csv",
            "dfe/ons_mid-year_population_estimates_2012_to_2024.csv",
            "dfe/sn_model_2025_wide.csv", "south-east-milestones.csv",
            "south-east-milestone-steps.csv",
        ]
        let store = try Store.inMemory()
        let report = try Importer.import(
            files: names.map { ($0, try bytes("examples/data/\($0)")) }, into: store,
            catalogue: catalogue, options: ImportOptions(knownAt: Day(2025, 11, 20)))
        return (store, report)
    }

    @Test func everyRowIsRead() throws {
        let (_, report) = try Self.loaded.get()
        #expect(report.warnings == [])
        #expect(report.adopted == [])
        #expect(report.figures == 12_525)
        #expect(report.populations == 2 * 2_132)
        #expect(report.neighbours == 153 * 10)
        #expect(report.milestones == 14 + 30)
        // 158 authorities less the four that plugins declare.
        #expect(report.areasAdopted.count == 154)
    }

    @Test(arguments: [
        ("cla_rate", "dorset", "2025-03-31 65 .0"),
        ("cla_rate", "england", "2025-03-31 67 .0"),
        ("cla", "england", "2025-03-31 81770 .0"),
        ("cla_starting", "dorset", "2025-03-31 138 .0"),
        ("cla_starting_rate", "dorset", "2025-03-31 21 .0"),
        ("cla_ceasing", "dorset", "2025-03-31 149 .0"),
        ("cla_ceasing_rate", "england", "2025-03-31 28 .0"),
        ("cla", "city_of_london", "2025-03-31 c .0"),
        ("cla_rate", "city_of_london", "2025-03-31 c .0"),
        ("cla_rate", "isles_of_scilly", "2025-03-31 z .0"),
        ("cla", "cumbria", "2025-03-31 z .0"),
        ("cla_3_placements", "dorset", "2025-03-31 48 .0"),
        ("cla_3_placements_share", "england", "2025-03-31 10 .0"),
        ("cla_3_placements_2_years", "england", "2025-03-31 13410 .0"),
        ("cla_3_placements_2_years_share", "dorset", "2025-03-31 22 .0"),
        ("cla_2_years", "dorset", "2025-03-31 325 .0"),
        ("cla_long_term", "dorset", "2025-03-31 156 .0"),
        ("cla_same_carer", "england", "2025-03-31 19680 .0"),
        ("cla_same_carer_share", "dorset", "2025-03-31 78 .0"),
    ])
    func theLatestFigureIs(_ indicator: String, _ area: String, _ expected: String) throws {
        let (store, _) = try Self.loaded.get()
        let series = try store.figures(indicator, area: area)
        #expect(Set(series.map(\.grain)) == [.financialYear])
        #expect(Set(series.map { $0.lines.last }) == [expected])
        #expect(series.allSatisfy { $0.points.count == 5 })
    }

    @Test func theYearBeforeIsThere() throws {
        let (store, _) = try Self.loaded.get()
        let series = try store.figures("cla_rate", area: "dorset")
        #expect(series.map(\.label) == ["figures fy dfe looked after"])
        #expect(
            series.map(\.lines) == [
                [
                    "2021-03-31 68 .0", "2022-03-31 68 .0", "2023-03-31 65 .0",
                    "2024-03-31 67 .0", "2025-03-31 65 .0",
                ]
            ])
    }

    private func population(_ id: String, _ area: String) throws -> [String] {
        let (store, _) = try Self.loaded.get()
        let request = SeriesRequest(Subject(.population, id), area: area)
        let series = try store.load([request], asKnown: nil)[request] ?? []
        #expect(series.map(\.label) == ["figures from ons mid-year"])
        return series.flatMap(\.lines)
    }

    @Test(arguments: ["population_0_17", "ons_population_0_17"])
    func aMidYearEstimateServesFromApril(_ id: String) throws {
        #expect(try population(id, "england").last == "2024-04-01 12183016 .0")
        #expect(try population(id, "england").count == 13)
        #expect(try population(id, "south_west").count == 13)
        #expect(try population(id, "inner_london").count == 13)
    }

    @Test func authoritiesOfOneNameAreApart() throws {
        #expect(try population("population_0_17", "dorset").first == "2019-04-01 66931 .0")
        #expect(try population("population_0_17", "dorset").last == "2024-04-01 67149 .0")
        #expect(
            try population("population_0_17", "dorset_835")
                == (2012...2018).map {
                    "\($0)-04-01 x .0"
                })
        // New nine characters, the same three figures.
        #expect(try population("population_0_17", "somerset").count == 13)
        #expect(try population("population_0_17", "north_yorkshire").count == 13)
        #expect(try population("population_0_17", "buckinghamshire").count == 13)
        let (store, _) = try Self.loaded.get()
        #expect(
            try store.adoptedAreas().first { $0.id == "somerset" }
                == Area(
                    id: "somerset", title: "Somerset", level: "authority",
                    codes: ["la": "933", "gss": "E06000066"]))
        #expect(
            try store.adoptedAreas().filter { $0.title.contains("(") }.map(\.title) == [
                "Dorset (835)"
            ])
    }

    @Test func dorsetHasTenNeighbours() throws {
        let (store, _) = try Self.loaded.get()
        #expect(
            try store.neighbours(of: "dorset", asKnown: nil) == [
                "somerset", "devon", "shropshire", "suffolk", "worcestershire", "essex",
                "derbyshire", "kent", "west_sussex", "north_yorkshire",
            ])
        #expect(
            try store.neighbours(of: "bristol", asKnown: nil).count == 10)
        #expect(try store.neighbours(of: "england", asKnown: nil) == [])
    }

    @Test func theMilestonesOfTheSouthEast() throws {
        let (store, _) = try Self.loaded.get()
        let milestones = try store.milestones(asKnown: nil)
        #expect(milestones.count == 14)
        #expect(Set(milestones.map(\.area)) == ["south_east"])
        #expect(
            milestones.filter { $0.status == "on track" }.map(\.stage) == [
                "First draft structure and principles", "Consultation, adaptation and review",
            ])
        #expect(milestones.filter { $0.status == "complete" }.count == 10)
        #expect(milestones.map(\.steps.count).reduce(0, +) == 30)
        let review = try #require(
            milestones.first { $0.stage == "Consultation, adaptation and review" })
        #expect(review.starts == Day(2020, 9, 1))
        #expect(review.ends == Day(2020, 12, 31))
        #expect(review.printedPeriod == "September - December")
        #expect(review.printedStatus == "On track")
    }
}
