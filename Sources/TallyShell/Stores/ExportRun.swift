import TallyEngine
import TallyModel
import TallyStore

/// `tally export`: writes the figures of a store as a CSV that can be imported.
package enum ExportRun {
    /// What an export was asked for.
    package struct Request: Sendable {
        /// `nil` for standard output.
        package var file: String?
        /// A day, `2023-10-04`.
        package var asKnown: String?
        package var everyVersion = false

        package init() {}
    }

    /// What was written, for standard output where that took none of it, and what the file cannot
    /// carry, for standard error.
    package struct Outcome: Sendable {
        package let report: String
        package let notes: String
    }

    /// Exports the store that the options name, else the sample. `write` takes the bytes where no
    /// file is named; one that is stands whole or not at all.
    package static func run(
        _ request: Request, _ options: SessionOptions,
        write: ([UInt8]) throws(Diagnostic) -> Void
    ) throws(Diagnostic) -> Outcome {
        let path = OpenedStore.path(options)
        let store: Store
        if let path {
            store = try Store.open(path: path, readOnly: true, isCancelled: options.isCancelled)
        } else {
            store = try Sample.open(environment: options.environment)
        }
        var plugins = LoadedPlugins(options, index: nil)
        plugins.adopt(try store.adopted(), try store.adoptedAreas())
        plugins.loadEverything()
        let catalogue = plugins.catalogue
        var settings = ExportOptions(everyVersion: request.everyVersion)
        if let name = options.area { settings.area = try catalogue.knownArea(name).id }
        if let day = request.asKnown { settings.asKnown = try Session.day(day) }
        let report: ExportReport
        if let file = request.file {
            report = try Files.replace(file) { write throws(Diagnostic) in
                try store.export(settings, catalogue: catalogue, write: write)
            }.result
        } else {
            report = try store.export(settings, catalogue: catalogue, write: write)
        }
        let notes =
            (path == nil ? ["the built-in sample is exported: no store is named"] : [])
            + left(report, request)
        return Outcome(
            report: request.file.map { "\(said(report)) are in \($0)\n" } ?? "",
            notes: notes.map { "note: \($0)\n" }.joined())
    }

    private static func said(_ report: ExportReport) -> String {
        [
            (report.figures, "figure"), (report.references, "reference"),
            (report.populations, "population"),
        ].filter { $0.0 > 0 || $0.1 == "figure" }.map { NumberText.counted($0.0, $0.1) }
            .joined(separator: ", ")
    }

    /// What is in the store and not in the file, or is not taken back as it was.
    private static func left(_ report: ExportReport, _ request: Request) -> [String] {
        var notes: [String] = []
        if report.days > 1, !request.everyVersion {
            notes.append(
                "what is exported became known on \(report.days) days, which the file does not tell"
            )
        }
        if report.milestones + report.neighbours > 0 {
            let what = [(report.milestones, "milestone"), (report.neighbours, "neighbour")]
                .filter { $0.0 > 0 }.map { NumberText.counted($0.0, $0.1) }
            notes.append("left out: \(what.joined(separator: " and "))")
        }
        if report.areasWithoutCodes > 0 {
            let areas = NumberText.counted(report.areasWithoutCodes, "area")
            notes.append("\(areas) that no plugin declares: their codes are left out")
        }
        if let first = report.unknown.first {
            let others = report.unknown.count - 1
            notes.append(
                "no plugin knows '\(first)'"
                    + (others > 0 ? " and \(NumberText.counted(others, "other"))" : "")
                    + ": it is not taken back as what it was")
        }
        if report.undated > 0 {
            notes.append(
                "left out: \(NumberText.counted(report.undated, "figure")) of years or quarters of "
                    + "another calendar than their plugin's")
        }
        return notes
    }
}
