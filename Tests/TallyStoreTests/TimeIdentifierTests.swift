import TallyModel
import TallyPlugins
import Testing

@testable import TallyStore

@Suite struct TimeIdentifierTests {
    @Test(arguments: [
        ("2023", "Calendar year", "cy 2023-01-01 2023-12-31"),
        ("2023", "Reporting year", "fy 2022-04-01 2023-03-31"),
        ("2024", "January", "month 2024-01-01 2024-01-31"),
        ("2024", "December", "month 2024-12-01 2024-12-31"),
        ("2024", "Week 1", "span 2024-01-01 2024-01-07"),
        ("2021", "Week 1", "span 2021-01-04 2021-01-10"),
        ("2020", "Week 53", "span 2020-12-28 2021-01-03"),
        ("202324", "Academic year", "ay 2023-09-01 2024-08-31"),
        ("202324", "Financial year", "fy 2023-04-01 2024-03-31"),
        ("202324", "Financial year Q1", "quarter 2023-04-01 2023-06-30"),
        ("202324", "Financial year Q4", "quarter 2024-01-01 2024-03-31"),
        ("199900", "Financial year Q3", "quarter 1999-10-01 1999-12-31"),
        ("202324", "Part 1 (April to September)", "span 2023-04-01 2023-09-30"),
        ("202324", "Part 2 (October to March)", "span 2023-10-01 2024-03-31"),
        ("202324", "Tax year", "span 2023-04-06 2024-04-05"),
        ("202324", "Autumn term", "span 2023-09-01 2023-12-31"),
        ("202324", "Spring term", "span 2024-01-01 2024-03-31"),
        ("202324", "Summer term", "span 2024-04-01 2024-08-31"),
        ("202324", "Autumn and spring term", "span 2023-09-01 2024-03-31"),
    ])
    func reads(_ printed: String, _ identifier: String, _ expected: String) throws {
        let clock = TimeIdentifier(calendar: Calendar(), reportingYear: .toMarch)
        let period = try clock.read(printed, identifier)
        #expect(
            "\(period.grain.rawValue) \(period.first.iso) \(period.last.iso)" == expected)
    }

    @Test(arguments: [
        (ReportingYear.toMarch, "fy 2024-04-01 2025-03-31 from 2024-04-01"),
        (.toAugust, "ay 2024-09-01 2025-08-31 from 2024-09-01"),
        (.calendarYear, "cy 2025-01-01 2025-12-31 from 2025-01-01"),
        (.midYear, "day 2025-06-30 2025-06-30 from 2025-04-01"),
    ])
    func readsAReportingYear(_ year: ReportingYear, _ expected: String) throws {
        let clock = TimeIdentifier(calendar: Calendar(), reportingYear: year)
        let period = try clock.read("2025", "Reporting year")
        let start = clock.start(of: period, "Reporting year")
        #expect(
            "\(period.grain.rawValue) \(period.first.iso) \(period.last.iso) from \(start.iso)"
                == expected)
    }

    @Test(arguments: [
        ("2023", "Academic year", TimeIdentifier.Column.period),
        ("202325", "Academic year", .period),
        ("202324", "Calendar year", .period),
        ("20x4", "July", .period),
        ("9999", "July", .period),
        ("０２２４", "July", .period),
        ("", "July", .period),
        ("2024", "Week 0", .identifier),
        ("2021", "Week 53", .identifier),
        ("2024", "Week 54", .identifier),
        ("2024", "Week -1", .identifier),
        ("2024", "", .identifier),
        ("2024", "Financial year Q5", .identifier),
        ("2024", "Reporting year", .identifier),
    ])
    func refuses(_ printed: String, _ identifier: String, _ column: TimeIdentifier.Column) {
        let clock = TimeIdentifier(calendar: Calendar(), reportingYear: nil)
        let refusal = #expect(throws: TimeIdentifier.Refusal.self) {
            try clock.read(printed, identifier)
        }
        #expect(refusal?.column == column)
    }

    @Test(arguments: [
        (Day(2018, 9, 1), Day(2018, 11, 30), SpanLength.months(3)),
        (Day(2023, 4, 6), Day(2024, 4, 5), .months(12)),
        (Day(2023, 2, 1), Day(2023, 2, 28), .months(1)),
        (Day(2024, 1, 1), Day(2024, 1, 7), .days(7)),
        (Day(2023, 1, 31), Day(2023, 2, 27), .days(28)),
    ])
    func aSpanHasALengthAndAFirstDay(_ first: Day, _ last: Day, _ length: SpanLength) {
        #expect(SpanLength(of: Period(.span, first, last)) == length)
        #expect(length.first(endingOn: last) == first)
    }
}
