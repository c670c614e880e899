import TallyLanguage
import TallyModel
import Testing

/// A text with one error: its code, the text it points at, its label and its sentence.
struct Mistake: Sendable, CustomTestStringConvertible {
    let text: String
    let code: DiagnosticCode
    let pointed: String
    let label: String?
    let message: String?

    init(
        _ text: String, _ code: DiagnosticCode, _ pointed: String, _ label: String? = nil,
        message: String? = nil
    ) {
        self.text = text
        self.code = code
        self.pointed = pointed
        self.label = label
        self.message = message
    }

    var testDescription: String { text }

    static let words: [Mistake] = [
        Mistake(
            "rate cic per", .unexpectedWord, "",
            message: "expected a number or a scale such as 10k after 'per'"),
        Mistake("rate cic per uasc", .unexpectedWord, "uasc"),
        Mistake(
            "rate cic", .unexpectedWord, "", message: "expected 'per' or an operator after 'cic'"),
        Mistake(
            "rate", .unexpectedWord, "",
            message: "expected an indicator, a number or an expression in brackets after 'rate'"),
        Mistake("rate cic in sep23", .unexpectedWord, "in"),
        Mistake("rate cic exlc uasc per 10k", .unexpectedWord, "exlc", "did you mean 'excl'?"),
        Mistake(
            "cic foo", .unexpectedWord, "foo", "did you mean 'for'?",
            message: "expected an operator, a clause such as 'in' or 'for' or the end of the "
                + "statement after 'cic'"),
        Mistake("cic sep23", .unexpectedWord, "sep23", "did you mean 'in sep23'?"),
        Mistake(
            "cic sep 2023 for dorset", .unexpectedWord, "sep 2023", "did you mean 'in sep 2023'?"),
        Mistake("cic last month", .unexpectedWord, "last month", "did you mean 'in last month'?"),
        Mistake(
            "sep23 - aug23", .unexpectedWord, "sep23", "a period stands behind 'in'"),
        Mistake(
            "cic excl", .unexpectedWord, "", message: "expected a member or a subgroup after 'excl'"
        ),
        Mistake("cic excl uasc,", .unexpectedWord, ""),
        Mistake("cic excl per", .unexpectedWord, "per"),
        Mistake("cic from apr22", .unexpectedWord, "", message: "expected 'to' after 'apr22'"),
        Mistake(
            "cic in", .unexpectedWord, "", message: "expected a period such as sep23 after 'in'"),
        Mistake("cic last three months", .unexpectedWord, "three"),
        Mistake(
            "cic last 3", .unexpectedWord, "",
            message: "expected 'months', 'quarters' or 'years' after '3'"),
        Mistake(
            "compare cic", .unexpectedWord, "", message: "expected 'vs' or an operator after 'cic'"),
        Mistake("compare", .unexpectedWord, ""),
        Mistake("compare cic in vs uasc", .unexpectedWord, "in"),
        Mistake("cic uasc", .unexpectedWord, "uasc"),
        Mistake("cic (uasc)", .unexpectedWord, "("),
        Mistake(
            ") cic", .unexpectedWord, ")",
            message: "expected an indicator, a number, an expression in brackets, 'let', 'rate', "
                + "'share', 'compare', 'trend', 'rank', 'list', "
                + "'describe', 'explain', 'lineage', 'revisions' or 'check', not ')'"),
        Mistake(
            "cic )", .unexpectedWord, ")",
            message: "expected an operator, a clause such as 'in' or 'for' or the end of the "
                + "statement, since no bracket is open"),
        Mistake("()", .unexpectedWord, ")"),
        Mistake("sum(cic,)", .unexpectedWord, ")"),
        Mistake("cic\u{0}", .unexpectedWord, "\u{0}"),
        Mistake(
            "cic \u{1B}[2J", .unexpectedWord, "\u{1B}",
            message: "expected an operator, a clause such as 'in' or 'for' or the end of the "
                + "statement, not the control character U+001B"),
        Mistake("\u{85}\u{9F}cic", .unexpectedWord, "\u{9F}"),
        Mistake("quit now", .unexpectedWord, "now"),
        Mistake("?cic uasc", .unexpectedWord, "uasc"),
        Mistake("list", .unexpectedWord, ""),
        Mistake("list indikators", .unexpectedWord, "indikators", "did you mean 'indicators'?"),
        Mistake(
            "rate cic per 10k of population_0_17 excl uasc", .unexpectedWord, "excl",
            "put it before 'per'"),
        Mistake("(cic", .unclosedBracket, "(", message: "this bracket is never closed"),
        Mistake("sum(cic, (uasc + 1)\n - cin", .unclosedBracket, "("),
        Mistake("cic excl \"0-4", .unclosedQuote, "\""),
        Mistake("1,00 + cic", .badNumber, "1,00"),
        Mistake("max(1,2)", .badNumber, "1,2"),
        Mistake("cic / 12345678901234567890", .badNumber, "12345678901234567890"),
        Mistake("rate cic per 0", .badNumber, "0", "a scale is a number from 1 up, such as 10k"),
        Mistake("cic last 0 months", .badNumber, "0"),
        Mistake("cic last 99999 months", .badNumber, "99999"),
        Mistake("cic-uasc", .missingSpaces, "cic-uasc", "did you mean 'cic - uasc'?"),
        Mistake("cic−uasc", .missingSpaces, "cic−uasc", "did you mean 'cic - uasc'?"),
        Mistake("cic/2", .missingSpaces, "cic/2", "did you mean 'cic / 2'?"),
        Mistake("cic??0", .missingSpaces, "cic??0", "did you mean 'cic ?? 0'?"),
        Mistake("3-2", .missingSpaces, "3-2", "did you mean '3 - 2'?"),
        Mistake(
            "children in care-uasc", .missingSpaces, "care-uasc", "did you mean 'care - uasc'?"),
        Mistake("cic -uasc", .missingSpaces, "-uasc", "did you mean '- uasc'?"),
        Mistake("(cic)-uasc", .missingSpaces, "-uasc", "did you mean '- uasc'?"),
        Mistake("cic- uasc", .missingSpaces, "cic-", "did you mean 'cic -'?"),
        Mistake(
            "cic in sep23 in aug23", .repeatedClause, "in", "each clause stands at most once",
            message: "the period is already said by 'in sep23'"),
        Mistake("cic in sep23 for dorset last 3 months", .repeatedClause, "last"),
        Mistake(
            "cic for dorset in sep23 for bcp", .repeatedClause, "for",
            message: "what is asked for is already said by 'for dorset'"),
        Mistake("cic in 2022-23", .ambiguousPeriod, "2022-23", "did you mean '2022/23'?"),
        Mistake("compare 2022-23 vs target", .ambiguousPeriod, "2022-23"),
        Mistake(
            "cic in dorset", .badPeriod, "in dorset", "areas and themes stand behind 'for'",
            message: "'dorset' is not a period"),
        Mistake("cic for dorset and bcp", .unexpectedWord, "and", "did you mean ','?"),
        Mistake("compare sep vs aug23", .badPeriod, "sep", "which year?"),
    ]

