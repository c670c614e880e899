import TallyModel

/// What a statement gives: rows and columns of typed values with notes. Renderers see this and
/// nothing else.
package struct ResultTable: Sendable, Hashable {
    /// How a person would want it laid out; machine formats look at columns and rows only.
    package enum Layout: Sendable, Hashable {
        /// One figure with all that is said of it: one row.
        case figure
        /// Periods down the rows.
        case series
        case grid
        /// What one thing is: two columns of text, a name and what is said, without a header.
        case record
        /// Lines of prose: one column of texts, no header.
        case prose
    }

    package var layout: Layout
    /// What the rows are about: `No. of CIC at end of month, Dorset`. `nil` where the columns say it.
    package var title: String?
    package var columns: [Column]
    package var rows: [Row]
    /// Footnotes, in the order of their first mark.
    package var notes: [Note]
    /// What to say under a grid: `42 rows, 7 meeting the target`.
    package var summary: String?
    /// How to draw it, where a chart was asked for; formats for machines pass over it.
    package var chart: Chart?
    /// Whether the rows stand in an order that was asked for or is the table's own, so that the
    /// first of them mean something: a ranking, a list, whatever is sorted.
    package var isOrdered = false

    package init(
        layout: Layout, title: String? = nil, columns: [Column], rows: [Row], notes: [Note] = [],
        summary: String? = nil, chart: Chart? = nil
    ) {
        self.layout = layout
        self.title = title
        self.columns = columns
        self.rows = rows
        self.notes = notes
        self.summary = summary
        self.chart = chart
    }

    /// The table with other rows, some of these or all in another order: what was said only of rows
    /// that are gone is gone too.
    package func with(rows: [Row]) -> ResultTable {
        let marked = Set(self.rows.flatMap(\.notes))
        let still = Set(rows.flatMap(\.notes))
        let kept = notes.indices.filter { !marked.contains($0) || still.contains($0) }
        let numbers = Dictionary(uniqueKeysWithValues: kept.enumerated().map { ($1, $0) })
        var result = self
        result.notes = kept.map { notes[$0] }
        result.rows = rows.map { row in
            var row = row
            row.notes = row.notes.compactMap { numbers[$0] }
            row.places = Dictionary(
                uniqueKeysWithValues: row.places.compactMap { note, columns in
                    numbers[note].map { ($0, columns) }
                })
            return row
        }
        return result
    }

    /// Whether it says that something asked for is not there.
    package var lacksSomething: Bool { notes.contains { $0.code == .noValues } }

    /// Whether any row has a figure that is known.
    var hasFigures: Bool {
        rows.contains { row in
            row.values.contains {
                if case .number(let number) = $0 { number.cell.reason != .missing } else { false }
            }
        }
    }

    /// Whether it has nothing to say: no rows, or rows of which every figure is missing.
    var saysNothing: Bool {
        guard !hasFigures else { return false }
        return rows.allSatisfy { row in
            row.values.contains { if case .number = $0 { true } else { false } }
        }
    }

    /// The one target that rows have; `nil` where they differ, or where the rows of some area have
    /// none.
    package var commonTarget: Double? {
        guard let column = columns.firstIndex(where: { $0.id == ColumnID.target }) else {
            return nil
        }
        let area = columns.firstIndex { $0.id == ColumnID.area }
        var targets: [Value: Set<Double>] = [:]
        for row in rows {
            let own: Set<Double> =
                if case .number(let number) = row.values[column] {
                    Set([number.cell.value].compactMap { $0 })
                } else { [] }
            targets[area.map { row.values[$0] } ?? .empty, default: []].formUnion(own)
        }
        let first = targets.values.first ?? []
        return first.count == 1 && targets.values.allSatisfy { $0 == first } ? first.first : nil
    }

    /// A drawing of some of the columns.
    package struct Chart: Sendable, Hashable {
        package enum Kind: String, CaseIterable, Sendable, Hashable {
            case line, bar, dot
        }

        package let kind: Kind
        /// The id of the column that labels the points: periods, members, areas, indicators.
        package let labels: String
        /// The ids of the columns that are drawn, each a series of its own.
        package let series: [String]
        /// Drawn across where there is one.
        package let target: Double?
        /// Rows at which the series breaks off from the row before.
        package let breaks: Set<Int>
        /// Whether each row is a series, named by its label, along the columns.
        package let isAcross: Bool

        package init(
            kind: Kind, labels: String, series: [String], target: Double? = nil,
            breaks: Set<Int> = [], isAcross: Bool = false
        ) {
            self.kind = kind
            self.labels = labels
            self.series = series
            self.target = target
            self.breaks = breaks
            self.isAcross = isAcross
        }
    }

    package struct Column: Sendable, Hashable {
        package enum Kind: String, Sendable, Hashable {
            case text, number, period, direction, status
        }

        /// As `columns` and `sort by` call it, and the key in JSON and CSV: snake case.
        package let id: String
        /// The header of a table.
        package let title: String
        package let kind: Kind
        /// `nil` where it differs by row (then a column `unit` says it) or there is none.
        package let unit: Unit?
        /// Left out of tables for people where the layout or the title already says it; machine
        /// formats always have it.
        package var machineOnly: Bool
        /// One of several columns of figures beside each other, each a series of its own.
        package let isSeries: Bool
        /// Whether these are periods, so that each row is a series along them.
        package let isPeriod: Bool

        package init(
            _ id: String, _ title: String, _ kind: Kind, unit: Unit? = nil,
            machineOnly: Bool = false, isSeries: Bool = false, isPeriod: Bool = false
        ) {
            self.id = id
            self.title = title
            self.kind = kind
            self.unit = unit
            self.machineOnly = machineOnly
            self.isSeries = isSeries
            self.isPeriod = isPeriod
        }
    }

    package struct Row: Sendable, Hashable {
        /// One for each column.
        package var values: [Value]
        /// Indexes into the table's notes that mark the row.
        package var notes: [Int]
        /// The ids of the columns that a note of the row is about; one that is not here is about
        /// the row's figure.
        package var places: [Int: [String]]
        /// Whether it is of all the others together: it stays last and whole, whatever rows are kept,
        /// and is not counted among them.
        package let isTotal: Bool

        package init(
            _ values: [Value], notes: [Int] = [], places: [Int: [String]] = [:],
            isTotal: Bool = false
        ) {
            self.values = values
            self.notes = notes
            self.places = places
            self.isTotal = isTotal
        }
    }

    package enum Value: Sendable, Hashable {
        /// Nothing to say, as in a row without a target.
        case empty
        case text(String)
        case number(NumberValue)
        case period(Period, title: String, code: String)
        case direction(Direction)
        case status(Status)

        /// A period as people and as machines read it.
        package static func period(_ period: Period, in calendar: Calendar) -> Value {
            .period(
                period, title: period.title(in: calendar), code: period.code(in: calendar))
        }
    }

    /// A figure with how it is shown.
    package struct NumberValue: Sendable, Hashable {
        package let cell: Cell
        /// Digits behind the point for people; machine formats have the value in full.
        package let decimals: Int
        package let unit: Unit?
        /// A change or a gap: shown with its sign.
        package let signed: Bool

        package init(_ cell: Cell, decimals: Int, unit: Unit?, signed: Bool = false) {
            self.cell = cell
            self.decimals = decimals
            self.unit = unit
            self.signed = signed
        }
    }

    /// A footnote with a stable code.
    package struct Note: Sendable, Hashable {
        package let code: NoteCode
        package let text: String
        /// What is said of many things at once that have such a note each, without how many:
        /// `indicators end in Sep 2023`.
        package let ofMany: String?

        package init(_ code: NoteCode, _ text: String, ofMany: String? = nil) {
            self.code = code
            self.text = text
            self.ofMany = ofMany
        }

        /// What stands before a note on the whole result: `note`, or `try` before a sentence.
        package var label: String { code == .instead ? code.rawValue : "note" }
    }
}

/// The ids of the columns that renderers lay out by meaning, and that `sort` and `columns` name.
package enum ColumnID {
    /// The indicator's id; empty for an expression that is none.
    package static let id = "id"
    package static let indicator = "indicator"
    package static let area = "area"
    package static let theme = "theme"
    package static let period = "period"
    /// Of members beside each other.
    package static let total = "total"
    package static let value = "value"
    package static let unit = "unit"
    package static let numerator = "numerator"
    package static let denominator = "denominator"
    package static let before = "before"
    package static let beforePeriod = "before_period"
    package static let change = "change"
    package static let direction = "direction"
    package static let good = "good"
    package static let target = "target"
    package static let gap = "gap"
    package static let status = "status"
    /// Why a figure has its status: the rule of the policy that decided.
    package static let statusReason = "status_reason"
    /// The gap as a percentage of the reference, which indicators of different units share.
    package static let gapPercent = "gap_percent"
    /// The change as a percentage of the earlier figure, likewise.
    package static let changePercent = "change_percent"
    /// A member's part of the whole.
    package static let share = "share"
    package static let rank = "rank"
    package static let quartile = "quartile"
}
