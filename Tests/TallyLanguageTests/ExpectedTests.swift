import TallyLanguage
import TallyModel
import Testing

private typealias Item = TallyLanguage.Expectation

@Suite("What could stand at a place")
struct ExpectedTests {
    private static func expected(_ text: String, at offset: Int? = nil) -> Expected {
        Parser.expected(
            in: SourceText(text), at: offset ?? text.utf8.count, vocabulary: TestVocabulary.shared)
    }

    private static let value: [Item] = [
        .name(.indicator), .name(.binding), .number, .function, .openBracket, .minus,
        .keyword(.rate), .keyword(.share), .keyword(.previous),
    ]
    private static let phrases: [Item] = [
        .keyword(.compare), .keyword(.trend), .keyword(.rank), .keyword(.list),
        .keyword(.describe), .keyword(.explain), .keyword(.lineage),
        .keyword(.revisions),
        .keyword(.check), .bareListKind,
    ]
    /// What may begin a value where conditions stand too.
    private static let condition: [Item] = value + [.keyword(.not), .keyword(.when)]
    private static let statement: [Item] =
        condition + [
            .command, .keyword(.let), .keyword(.help), .keyword(.quit), .keyword(.exit),
            .keyword(.read), .keyword(.assert), .keyword(.echo),
        ] + phrases
    private static let operators: [Item] = [
        .binaryOperator, .shift, .keyword(.excl), .keyword(.only),
    ]
    /// What may stand behind a value where conditions stand too.
    private static let conditional: [Item] =
        operators + [
            .comparison, .keyword(.and), .keyword(.or), .keyword(.meets), .keyword(.misses),
            .keyword(.improves), .keyword(.worsens),
        ]
    private static let running: [Item] = [.keyword(.rolling), .yearToDate]
    private static let window: [Item] = [
        .keyword(.in), .keyword(.at), .keyword(.from), .keyword(.since), .keyword(.last),
    ]
    private static let innerClauses: [Item] =
        [.keyword(.for)] + window + running + [.keyword(.as)]
    private static let rows: [Item] = [.keyword(.by), .keyword(.where)]
    private static let clauses: [Item] = innerClauses + rows
    private static let ends: [Item] = [.pipe, .end]
    private static let periods: [Item] = [
        .period, .keyword(.latest), .keyword(.previous),
    ]
    private static let operand: [Item] =
        value + [
            .name(.reference), .name(.area), .name(.theme), .period, .keyword(.latest),
        ]

    /// A text and what could stand at its end.
    private struct Place: CustomTestStringConvertible {
        let text: String
        let items: [Item]

        init(_ text: String, _ items: [Item]) {
            self.text = text
            self.items = items
        }

        var testDescription: String { text }
    }

    private static let atPlaces: [Place] = [
        Place("", statement), Place("cic\n", statement), Place("cic;", statement),
        Place("c", statement),
        Place("rate ", value), Place("rate c", value), Place("(", condition),
        Place("cic + ", value),
        Place("- ", value),
        Place("previous ", value.filter { $0 != .minus }),
        Place("sum(", condition + [.closeBracket]),
        Place("rate cic ", operators + [.keyword(.per)]),
        Place("rate cic per ", [.scale]),
        Place("rate cic per 10k of ", [.name(.population)]),
        Place(
            "share uasc of ",
            [.name(.indicator), .name(.binding), .number, .function, .openBracket]),
        Place("cic ", conditional + clauses + ends),
        Place("(cic ", conditional + innerClauses + [.closeBracket]),
        Place("sum(cic ", conditional + innerClauses + [.closeBracket, .comma]),
        Place("cic in ", periods), Place("cic at ", periods), Place("cic since ", periods),
        Place("cic from ", periods), Place("cic from apr22 ", [.keyword(.to)]),
        Place(
            "cic in apr22 ", [.keyword(.to), .keyword(.for), .keyword(.as)] + running + rows + ends),
        Place("cic in q2 ", [.period]),
        Place("cic last ", [.count]), Place("cic last 3 ", [.unit]),
        Place("cic 3 ", [.unit]), Place("cic 3 months ", [.keyword(.ago)]),
        Place("cic excl ", [.name(.subgroup), .name(.member)]),
        Place("cic excl uasc, d", [.name(.subgroup), .name(.member)]),
        Place(
            "cic for ",
            [.name(.area), .name(.theme), .name(.indicator), .name(.level), .neighbours]),
        Place("cic for dorset ", window + running + [.keyword(.as), .comma] + rows + ends),
        Place("compare ", operand), Place("compare sep23 vs ", operand),
        Place("compare sep23 vs t", operand),
        Place("compare sep23 ", [.keyword(.vs), .keyword(.to)]),
        Place("list ", [.listKind]),
        Place("describe ", NameKind.allCases.map { .name($0) }),
        Place("?", NameKind.allCases.map { .name($0) }),
        Place("let ", [.newName]), Place("let x ", [.equals]),
        Place("let x = ", condition + phrases),
        Place(
            "let x = cic in sep23 for dorset, bcp by age where a = 1 ",
            [.keyword(.and), .keyword(.or), .keyword(.as), .keyword(.rolling), .end]),
        Place(".for", [.command]), Place(".format ", [.argument(command: "format")]),
        Place("rate \"Rate of", [.name(.indicator), .name(.binding)]),
        Place(
            "rate cic excl uasc per 10k ; compare sep23 vs aug23 for ",
            [.name(.area), .name(.theme), .name(.level), .neighbours] + value),
        Place(
            "cic for ",
            [.name(.area), .name(.theme), .name(.indicator), .name(.level), .neighbours]),
        Place("cic # in ", []), Place("# in ", []),
        Place("cic ) ", []),
    ]