    static let names: [Mistake] = [
        Mistake(
            "cci", .unknownIndicator, "cci",
            "did you mean 'cic' (No. of CIC at end of month)?",
            message: "no indicator is called 'cci'"),
        Mistake("rate cci excl uasc per 10k", .unknownIndicator, "cci"),
        Mistake(
            "childen in care", .unknownIndicator, "childen in care",
            "did you mean 'children in care' (No. of CIC at end of month)?"),
        Mistake(
            "rate childen in care excl uasc per 10k", .unknownIndicator, "childen in care",
            "did you mean 'children in care' (No. of CIC at end of month)?"),
        Mistake("foo bar in sep23", .unknownIndicator, "foo bar"),
        Mistake("compre sep23 vs target", .unknownIndicator, "compre", "did you mean 'compare'?"),
        Mistake(
            "compare sep23 vs tarqet", .unknownName, "tarqet", "did you mean 'target'?",
            message: "no period, reference, area or indicator is called 'tarqet'"),
        Mistake("compare sep23 vs latset", .unknownName, "latset", "did you mean 'latest'?"),
        Mistake(
            "compare tarqet vs sep23 for cic", .unknownName, "tarqet", "did you mean 'target'?"),
        Mistake(
            "cic excl uacs", .unknownName, "uacs", "did you mean 'uasc' (Unaccompanied)?",
            message: "no subgroup is called 'uacs'"),
        Mistake(
            "cic for dorst", .unknownName, "dorst", "did you mean 'dorset'?",
            message: "no area, theme or indicator is called 'dorst'"),
        Mistake(
            "cic for theme placment", .unknownName, "placment", "did you mean 'placement'?",
            message: "no theme is called 'placment'"),
        Mistake("cic for area placement", .unknownName, "placement"),
        Mistake(
            "rate cic per 10k of population_0_18", .unknownName, "population_0_18",
            "did you mean 'population_0_17' (Population aged 0 to 17)?"),
        Mistake(
            "describe nothing", .unknownName, "nothing", message: "nothing is called 'nothing'"),
        Mistake("\"Rate of CIK\"", .unknownIndicator, "\"Rate of CIK\""),
        Mistake(
            "\"childen in care\"", .unknownIndicator, "\"childen in care\"",
            "did you mean 'children in care' (No. of CIC at end of month)?"),
        Mistake("avgg(cic)", .unknownFunction, "avgg", "did you mean 'avg'?"),
        Mistake("zzz(cic)", .unknownFunction, "zzz", message: "no function is called 'zzz'"),
        Mistake(
            "let cic = uasc", .reservedName, "cic", "it already names an indicator",
            message: "'cic' cannot be given a meaning by 'let'"),
        Mistake("let rate = uasc", .reservedName, "rate", "'rate' is a word of the language"),
        Mistake("let sep23 = uasc", .reservedName, "sep23", "it begins like a period"),
        Mistake("let 3 = uasc", .reservedName, "3", "it begins with a number"),
        Mistake("let a - b = uasc", .reservedName, "a - b", "it has an operator in it"),
        Mistake(
            "let = uasc", .unexpectedWord, "=",
            message: "expected a new name after 'let', not '='"),
        Mistake("let gap uasc", .unexpectedWord, "", message: "expected '=' after 'uasc'"),
    ]
}

