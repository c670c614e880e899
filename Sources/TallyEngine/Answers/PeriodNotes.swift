import TallyModel

/// What is said of the figures of one row for several periods, each thing once.
struct PeriodNotes {
    /// A thing that is said, and the periods of which it is.
    private var said: [(note: ResultTable.Note, periods: [String])] = []
    private var periods: [String] = []

    init() {}

    /// Of figures that stand beside each other; those that are missing say nothing.
    init(_ figures: [(period: String, figure: FigureRow)]) {
        for (period, figure) in figures where figure.cell.reason != .missing {
            add(figure.notes.filter { !$0.code.isOfOneFigure }, of: period)
        }
    }

    /// Adds what is said of one more period.
    mutating func add(_ notes: [ResultTable.Note], of period: String) {
        if !periods.contains(period) { periods.append(period) }
        for note in notes {
            guard let index = said.firstIndex(where: { $0.note == note }) else {
                said.append((note, [period]))
                continue
            }
            if !said[index].periods.contains(period) { said[index].periods.append(period) }
        }
    }

    /// Each with the periods of which it is said in front, where it is not said of all:
    /// `Apr 2023, May 2023: provisional`. One that names its period already stays as it is.
    ///
    /// - Parameter plain: of which no period is said, since they are of the row's own.
    func joined(plain: [ResultTable.Note] = []) -> [(note: ResultTable.Note, periods: [String])] {
        said.map { note, of in
            let isPlain =
                of.count == periods.count || plain.contains(note)
                || of.count == 1 && note.text.contains(of[0])
            return (
                isPlain
                    ? note
                    : ResultTable.Note(note.code, "\(of.joined(separator: ", ")): \(note.text)"),
                of
            )
        }
    }
}
