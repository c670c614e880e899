import TallyEngine
import TallyModel
import TallyPlugins

/// A milestone as a file prints it.
struct MilestoneRow {
    /// The key of an area, as in ``Reading``.
    let area: String
    let source: String
    let stage: String
    let title: String
    let period: String
    let starts: Day?
    let ends: Day?
    let status: String?
    let printedStatus: String?
    /// A number from ``Reading/origins``; -1 for none.
    let origin: Int32
    /// A packed ``FilePlace``.
    let place: Int64
}

/// A dated step inside a milestone as a file prints it.
struct MilestoneStepRow {
    let area: String
    let source: String
    let stage: String
    let title: String
    let printedDate: String
    let day: Day?
    let origin: Int32
    let place: Int64
}

extension FileFormat {
    /// One row a milestone of a plan.
    static let milestones = FileFormat(
        name: "milestones", title: "a CSV of milestones (a row a milestone)",
        columns: [
            "stage", "milestone", "period_timescale", "starts", "ends", "status",
            "status_as_printed",
        ],
        lacks: { header in
            header.lacking(["stage", "milestone", "starts", "ends", "status"])
                .map { "the column '\($0)'" }
        },
        read: { (reader, context, reading) throws(Diagnostic) in
            let plan = try PlanReader(context, &reading)
            reader.forEachRow(of: context.header.names.count, into: &reading) { row, reading in
                plan.readMilestone(row, &reading)
            }
        })

    /// One row a dated step inside a milestone.
    static let milestoneSteps = FileFormat(
        name: "milestone steps", title: "a CSV of steps of milestones (a row a step)",
        columns: ["stage", "step", "date_as_printed", "date_iso"],
        lacks: { header in
            header.lacking(["stage", "step", "date_iso"]).map { "the column '\($0)'" }
        },
        read: { (reader, context, reading) throws(Diagnostic) in
            let plan = try PlanReader(context, &reading)
            reader.forEachRow(of: context.header.names.count, into: &reading) { row, reading in
                plan.readStep(row, &reading)
            }
        })
}

/// Reads the two files of a plan.
private struct PlanReader {
    private let header: CSVHeader
    private let area: String
    private let source: String

    /// Throws where nothing says whose plan it is: neither the import nor the home of a plugin with
    /// a feed of milestones.
    init(_ context: ReadingContext, _ reading: inout Reading) throws(Diagnostic) {
        header = context.header
        let feed = context.feeds("milestones").first { feed in
            feed.declaration.having.keys.allSatisfy { context.header.has($0) }
        }
        guard let name = context.options.area ?? feed?.home else {
            throw .noAreaForFile(context.file)
        }
        area = reading.area(named: name, in: context.catalogue)
        source = context.options.source ?? feed?.declaration.source.value ?? context.stem
    }

    func readMilestone(
        _ row: CSVRow, _ reading: inout Reading
    ) {
        guard let stage = required("stage", row, &reading),
            let title = required("milestone", row, &reading)
        else { return }
        let starts = day("starts", row, &reading)
        let ends = day("ends", row, &reading)
        if let first = starts.day, let last = ends.day, last < first {
            refuse("ends", "a day that is not before it starts", row, &reading)
            return
        }
        let status = text("status", row)
        let printed = text("status_as_printed", row)
        reading.add(
            MilestoneRow(
                area: area, source: source, stage: stage, title: title,
                period: text("period_timescale", row), starts: starts.day,
                ends: ends.day, status: status.isEmpty ? nil : status,
                printedStatus: printed.isEmpty ? nil : printed,
                origin: reading.origin(row, header.column("source")),
                place: place("milestone", row)))
    }

    func readStep(_ row: CSVRow, _ reading: inout Reading) {
        guard let stage = required("stage", row, &reading),
            let title = required("step", row, &reading)
        else { return }
        let date = day("date_iso", row, &reading)
        reading.add(
            MilestoneStepRow(
                area: area, source: source, stage: stage, title: title,
                printedDate: text("date_as_printed", row), day: date.day,
                origin: reading.origin(row, header.column("source")), place: place("step", row)))
    }

    private func text(_ name: String, _ row: CSVRow) -> String {
        row.text(header.column(name))
    }

    private func place(_ name: String, _ row: CSVRow) -> Int64 {
        row.place(header.column(name) ?? 0)
    }

    private func required(
        _ name: String, _ row: CSVRow, _ reading: inout Reading
    ) -> String? {
        let text = text(name, row)
        if text.isEmpty {
            refuse(name, "text", row, &reading)
            return nil
        }
        return text
    }

    /// What a field for a day holds.
    private enum PrintedDay {
        case none
        case day(Day)
        case refused

        var day: Day? { if case .day(let day) = self { day } else { nil } }
    }

    /// Tells the problem where the field holds something else than a day.
    private func day(
        _ name: String, _ row: CSVRow, _ reading: inout Reading
    ) -> PrintedDay {
        let text = text(name, row)
        if text.isEmpty { return .none }
        if let day = PrintedPeriod.day(text) { return .day(day) }
        refuse(name, "a day such as 2020-06-01, or nothing", row, &reading)
        return .refused
    }

    private func refuse(
        _ name: String, _ expected: String, _ row: CSVRow,
        _ reading: inout Reading
    ) {
        let text = text(name, row)
        reading.add(
            Reading.Problem(
                row: row.number, column: header.column(name),
                found: text.isEmpty ? "nothing" : text.quoted, expected: expected))
    }
}
