import Glibc
import TallyEngine
import TallyModel
import TallyRender
import TallyStore

/// `tally import`: takes files into a store and says what came of it.
package enum ImportRun {
    /// What an import was asked for beside its files.
    package struct Request: Sendable {
        /// A day, `2023-10-04`; today where `nil`.
        package var knownAt: String?
        package var dryRun = false
        package var partial = false

        package init() {}
    }

    /// What happened, for standard output, and what to know, for standard error.
    package struct Outcome: Sendable {
        package let report: String
        package let warnings: [Diagnostic]
    }

    /// Imports into the store that the options name, else `tally.db`, made where there is none.
    ///
    /// Throws everything that is wrong at once; then nothing was taken.
    package static func run(_ paths: [String], _ request: Request, _ options: SessionOptions)
        throws(Diagnostics) -> Outcome
    {
        let path = OpenedStore.path(options) ?? "tally.db"
        var plugins = LoadedPlugins(options, index: nil)
        var files: [(name: String, bytes: [UInt8])] = []
        var problems: [Diagnostic] = []
        for file in paths {
            do throws(Diagnostic) {
                files.append(
                    (
                        lastPart(of: file),
                        try Files.bytes(of: file, isCancelled: options.isCancelled)
                    ))
            } catch {
                if error.code == .cancelled { throw Diagnostics([error]) }
                problems.append(error)
            }
        }
        if !problems.isEmpty { throw Diagnostics(problems) }
        var settings = ImportOptions()
        settings.isCancelled = options.isCancelled
        let store: Store
        let turn: StoreTurn?
        do throws(Diagnostic) {
            settings.knownAt = try request.knownAt.map { text throws(Diagnostic) in
                let day = try Session.day(text)
                if day > latestToday { throw .notYet(text) }
                return day
            }
            // A dry run makes no store.
            if request.dryRun, !Files.exists(path) {
                turn = nil
                store = try Store.inMemory(isCancelled: options.isCancelled)
            } else {
                let own = try StoreTurn(path, isCancelled: options.isCancelled)
                turn = own
                store = try own.open()
            }
            plugins.adopt(try store.adopted(), try store.adoptedAreas())
            plugins.loadEverything()
        } catch {
            throw Diagnostics([error])
        }
        if let name = options.area {
            // An area that nobody knows is one to adopt, unless it is a slip of the pen.
            do throws(Diagnostic) {
                settings.area = try plugins.catalogue.knownArea(name).id
            } catch {
                guard error.notes.isEmpty else {
                    turn?.giveUp(store)
                    throw Diagnostics([error])
                }
                settings.area = name
            }
        }
        settings.dryRun = request.dryRun
        settings.partial = request.partial
        let report: ImportReport
        do throws(Diagnostics) {
            report = try Importer.import(
                files: files, into: store, catalogue: plugins.catalogue, options: settings)
        } catch {
            // A store that was made for this import goes with it.
            turn?.giveUp(store)
            var all = error.all
            if all.contains(where: { $0.code == .badRow }) {
                all[all.count - 1].notes.append(
                    "nothing was imported; --partial takes the good rows")
            }
            throw Diagnostics(all)
        }
        // Everything is written before the next import has its turn.
        withExtendedLifetime(turn) {}
        var lines = store.earlier.map { [StoreCare.migrated(path, $0)] } ?? []
        lines += text(of: report, into: path, dryRun: request.dryRun)
        if !request.dryRun {
            for rejected in report.rejected {
                let original = paths.first { lastPart(of: $0) == rejected.file } ?? rejected.file
                let beside = original + ".rejected.csv"
                do throws(Diagnostic) {
                    try Files.write(rejected.bytes, to: beside)
                } catch {
                    throw Diagnostics([error])
                }
                lines.append("left out \(counted(rejected.rows, "row")), written to \(beside)")
            }
        }
        return Outcome(
            report: lines.joined(separator: "\n") + "\n",
            warnings: plugins.problems + report.warnings)
    }

    /// The day that it is where the day begins first.
    private static var latestToday: Day {
        Day(number: (time(nil) + 14 * 3600) / 86400)
    }

    private static func lastPart(of path: String) -> String {
        path.split(separator: "/").last.map(String.init) ?? path
    }

    private static func text(of report: ImportReport, into path: String, dryRun: Bool) -> [String] {
        var lines: [String] = []
        for file in report.files {
            let verb = dryRun ? "would import" : "imported"
            let word = file.holdsFigures ? "figure" : "row"
            lines.append(
                "\(verb) \(file.name) (\(file.format)): "
                    + "\(counted(file.observations, word)) into \(path)")
        }
        for name in report.repeated {
            lines.append("\(name) is in the store already: nothing changed")
        }
        for indicator in report.adopted {
            lines.append(
                "no plugin knows '\(indicator.name)': it can be asked for as '\(indicator.id)'")
        }
        let areas = report.areasAdopted
        for area in areas.count > mostAreas ? [] : areas {
            lines.append("no plugin knows the area '\(area.title)': it is called '\(area.id)'")
        }
        if areas.count > mostAreas, let first = areas.first {
            lines.append(
                "no plugin knows \(counted(areas.count, "area")) of the files: they are called by "
                    + "their names, '\(first.title)' is '\(first.id)'")
        }
        return lines
    }

    /// More areas than these are not told one by one.
    private static let mostAreas = 10

    private static func counted(_ count: Int, _ word: String) -> String {
        let number = NumberText.fixed(Double(count), decimals: 0, grouped: true)
        return "\(number) \(word)\(count == 1 ? "" : "s")"
    }
}