    private static let predicate: [Item] = [.column, .openBracket, .keyword(.not)]
    private static let comparison: [Item] = [
        .comparison, .keyword(.is), .keyword(.in), .keyword(.not), .keyword(.contains),
    ]
    private static let stages: [Item] = [
        .keyword(.sort), .keyword(.top), .keyword(.worst), .keyword(.best), .keyword(.where),
        .keyword(.columns), .keyword(.chart), .keyword(.to),
    ]

    private static let inRows: [Place] = [
        Place("cic by ", [.name(.dimension), .byWord]),
        Place("cic by le", [.name(.dimension), .byWord]),
        Place("cic by age, ", [.name(.dimension), .byWord]),
        Place("cic by month ", innerClauses + [.comma, .keyword(.where)] + ends),
        Place("cic where ", predicate), Place("cic where not ", predicate),
        Place("cic where (", predicate), Place("cic where sta", predicate),
        Place("cic where a = 1 and ", predicate),
        Place("cic where status ", comparison),
        Place("cic where status is ", [.value, .keyword(.not), .keyword(.in)]),
        Place("cic where status is not ", [.value, .keyword(.in)]),
        Place("cic where gap > ", [.value]), Place("cic where gap >", [.value]),
        Place("cic where status in ", [.openBracket]),
        Place("cic where status in (", [.value]), Place("cic where status in (red, ", [.value]),
        Place("cic where status in (red ", [.comma, .closeBracket]),
        Place("cic where (a = 1 ", [.keyword(.and), .keyword(.or), .closeBracket]),
        Place(
            "cic where a = 1 ",
            [.keyword(.for)] + window
                + [.keyword(.rolling), .keyword(.as), .keyword(.and), .keyword(.or), .keyword(.by)]
                + ends),
        Place("cic where \"good", [.column]), Place("cic where a is \"on tr", [.value]),
        Place("trend ", value + clauses + ends),
        Place(
            "trend for theme profile ",
            window + running + [.keyword(.as), .comma] + rows + ends),
        Place("trend cic ", operators + clauses + ends),
        Place("rank ", [.name(.level), .name(.area), .neighbours]),
        Place("rank neighbours ", [.keyword(.of)]),
        Place("rank neighbours of ", [.name(.area)]),
        Place("rank authorities ", [.keyword(.by), .keyword(.of), .comma]),
        Place("rank authorities of ", [.name(.area)]),
        Place("rank authorities in ", [.name(.area)]),
        Place("rank authorities of dorset ", [.keyword(.by)]),
        Place("rank dorset authorities ", [.keyword(.by)]),
        Place("list areas of ", [.name(.area)]),
        Place("rank authorities by ", value),
        Place("rank authorities by cic ", operators + innerClauses + [.keyword(.where)] + ends),
        Place("list areas ", [.keyword(.of)] + clauses + ends),
        Place("milestones ", clauses + ends),
        Place("cic |", stages), Place("cic | ", stages), Place("cic | so", stages),
        Place("cic foo | ", stages), Place("cic | srt by gap | ", stages),
        Place("cic | sort ", [.keyword(.by), .keyword(.asc), .keyword(.desc)] + ends),
        Place("cic | sort by ", [.column]),
        Place("cic | sort by gap ", [.keyword(.asc), .keyword(.desc)] + ends),
        Place("cic | sort by gap desc ", ends),
        Place("cic | top ", [.count]), Place("cic | worst 3 ", [.keyword(.by)] + ends),
        Place("cic | best 3 by ", [.column]), Place("cic | where ", predicate),
        Place("cic | where a = 1 ", [.keyword(.and), .keyword(.or)] + ends),
        Place("cic | columns ", [.column]), Place("cic | columns area ", [.comma] + ends),
        Place("cic | chart ", [.chartKind] + ends), Place("cic | chart line ", ends),
        Place("cic | to ", [.format]), Place("cic | to csv ", [.fileName] + ends),
        Place("cic | to csv \"a", [.fileName]),
        Place("cic |\n", stages),
    ]

