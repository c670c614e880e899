import TallyModel
import TallyPlugins

/// What an indicator means may change, and it may mean something only for a while. A figure is of
/// the definition that holds on the last day of its period.
extension Evaluator {
    /// The rows of an axis for which an indicator means nothing: it has no figures then.
    func undefined(_ indicator: Indicator, on axis: Axis) -> Set<Int> {
        if indicator.declaration.definitions.isEmpty { return [] }
        return Set(
            axis.periods.indices.filter { indicator.definition(on: axis.periods[$0].last) == nil })
    }

    /// Notes where the definition is another than that of the row before, where a figure that was
    /// counted over its period spans two, and where there is none.
    func definitionNotes(_ indicator: Indicator, on axis: Axis) -> [(
        row: Int, note: ResultTable.Note
    )] {
        if indicator.declaration.definitions.isEmpty { return [] }
        let isCounted =
            switch indicator.declaration.kind {
            case .stock, .ratioOfStocks: false
            default: true
            }
        var notes: [(row: Int, note: ResultTable.Note)] = []
        var before: DefinitionDeclaration?
        for (row, period) in axis.periods.enumerated() {
            guard let definition = indicator.definition(on: period.last) else {
                notes.append((row, .notDefined(indicator, calendar)))
                continue
            }
            if isCounted, let from = definition.from, from > period.first,
                let earlier = indicator.definition(on: from.advanced(by: -1))
            {
                let title = period.title(in: calendar)
                notes.append(
                    (row, .definitionWithin(title, from, before: earlier, after: definition)))
            } else if let before, before.from != definition.from {
                notes.append(
                    (row, .definitionBreak(period, before: before, after: definition, calendar)))
            }
            before = definition
        }
        return notes
    }
}

extension Indicator {
    /// What the indicator means on a day; `nil` where it means nothing.
    func definition(on day: Day) -> DefinitionDeclaration? {
        declaration.definitions.last { $0.holds(on: day) }
    }

    /// Whether figures for periods that end on a day are figures of it.
    func isDefined(on day: Day) -> Bool {
        declaration.definitions.isEmpty || definition(on: day) != nil
    }

    /// From when to when it means something: `from Apr 2021`, `until Mar 2020 and from Apr 2021 to
    /// Mar 2023`. Definitions that follow each other are one.
    func definedWords(_ calendar: Calendar) -> String {
        var runs: [(from: Day?, until: Day?)] = []
        for definition in declaration.definitions {
            if let last = runs.last?.until, last.advanced(by: 1) == definition.from {
                runs[runs.count - 1].until = definition.until
            } else {
                runs.append((definition.from, definition.until))
            }
        }
        return runs.map { DefinitionDeclaration.words(from: $0.from, until: $0.until, calendar) }
            .joined(separator: " and ")
    }
}

extension DefinitionDeclaration {
    /// `from Apr 2021 to Mar 2023`, `until 27 Oct 2023`; empty for always.
    static func words(from: Day?, until: Day?, _ calendar: Calendar) -> String {
        let from = from.map { day in
            let month = calendar.period(.month, containing: day)
            return (month.first == day ? month : .day(day)).title(in: calendar)
        }
        let until = until.map { day in
            let month = calendar.period(.month, containing: day)
            return (month.last == day ? month : .day(day)).title(in: calendar)
        }
        switch (from, until) {
        case (let from?, let until?): return "from \(from) to \(until)"
        case (let from?, nil): return "from \(from)"
        case (nil, let until?): return "until \(until)"
        case (nil, nil): return ""
        }
    }
}
