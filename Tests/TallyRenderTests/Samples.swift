import TallyEngine
import TallyModel

/// Results to write: made by hand, as the engine would make them.
enum Samples {
    typealias Value = ResultTable.Value
    typealias Column = ResultTable.Column

    static let calendar = Calendar()

    static func month(_ year: Int, _ month: Int) -> Value {
        let period = calendar.month(year, month)
        return .period(
            period, title: period.title(in: calendar), code: period.code(in: calendar))
    }

    static func number(
        _ value: Double, _ decimals: Int = 0, _ unit: Unit? = .number, signed: Bool = false
    ) -> Value {
        .number(.init(.value(value), decimals: decimals, unit: unit, signed: signed))
    }

    static func none(_ reason: Reason) -> Value {
        .number(.init(.none(reason), decimals: 0, unit: .number))
    }

    static let figureColumns: [Column] = [
        Column(ColumnID.indicator, "Indicator", .text, machineOnly: true),
        Column(ColumnID.area, "Area", .text, machineOnly: true),
        Column(ColumnID.period, "Period", .period),
        Column(ColumnID.value, "Value", .number),
        Column(ColumnID.unit, "Unit", .text, machineOnly: true),
        Column(ColumnID.numerator, "Numerator", .number),
        Column(ColumnID.denominator, "Denominator", .number),
        Column(ColumnID.before, "Before", .number),
        Column(ColumnID.beforePeriod, "Period before", .period),
        Column(ColumnID.change, "Change", .number),
        Column(ColumnID.direction, "Direction", .direction),
        Column(ColumnID.good, "Good", .text),
        Column(ColumnID.target, "Target", .number),
        Column(ColumnID.gap, "Gap", .number),
        Column(ColumnID.status, "Status", .status),
    ]

    /// A figure's row with everything that is not given left empty.
    static func figure(
        title: String? = "No. of CIC at end of month, Dorset", _ cells: [String: Value],
        more: [(Column, Value)] = [], notes: [ResultTable.Note] = []
    ) -> ResultTable {
        let values = figureColumns.map { cells[$0.id] ?? .empty } + more.map(\.1)
        return ResultTable(
            layout: .figure, title: title, columns: figureColumns + more.map(\.0),
            rows: [.init(values, notes: Array(notes.indices))], notes: notes)
    }

    static let count: [String: Value] = [
        ColumnID.indicator: .text("No. of CIC at end of month"), ColumnID.area: .text("Dorset"),
        ColumnID.period: month(2023, 9), ColumnID.value: number(473),
        ColumnID.unit: .text("number"), ColumnID.before: number(464),
        ColumnID.beforePeriod: month(2023, 8), ColumnID.change: number(9, signed: true),
        ColumnID.direction: .direction(.worsening), ColumnID.good: .text("low"),
        ColumnID.target: number(420), ColumnID.gap: number(-53, signed: true),
        ColumnID.status: .status(.red),
    ]

    static let rate: [String: Value] = [
        ColumnID.period: month(2023, 9), ColumnID.value: number(61.4919, 2, .rate(per: 10_000)),
        ColumnID.numerator: number(406), ColumnID.denominator: number(66_025),
        ColumnID.before: number(59.0859, 2, .rate(per: 10_000)),
        ColumnID.beforePeriod: month(2023, 8),
        ColumnID.change: number(2.406, 2, .rate(per: 10_000), signed: true),
        ColumnID.direction: .direction(.worsening), ColumnID.good: .text("low is good"),
    ]

    static let series = ResultTable(
        layout: .series, title: "CIC less UASC, Dorset",
        columns: [
            Column(ColumnID.indicator, "Indicator", .text, machineOnly: true),
            Column(ColumnID.period, "Period", .period),
            Column(ColumnID.value, "Value", .number, unit: .number),
        ],
        rows: [
            .init([.text("cic"), month(2023, 6), number(1397)]),
            .init([.text("cic"), month(2023, 7), none(.suppressed)]),
            .init([.text("cic"), month(2023, 8), number(400)], notes: [1]),
            .init([.text("cic"), month(2023, 9), number(906)], notes: [0, 1]),
        ],
        notes: [
            .init(.populationBreak, "the population changed"),
            .init(.provisional, "provisional: one month in arrears"),
            .init(.computed, "computed, not published"),
        ])

    static let grid = ResultTable(
        layout: .grid, title: "Sep 2023 against target, Dorset",
        columns: [
            Column(ColumnID.indicator, "Indicator", .text),
            Column(ColumnID.value, "Sep 2023", .number),
            Column(ColumnID.target, "Target", .number),
            Column(ColumnID.gap, "Gap", .number),
            Column(ColumnID.status, "Status", .status),
            Column(ColumnID.direction, "Direction", .direction),
            Column(ColumnID.unit, "Unit", .text, machineOnly: true),
        ],
        rows: [
            .init([
                .text("No. of CIC at end of month"), number(1473), number(420),
                number(-1053, signed: true), .status(.red), .direction(.worsening),
                .text("number"),
            ]),
            .init(
                [
                    .text("% CIC placed outside Dorset"), number(41.437, 2, .percent),
                    number(30, 0, .percent), number(-11.437, 2, .percentagePoints, signed: true),
                    .status(.amber), .direction(.same), .text("percent"),
                ], notes: [0]),
            .init([
                .text("No. of visits"), none(.suppressed), number(12.5, 1), none(.suppressed),
                .empty, .empty, .text("number"),
            ]),
            .init([
                .text("Cost"), number(1234.5, 2, .money("£")), none(.missing),
                number(0.001, 2, .money("£"), signed: true), .status(.green),
                .direction(.improving), .text("money £"),
            ]),
        ],
        notes: [.init(.partCounted, "8 of 12 months")], summary: "4 rows, 1 meeting the target")
}
