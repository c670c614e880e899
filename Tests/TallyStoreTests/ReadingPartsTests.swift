import TallyModel
import Testing

@testable import TallyStore

@Suite struct ReadingPartsTests {
    private func records(_ text: String) -> [[String]] {
        Array(text.utf8).withUnsafeBufferPointer { bytes in
            var reader = CSVReader(bytes)
            var fields: [CSVReader.Field] = []
            var result: [[String]] = []
            while reader.next(&fields) { result.append(fields.map { reader.text($0) }) }
            return result
        }
    }

    @Test(arguments: [
        ("", []),
        ("\n\r\n\n", []),
        ("a", [["a"]]),
        ("a,b\nc,d", [["a", "b"], ["c", "d"]]),
        ("a,b\r\nc,d\r\n", [["a", "b"], ["c", "d"]]),
        ("a,b\rc,d\r", [["a", "b"], ["c", "d"]]),
        ("a,b\n\n\nc,d\n", [["a", "b"], ["c", "d"]]),
        (",\n", [["", ""]]),
        ("a,", [["a", ""]]),
        (" a , b ", [["a", "b"]]),
        ("\"a,b\",c", [["a,b", "c"]]),
        ("\"a\nb\",c\nd,e", [["a\nb", "c"], ["d", "e"]]),
        ("\"say \"\"so\"\"\",c", [["say \"so\"", "c"]]),
        ("\"\",x", [["", "x"]]),
        ("a\"b,c", [["a\"b", "c"]]),
        ("\"a\"\n\"b\"", [["a"], ["b"]]),
        ("é,\u{A0}x\u{A0}", [["é", "x"]]),
    ])
    func recordsAreCut(_ text: String, _ expected: [[String]]) {
        #expect(records(text) == expected)
    }

    @Test(arguments: [
        ("a,\"b", CSVReader.Flaw.unclosedQuote, 1), ("\"a\"b,c", .textAfterQuote, 0),
        ("x,\"a\" ,\"b", .unclosedQuote, 2),
    ])
    func flawsAreSeen(_ text: String, _ kind: CSVReader.Flaw, _ field: Int) {
        Array(text.utf8).withUnsafeBufferPointer { bytes in
            var reader = CSVReader(bytes)
            var fields: [CSVReader.Field] = []
            let hasFirst = reader.next(&fields)
            #expect(hasFirst)
            #expect(reader.flaw?.kind == kind)
            #expect(reader.flaw?.field == field)
            let hasSecond = reader.next(&fields)
            #expect(!hasSecond)
        }
    }

    @Test(arguments: [
        ("", PrintedValue.blank),
        ("473", .number(473, decimals: 0)),
        ("473.00", .number(473, decimals: 2)),
        ("0.285", .number(0.285, decimals: 3)),
        ("-1.5", .number(-1.5, decimals: 1)),
        ("\u{2212}2", .number(-2, decimals: 0)),
        ("-0", .number(0, decimals: 0)),
        ("1,234", .number(1234, decimals: 0)),
        ("12,345,678.90", .number(12_345_678.9, decimals: 2)),
        ("£1,234.50", .number(1234.5, decimals: 2)),
        ("-£5", .number(-5, decimals: 0)),
        ("£-5", .number(-5, decimals: 0)),
        ("61.5%", .number(61.5, decimals: 1)),
        ("61.5 %", .number(61.5, decimals: 1)),
        ("0.30000000000000004", .number(0.30000000000000004, decimals: 15)),
        ("123456789012345678901234567890", .number(1.2345678901234568e29, decimals: 0)),
        ("c", .reason(.suppressed)), ("x", .reason(.notAvailable)), ("z", .reason(.notApplicable)),
        ("low", .reason(.low)), ("k", .reason(.low)), ("u", .reason(.unreliable)),
        ("nan", .unreadable), ("NaN", .unreadable), ("inf", .unreadable), ("-inf", .unreadable),
        ("0x1F", .unreadable), ("1e5", .unreadable), ("1.2.3", .unreadable), ("12,34", .unreadable),
        ("1,2345", .unreadable), (",123", .unreadable), ("1234,567", .unreadable),
        ("1,23.4", .unreadable), ("1.5,000", .unreadable), ("-", .unreadable), ("%", .unreadable),
        ("£", .unreadable), ("£5%", .unreadable), (".5", .unreadable), ("5.", .unreadable),
        ("--5", .unreadable), ("5 6", .unreadable), ("C", .unreadable), ("#N/A", .unreadable),
        ("٣", .unreadable),
        (String(repeating: "9", count: 400), .unreadable),
    ])
    func valuesAreRead(_ text: String, _ expected: PrintedValue) {
        let read = Array(text.utf8).withUnsafeBufferPointer {
            PrintedValue($0, in: 0..<$0.count)
        }
        #expect(read == expected)
    }

