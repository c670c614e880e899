import TallyLanguage
import TallyModel

/// Answers `list milestones`: what was to be done when, and how it stands.
struct MilestoneAnswer {
    let engine: Engine
    let checker: Checker

    /// Columns: area, stage, milestone, timescale (as printed), starts, ends, status, source. With
    /// `at` or `in` those whose timescale has a day in common with the period.
    func table(_ query: Query) throws(Diagnostic) -> ResultTable {
        let areas = try checker.areas(query.clauses.names)
        let calendar = Calendar()
        let asked = try period(query.clauses.window, calendar)
        let all = try engine.source.milestones(asKnown: engine.asKnown)
        let found = all.filter { milestone in
            areas?.contains(milestone.area) ?? true
                && asked.map { period in
                    guard let starts = milestone.starts, let ends = milestone.ends else {
                        return false
                    }
                    return starts <= period.last && period.first <= ends
                } ?? true
        }
        func date(_ day: Day?) -> ResultTable.Value {
            day.map {
                .period(.day($0), in: calendar)
            } ?? .empty
        }
        var notes = NoteCollector()
        let rows = found.map { milestone in
            notes.row(
                [
                    .text(engine.catalogue.title(ofArea: milestone.area)),
                    .text(milestone.stage), .text(milestone.title),
                    .text(milestone.printedPeriod),
                    date(milestone.starts), date(milestone.ends),
                    milestone.status.map { .text($0) } ?? .empty,
                    milestone.printedStatus.map { .text($0) } ?? .empty,
                ], milestone.caveat.map { [($0, [ColumnID.status])] } ?? [])
        }
        let when = asked.map { " in \($0.title(in: calendar))" } ?? ""
        let none = ResultTable.Note.nothing("there are no milestones\(when)")
        return ResultTable(
            layout: .grid,
            columns: [
                .init(ColumnID.area, "Area", .text, machineOnly: true),
                .init("stage", "Stage", .text), .init("milestone", "Milestone", .text),
                .init("timescale", "Timescale", .text, machineOnly: true),
                .init("starts", "Starts", .period), .init("ends", "Ends", .period),
                .init(ColumnID.status, "Status", .text),
                .init("status_as_printed", "Status as printed", .text, machineOnly: true),
            ],
            rows: rows, notes: rows.isEmpty ? [none] : notes.all,
            summary: rows.isEmpty
                ? nil : "\(NumberText.counted(rows.count, "milestone"))\(when)")
    }

    private func period(_ window: Window?, _ calendar: Calendar) throws(Diagnostic) -> Period? {
        switch window?.kind {
        case nil: return nil
        case .at(let syntax):
            if let period = syntax.period(in: calendar) { return period }
        case .range(let from, let to):
            if let first = from.period(in: calendar), let last = to.period(in: calendar),
                first.first <= last.last
            {
                return calendar.named(first.first, last.last)
            }
        case .since, .last: break
        }
        throw .windowNeeded(
            "milestones", example: "milestones at jul20",
            at: checker.place(window?.span ?? Span(0, 0)))
    }
}

extension Milestone {
    /// The plan's own words, where they say more of the status than its one word does.
    fileprivate var caveat: ResultTable.Note? {
        guard let status, let printedStatus, printedStatus.lowercased() != status.lowercased()
        else { return nil }
        return .caveat("printed as '\(printedStatus)'")
    }
}