@Suite("Errors")
struct ErrorTests {
    @Test(
        "say what is wrong and where",
        arguments: Mistake.words + Mistake.names + Mistake.rows + Mistake.conditions)
    func single(_ mistake: Mistake) {
        let reading = Reading(mistake.text)
        #expect(reading.diagnostics.map(\.code) == [mistake.code])
        #expect(reading.diagnostics.map(reading.pointed) == [mistake.pointed])
        guard let first = reading.diagnostics.first else { return }
        if mistake.label != nil { #expect(first.label == mistake.label) }
        if let message = mistake.message { #expect(first.message == message) }
        #expect(reading.statements == [])
        #expect(!first.message.hasSuffix("."))
    }

    @Test(
        "whose mend is put in place are gone",
        arguments: Mistake.words + Mistake.names + Mistake.rows + Mistake.conditions)
    func mends(_ mistake: Mistake) {
        let reading = Reading(mistake.text)
        guard let first = reading.diagnostics.first, let mend = first.replacement, !mend.isEmpty,
            let span = first.place?.span
        else { return }
        var bytes = Array(mistake.text.utf8)
        bytes.replaceSubrange(span.lower..<span.upper, with: mend.utf8)
        let mended = Reading(String(decoding: bytes, as: UTF8.self))
        #expect(
            !mended.diagnostics.contains {
                $0.place?.span.lower == span.lower && $0.code == first.code
            })
    }

    @Test("of one text are all told, each once and in order")
    func several() {
        let reading = Reading(
            """
            cci; cic
            rate childen in care excl uacs per 10k
            cic in 2022-23
            cic in sep23
            let gap = cix - uasc
            gap
            cci foo bar per
            """)
        #expect(
            reading.diagnostics.map(\.code) == [
                .unknownIndicator, .unknownIndicator, .unknownName, .ambiguousPeriod,
                .unknownIndicator, .unknownIndicator,
            ])
        #expect(
            reading.diagnostics.map(reading.pointed) == [
                "cci", "childen in care", "uacs", "2022-23", "cix", "cci",
            ])
        #expect(reading.printed == "cic\ncic in sep23\ngap")
    }

    @Test(
        "about a clause before 'vs' offer sentences that work",
        arguments: [
            (
                "compare cic in sep23 vs target", "in sep23",
                ["compare sep23 vs target for cic", "compare (cic in sep23) vs target"]
            ),
            (
                "compare sep23 for cic vs target in aug23", "for cic",
                ["compare sep23 vs target in aug23 for cic"]
            ),
            (
                "compare aug23 vs cic last 3 months vs target", "last 3 months",
                ["compare aug23 vs (cic last 3 months) vs target"]
            ),
            (
                "compare cic for dorset vs uasc", "for dorset",
                ["compare cic vs uasc for dorset", "compare (cic for dorset) vs uasc"]
            ),
            ("compare cic in for dorset vs uasc", "in for dorset", []),
            (
                "compare (cic - uasc) in sep23 vs target", "in sep23",
                [
                    "compare sep23 vs target for (cic - uasc)",
                    "compare ((cic - uasc) in sep23) vs target",
                ]
            ),
        ])
    func clauseInsideCompare(_ text: String, _ pointed: String, _ offers: [String]) {
        let reading = Reading(text)
        #expect(reading.diagnostics.map(\.code) == [.clauseInsideCompare])
        #expect(reading.diagnostics.map(reading.pointed) == [pointed])
        #expect(reading.diagnostics.first?.offers == offers)
        for offer in offers { #expect(Reading(offer).diagnostics == []) }
    }

    @Test(
        "have their place in characters, behind any text",
        arguments: [
            ("café visits + cci", 1, 15, "cci"),
            ("# £ é\ncic for 😀 dorst", 2, 9, "😀 dorst"),
            ("# 👩‍👩‍👧‍👦 é\n\n  café visits - cci", 3, 17, "cci"),
            ("\"cafe\u{301}\" + (cic", 1, 10, "("),
        ])
    func places(_ text: String, _ line: Int, _ column: Int, _ pointed: String) throws {
        let reading = Reading(text)
        let first = try #require(reading.diagnostics.last)
        let place = try #require(first.place)
        let position = place.source.position(of: place.span.lower)
        #expect(position.line == line)
        #expect(position.column == column)
        #expect(reading.pointed(first) == pointed)
    }

    @Test("of depth and length are refused, not suffered")
    func limits() {
        let deep = 100_000
        let cases: [(String, DiagnosticCode)] = [
            (String(repeating: "(", count: deep) + "cic", .nestedTooDeeply),
            (String(repeating: "- ", count: deep) + "cic", .nestedTooDeeply),
            (String(repeating: "-", count: deep) + "cic", .nestedTooDeeply),
            (String(repeating: "previous ", count: deep) + "cic", .nestedTooDeeply),
            (String(repeating: "rate ", count: deep) + "cic", .nestedTooDeeply),
            (String(repeating: "sum(", count: deep) + "cic", .nestedTooDeeply),
            ("cic" + String(repeating: " + cic", count: deep), .nestedTooDeeply),
            ("cic" + String(repeating: " a year ago", count: 50_000), .nestedTooDeeply),
            ("cic" + String(repeating: " excl uasc", count: deep), .nestedTooDeeply),
            (String(repeating: "not ", count: deep) + "cic", .nestedTooDeeply),
            (String(repeating: "when ", count: deep) + "cic", .nestedTooDeeply),
            ("cic" + String(repeating: " or cic", count: deep), .nestedTooDeeply),
            ("cic" + String(repeating: " and cic", count: deep), .nestedTooDeeply),
            ("cic where " + String(repeating: "(", count: deep), .nestedTooDeeply),
            ("cic where " + String(repeating: "not ", count: deep), .nestedTooDeeply),
            ("cic where a = 1" + String(repeating: " or a = 1", count: deep), .nestedTooDeeply),
            ("cic where a = 1" + String(repeating: " and a = 1", count: 80_000), .nestedTooDeeply),
            ("cic | where " + String(repeating: "(", count: deep) + " | top 3", .nestedTooDeeply),
            (String(repeating: "cic + ", count: 200_000) + "cic", .inputTooLong),
        ]
        for (text, code) in cases {
            let reading = Reading(text + "\n; uasc")
            #expect(reading.diagnostics.map(\.code) == [code])
            #expect(reading.printed == "uasc")
        }
        let wide = "cic for " + Array(repeating: "dorset", count: 50_000).joined(separator: ", ")
        #expect(Reading(wide).clauses?.names?.count == 50_000)
        let stages = "cic" + String(repeating: " | top 3", count: 50_000)
        #expect(Reading(stages).printed == stages)
        let values = Array(repeating: "red", count: 50_000).joined(separator: ", ")
        #expect(Reading("cic where a in (\(values))").printed.utf8.count > 250_000)
        let long = Array(repeating: "red", count: 50_000).joined(separator: " ")
        #expect(Reading("cic where a is \(long)").printed == "cic where a is \(long)")
        #expect(Reading("cic" + String(repeating: " | ", count: deep)).diagnostics.count == 20)
        let conditions = "cic" + String(repeating: " and cic > 3", count: 190)
        #expect(Reading(conditions).printed == conditions)
        let chain = "cic" + String(repeating: " + cic", count: 190)
        #expect(Reading(chain).printed == chain)
        let nested =
            String(repeating: "(1 - ", count: 150) + "cic" + String(repeating: ")", count: 150)
        #expect(
            Reading(nested).value.map { Printer.text($0) } == String(nested.dropFirst().dropLast()))
    }
}