    @Test(arguments: [
        ("2022-04", "month", "month 2022-04-01 2022-04-30"),
        ("2022-23", "financial_year", "fy 2022-04-01 2023-03-31"),
        ("1999/00", "financial_year", "fy 1999-04-01 2000-03-31"),
        ("2022-2023", "financial_year", "fy 2022-04-01 2023-03-31"),
        ("2022-23", "academic_year", "ay 2022-09-01 2023-08-31"),
        ("2022-Q1", "quarter", "quarter 2022-04-01 2022-06-30"),
        ("2022-Q4", "quarter", "quarter 2023-01-01 2023-03-31"),
        ("2018-09/2018-11", "quarter", "span 2018-09-01 2018-11-30"),
        ("2023-03-31", "snapshot", "day 2023-03-31 2023-03-31"),
        ("2023-03", "snapshot", "month 2023-03-01 2023-03-31"),
        ("2022", "calendar_year", "cy 2022-01-01 2022-12-31"),
        ("2022-24", "financial_year", nil), ("2022-13", "month", nil), ("2022-Q5", "quarter", nil),
        ("2023-02-29", "snapshot", nil), ("2022-4", "month", nil), ("", "month", nil),
        ("2018-11/2018-09", "quarter", nil), ("2022", "month", nil), ("2022-04", "week", nil),
        ("99999999999999999999-04", "month", nil), ("-2022", "calendar_year", nil),
        ("２０２２", "calendar_year", nil),
    ])
    func periodsAreRead(_ text: String, _ type: String, _ expected: String?) {
        let period = PrintedPeriod.read(text, type: type, calendar: Calendar())
        #expect(
            period.map { "\($0.grain.rawValue) \($0.first.iso) \($0.last.iso)" } == expected)
    }

    @Test(arguments: [
        ("2023-04", "2023-04-30"), ("Apr 2023", "2023-04-30"), ("Apr-23", "2023-04-30"),
        ("sept 2023", "2023-09-30"), ("September 2023", "2023-09-30"), ("target", nil),
        ("Ap 2023", nil), ("2023-00", nil), ("may", nil), ("May 3", nil),
    ])
    func headersAreMonths(_ text: String, _ last: String?) {
        #expect(PrintedPeriod.month(header: text)?.last.iso == last)
    }

    @Test(arguments: [
        ("No. of visitors", "no_of_visitors"), ("% (late)", "percent_late"),
        ("Children's care", "childrens_care"), ("3+ moves", "3_plus_moves"), ("Café", "café"),
        ("***", "unnamed"), ("a|b=c", "a_b_c"),
    ])
    func idsAreMadeOfNames(_ name: String, _ expected: String) {
        #expect(Slug.make(name) == expected)
    }

    @Test(
        arguments: [
            ([0x61], TextEncoding.Result.utf8(from: 0)),
            ([0xEF, 0xBB, 0xBF, 0x61], .utf8(from: 3)),
            ([0xC3, 0xA9], .utf8(from: 0)),
            ([0xF0, 0x9F, 0x98, 0x80], .utf8(from: 0)),
            ([0xE9, 0x61], .windows1252([0xC3, 0xA9, 0x61])),
            ([0x80], .windows1252([0xE2, 0x82, 0xAC])),
            // An overlong form, a surrogate and a code point beyond the last are no UTF-8.
            ([0xC0, 0xAF], .windows1252([0xC3, 0x80, 0xC2, 0xAF])),
            ([0xED, 0xA0, 0x80], .windows1252([0xC3, 0xAD, 0xC2, 0xA0, 0xE2, 0x82, 0xAC])),
            ([0xF4, 0x92], .windows1252([0xC3, 0xB4, 0xE2, 0x80, 0x99])),
            ([0x61, 0x81], .notText("is neither UTF-8 nor Windows-1252")),
            ([0x61, 0x00], .notText("holds a NUL byte and is no text")),
            ([0xFF, 0xFE, 0x61, 0x00], .notText("is UTF-16; save it as 'CSV UTF-8'")),
        ] as [([UInt8], TextEncoding.Result)])
    func encodingsAreTold(_ bytes: [UInt8], _ expected: TextEncoding.Result) {
        #expect(TextEncoding.decode(bytes) == expected)
    }

    /// Source: FIPS 180-4 examples, and NIST's vectors for short messages.
    @Test(arguments: [
        ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
        ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
        (
            "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
            "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
        ),
        (
            String(repeating: "a", count: 1_000_000),
            "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"
        ),
    ])
    func digestsAreThoseOfTheStandard(_ text: String, _ expected: String) {
        #expect(SHA256.hexDigest(text) == expected)
    }

    @Test func manyTextsAreNumberedInOrder() {
        var interner = ByteInterner()
        for round in 0..<2 {
            for number in 0..<1_000 {
                var text = "text \(number)"
                let found = text.withUTF8 { interner.number($0) }
                #expect(found.number == number)
                #expect(found.isNew == (round == 0))
            }
        }
        #expect(interner.text(999) == "text 999")
    }

    @Test(arguments: [
        Unit.number, .percent, .percentagePoints, .rate(per: 10_000), .days, .weeks, .hours, .score,
        .ratio, .money("£"), .text,
    ])
    func unitsSurviveTheStore(_ unit: Unit) {
        #expect(Unit(code: unit.code) == unit)
    }
}
