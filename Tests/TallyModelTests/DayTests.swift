import TallyModel
import Testing

struct DayTests {
    @Test(arguments: [
        (1970, 1, 1, 0), (1969, 12, 31, -1), (2000, 3, 1, 11_017), (2023, 9, 30, 19_630),
        (2024, 2, 29, 19_782), (1900, 2, 28, -25_509), (1600, 2, 29, -135_081),
        (1, 1, 1, -719_162), (9999, 12, 31, 2_932_896),
    ])
    func numbers(_ year: Int, _ month: Int, _ day: Int, _ number: Int) {
        #expect(Day(year, month, day).number == number)
        let civil = Day(number: number).civil
        #expect([civil.year, civil.month, civil.day] == [year, month, day])
    }

    @Test(arguments: ["2023-09-30", "2024-02-29", "1000-01-01", "9999-12-31"])
    func isoIsReadAsItIsWritten(_ text: String) {
        #expect(Day(iso: text)?.iso == text)
        #expect(Day(iso: text.dropFirst(0))?.iso == text)
    }

    @Test(arguments: [
        "", "-", "--", "2023", "2023-09", "2023-9-5", "2023-+9-+5", "+2023-09-05", "2023-09-05-01",
        "2023-09-05-", "2023-09-5", "2023-009-05", "02023-09-05", "2023-02-29", "2023-13-01",
        "2023-00-01", "2023-09-00", "0999-01-01", "2023/09/05", "2023-09-05 ", "2023-09-0５",
        "99999999999999999999-01-01", "2023-09-99999999999999999999",
    ])
    func whatIsNoISODayIsNone(_ text: String) {
        #expect(Day(iso: text) == nil)
    }

    @Test func everyDayOfFourCenturiesFollowsTheLast() {
        var expected = (year: 1899, month: 12, day: 31)
        var day = Day(1899, 12, 31)
        var wrong: [Day] = []
        for _ in 0..<146_098 {
            if day.civil != expected { wrong.append(day) }
            day = day.advanced(by: 1)
            expected.day += 1
            if expected.day > Day.length(ofMonth: expected.month, in: expected.year) {
                expected = (expected.year, expected.month + 1, 1)
            }
            if expected.month > 12 { expected = (expected.year + 1, 1, 1) }
        }
        #expect(wrong.isEmpty)
        #expect(day.iso == "2300-01-01")
    }

    @Test(arguments: [
        (2023, 2, 28), (2024, 2, 29), (1900, 2, 28), (2000, 2, 29), (2023, 1, 31), (2023, 4, 30),
        (2023, 9, 30), (2023, 11, 30), (2023, 12, 31),
    ])
    func lengths(_ year: Int, _ month: Int, _ length: Int) {
        #expect(Day.length(ofMonth: month, in: year) == length)
        #expect(Day(checking: year, month, length) != nil)
        #expect(Day(checking: year, month, length + 1) == nil)
    }

    @Test(arguments: [
        (999, 1, 1), (10_000, 1, 1), (2023, 0, 1), (2023, 13, 1), (2023, 1, 0), (2023, 1, 32),
        (2023, 2, 29), (2023, 9, -1), (Int.max, Int.max, Int.max), (Int.min, 1, 1),
    ])
    func noSuchDay(_ year: Int, _ month: Int, _ day: Int) {
        #expect(Day(checking: year, month, day) == nil)
    }

    @Test(arguments: [
        (Day(2023, 9, 30), "2023-09-30"), (Day(2023, 12, 1), "2023-12-01"),
        (Day(1000, 1, 1), "1000-01-01"),
    ])
    func iso(_ day: Day, _ expected: String) {
        #expect(day.iso == expected)
    }

    @Test func order() {
        #expect(Day(2023, 9, 30) < Day(2023, 10, 1))
        #expect(Day(2023, 12, 31).advanced(by: 1) == Day(2024, 1, 1))
        #expect(Day(2024, 3, 1).advanced(by: -1) == Day(2024, 2, 29))
    }
}
