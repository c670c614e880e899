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
        let files = try read(paths, options)
        var settings = ImportOptions()
        settings.isCancelled = options.isCancelled
        settings.dryRun = request.dryRun
        settings.partial = request.partial
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
        } catch {
            throw Diagnostics([error])
        }
        do throws(Diagnostics) {
            var outcome = try take(files, paths, into: (store, path), settings, options)
            // Everything is written before the next import has its turn.
            turn?.finish(store)
            if let earlier = store.earlier {
                outcome = Outcome(
                    report: StoreCare.migrated(path, earlier) + "\n" + outcome.report,
                    warnings: outcome.warnings)
            }
            return outcome
        } catch {
            // A store that was made for this import goes with it.
            turn?.giveUp(store)
            throw error
        }
    }

    private typealias File = (name: String, bytes: [UInt8])

    private static func read(
        _ paths: [String], _ options: SessionOptions
    ) throws(Diagnostics) -> [File] {
        var files: [File] = []
        var problems: [Diagnostic] = []
        for path in paths {
            do throws(Diagnostic) {
                let bytes = try Files.bytes(of: path, isCancelled: options.isCancelled)
                files.append((Files.lastPart(of: path), bytes))
            } catch {
                if error.code == .cancelled { throw Diagnostics([error]) }
                problems.append(error)
            }
        }
        if !problems.isEmpty { throw Diagnostics(problems) }
        return files
    }

    /// Takes what was read at paths into a store that is open, and says what came of it.
    private static func take(
        _ files: [File], _ paths: [String], into place: (store: Store, path: String),
        _ settings: ImportOptions, _ options: SessionOptions
    ) throws(Diagnostics) -> Outcome {
        var settings = settings
        var plugins = LoadedPlugins(options, index: nil)
        do throws(Diagnostic) {
            plugins.adopt(try place.store.adopted(), try place.store.adoptedAreas())
            plugins.loadEverything()
            settings.area = try options.area.map { name throws(Diagnostic) in
                switch try plugins.catalogue.knownOrNewArea(name) {
                case .known(let area): area.id
                case .new(let name): name
                }
            }
        } catch {
            throw Diagnostics([error])
        }
        var rejected = RejectedRows()
        let report: ImportReport
        do throws(Diagnostics) {
            report = try Importer.import(
                files: files, into: place.store, catalogue: plugins.catalogue, options: settings
            ) { rows throws(Diagnostic) in
                if !settings.dryRun { try rejected.keep(rows, of: paths) }
            }
        } catch {
            rejected.remove()
            var all = error.all
            if all.contains(where: { $0.code == .badRow }) {
                all[all.count - 1].notes.append(
                    "nothing was imported; --partial takes the good rows")
            } else if all.last?.code == .fileUnwritable {
                all[all.count - 1].notes.append(
                    "nothing was imported: the rows that are left out must have a place")
            }
            throw Diagnostics(all)
        }
        let lines =
            text(of: report, into: place.path, plugins.catalogue, dryRun: settings.dryRun)
            + rejected.lines
        return Outcome(
            report: lines.joined(separator: "\n") + "\n",
            warnings: plugins.problems + report.warnings)
    }

    /// The day that it is where the day begins first.
    private static var latestToday: Day {
        Day(number: (time(nil) + 14 * 3600) / 86400)
    }

    private static func text(
        of report: ImportReport, into path: String, _ catalogue: Catalogue, dryRun: Bool
    ) -> [String] {
        var lines: [String] = []
        for file in report.files {
            let verb = dryRun ? "would import" : "imported"
            let word = file.holdsFigures ? "figure" : "row"
            lines.append(
                "\(verb) \(file.name) (\(file.format)): "
                    + "\(NumberText.counted(file.observations, word)) into \(path)")
        }
        for pair in report.described {
            lines.append("\(pair.metadata) says what the columns of \(pair.data) mean")
        }
        for name in report.repeated {
            lines.append("\(name) is in the store already: nothing changed")
        }
        for indicator in report.adopted {
            let isKnown = catalogue.indicator(printed: indicator.name)?.plugin != nil
            let what =
                isKnown
                ? "'\(indicator.name)' is here an indicator of its own"
                : "no plugin knows '\(indicator.name)'"
            lines.append("\(what): it can be asked for as '\(indicator.id)'")
        }
        let areas = report.areasAdopted
        for area in areas.count > mostAreas ? [] : areas {
            lines.append("no plugin knows the area '\(area.title)': it is called '\(area.id)'")
        }
        if areas.count > mostAreas, let first = areas.first {
            lines.append(
                "no plugin knows \(NumberText.counted(areas.count, "area")) of the files: they are called by "
                    + "their names, '\(first.title)' is '\(first.id)'")
        }
        return lines
    }

    /// More areas than these are not told one by one.
    private static let mostAreas = 10
}