    private static let inConditions: [Place] = [
        Place("not ", value + [.keyword(.not)]), Place("when ", condition),
        Place("cic > ", value), Place("cic >= 3 and ", value + [.keyword(.not)]),
        Place("cic = 3 ", joints + operators + clauses + ends),
        Place("cic meets ", [.name(.reference)]),
        Place("cic meets target ", joints + clauses + ends),
        Place("cic improves ", joints + clauses + ends),
        Place(
            "explain ", condition + [.keyword(.compare), .keyword(.trend), .keyword(.rank)]),
        Place("explain cic in sep23 for dorset as known at 2023-10-05 ", running + rows + ends),
        Place("explain cic | ", stages),
        Place("lineage ", NameKind.allCases.map { .name($0) }),
        Place("revisions ", value), Place("revisions cic ", operators + clauses + ends),
        Place(
            "check ",
            [.name(.indicator), .name(.plugin), .checkName] + clauses + ends),
        Place("cic rolling ", [.count]), Place("cic rolling 3 ", [.unit]),
        Place("cic year ", [.keyword(.to)]), Place("cic year to ", [.date]),
        Place("cic year to date in sep23 for dorset ", rows + ends + [.keyword(.as), .comma]),
        Place("cic as ", [.known]), Place("cic as kn", [.known]),
        Place("cic as known ", [.keyword(.at)]), Place("cic as known at ", periods),
    ]
    private static let joints: [Item] = [.keyword(.and), .keyword(.or)]

    @Test("is told by the grammar", arguments: atPlaces + inRows + inConditions)
    private func places(_ place: Place) {
        let expected = Self.expected(place.text)
        #expect(Set(expected.expectations) == Set(place.items))
        #expect(expected.expectations.count == Set(place.items).count)
    }

    @Test(
        "goes with the word that has been begun",
        arguments: [
            ("rate ci", 7, "ci"), ("rate cic", 6, "c"), ("rate ", 5, ""), ("", 0, ""),
            ("cic in se", 9, "se"), ("cic excl uasc,dis", 17, "dis"), ("(un", 3, "un"),
            (".for", 4, ".for"), (".format j", 9, "j"), ("rate \"Rate of", 13, "\"Rate of"),
            ("cic\ncaf\u{E9} vi", 12, "vi"), ("cic + -c", 8, "c"), ("cic", 99, "cic"),
            ("cic", -1, ""),
        ])
    func partial(_ text: String, _ offset: Int, _ partial: String) {
        let source = SourceText(text)
        let expected = Self.expected(text, at: offset)
        #expect(source[expected.partial] == partial)
    }

    @Test("looks at nothing behind the place")
    func before() {
        let text = "rate cic per 10k of nonsense ( \""
        let expected = Self.expected(text, at: 13)
        #expect(expected.expectations == [.scale])
        #expect(expected.partial == Span(13, 13))
    }

    @Test("sees that a name of several words may not be whole")
    func unfinished() throws {
        let children = try #require(Self.expected("rate children in ca").unfinishedName)
        #expect(children.span == Span(5, 19))
        #expect(children.kinds == [.indicator, .binding])
        let population = try #require(
            Self.expected("rate cic per 10k of care lea").unfinishedName)
        #expect(population.span == Span(20, 28))
        #expect(population.kinds == [.population])
        #expect(Self.expected("cic, ").unfinishedName == nil)
        #expect(Self.expected("rate ").unfinishedName == nil)
    }

    @Test("knows what an `excl` or a `vs` applies to")
    func preceding() {
        guard case .subgroup(let operand) = Self.expected("rate cic + cin excl uasc, d").preceding
        else {
            Issue.record("no operand of excl")
            return
        }
        #expect(Printer.text(operand) == "cin")
        guard case .comparison(let operands) = Self.expected("compare sep23 vs aug23 vs ").preceding
        else {
            Issue.record("no operands of vs")
            return
        }
        #expect(operands.count == 2)
        guard case .column(let column) = Self.expected("cic | where Status is not re").preceding
        else {
            Issue.record("no column")
            return
        }
        #expect(column.text == "status")
        for text in [
            "cic excl uasc ", "cic where status is red ", "cic where a in (x) | ",
            "compare sep23 vs target ", "rate ",
        ] {
            if Self.expected(text).preceding != nil {
                Issue.record("nothing precedes in '\(text)'")
            }
        }
    }

    @Test("includes the kind behind a word that says it")
    func qualified() {
        #expect(Self.expected("cic for theme ").expectations.contains(.name(.theme)))
    }
}
