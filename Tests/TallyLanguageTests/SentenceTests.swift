import TallyLanguage
import TallyModel
import Testing

/// A text and what it prints as.
struct Sentence: Sendable, CustomTestStringConvertible {
    let text: String
    let printed: String

    init(_ text: String, _ printed: String? = nil) {
        self.text = text
        self.printed = printed ?? text
    }

    var testDescription: String { text }

    static let all: [Sentence] = [
        Sentence("rate cic excl uasc per 10k"),
        Sentence("compare sep23 vs target"),
        Sentence("rate cic excl uasc per 10k from apr23 to sep23"),
        Sentence("share uasc of cic in sep23"),
        Sentence("cic - uasc last 3 months"),
        Sentence("compare sep23 vs target for theme placement"),
        Sentence("compare sep23 vs aug23 for uasc, cic"),
        Sentence("compare sep23 vs target vs england vs good-sn for cin"),
        Sentence("became_cic in q2 2023/24"),
        Sentence("sum(cic) in q2 2023/24"),
        Sentence("avg(cic) in 2018/19 for dorset", "avg(cic) for dorset in 2018/19"),
        Sentence("compare dorset vs england for cic in 2025"),
        Sentence("cic in latest"),
        Sentence("cic - (cic in sep22)"),
        // What a script must have.
        Sentence("assert cic = 473"), Sentence("assert cic meets target in sep23"),
        Sentence("assert cic in sep23 meets target", "assert cic meets target in sep23"),
        Sentence("assert cic in sep23 > uasc", "assert cic > uasc in sep23"),
        Sentence("assert cic in sep23 > cic in aug23", "assert (cic in sep23) > (cic in aug23)"),
        Sentence("read \"lib/a b.tally\"", ".read \"lib/a b.tally\""),
        Sentence("ECHO  Half past; cic", ".echo Half past\ncic"), Sentence("echo", ".echo"),
        // Words, spaces and cases.
        Sentence("  RATE\tcic\u{A0}EXCL uasc PER 10,000  ", "rate cic excl uasc per 10k"),
        Sentence("\u{FEFF}Cic", "Cic"),
        Sentence("looked   after children", "looked after children"),
        Sentence("3+ placements in sep23"),
        Sentence("children’s places", "children’s places"),
        Sentence("café visits excl 0-4"),
        Sentence("cic*2", "cic * 2"),
        // As tables and word processors write a minus.
        Sentence("cic − uasc", "cic - uasc"),
        Sentence("cic – uasc", "cic - uasc"),
        Sentence("cic — 2", "cic - 2"),
        Sentence("−cic + 3", "-cic + 3"),
        Sentence("café visits excl 0–4"),
        Sentence("cic at sep23", "cic in sep23"),
        Sentence("cic # how many", "cic"),
        // Names in quotes, of a kind, and with keywords inside.
        Sentence("\"Rate of CIC, crossed\" in sep23"),
        Sentence("“rate of cic, crossed”", "\"rate of cic, crossed\""),
        Sentence("\"cic\"", "cic"),
        Sentence("\"  children  in care \"", "children in care"),
        Sentence("\"children in care\"", "children in care"),
        Sentence("children in care in sep23"),
        Sentence(
            "cic for area england, theme \"placement\"", "cic for area england, theme placement"),
        Sentence("compare reference england vs area england"),
        Sentence("cic for 838"),
        Sentence("cic excl \"838\""),
        // Numbers.
        Sentence("rate .5 * cic per 1m", "rate 0.5 * cic per 1m"),
        Sentence("10,000 + 2.50 + 1.5k", "10000 + 2.5 + 1500"),
        Sentence("rate cic per 1000"),
        Sentence("rate cic per 10000", "rate cic per 10k"),
        Sentence("rate cic per 2.5k", "rate cic per 2500"),
        // Brackets.
        Sentence("((cic))", "cic"),
        Sentence("(cic + uasc) * 2"),
        Sentence("(cic * uasc) + 2", "cic * uasc + 2"),
        Sentence("cic - (uasc - cin)"),
        Sentence("(cic - uasc) - cin", "cic - uasc - cin"),
        Sentence("cic - (uasc + cin in sep22)"),
        Sentence("-(cic + uasc)"),
        Sentence("--cic"),
        Sentence("cic - -uasc"),
        Sentence("(cic + uasc) excl disabled only 0-4"),
        Sentence("(previous cic) a year ago"),
        Sentence("(cic ?? uasc) a year ago"),
        Sentence("(cic in sep22) a year ago"),
        // Rates and shares.
        Sentence("rate cic per 10k of population_0_17 a year ago"),
        Sentence("rate (rate cic per 10k) per 5", "rate rate cic per 10k per 5"),
        Sentence("share rate cic per 10k of cin", "share (rate cic per 10k) of cin"),
        Sentence("share rate cic per 10k of population_0_17 of cin"),
        Sentence("share uasc of (cic a year ago)"),
        Sentence("share uasc of (cic + cin) excl disabled"),
        Sentence("share uasc of (cic a year ago excl disabled)"),
        Sentence("rate cic per 10k excl uasc", "(rate cic per 10k) excl uasc"),
        Sentence("share (2 * rate cic per 10k of uasc - 1) of cin"),
        Sentence("previous rate cic per 10k"),
        // Functions.
        Sentence("MAX( cic , uasc )", "max(cic, uasc)"),
        Sentence("max(cic excl uasc, cin)"),
        Sentence("max((cic excl uasc, disabled), cin)"),
        Sentence("max(2 * (cic excl uasc, disabled), cin)"),
        Sentence("sum(cic from apr22 to mar23)"),
        Sentence("sum((cic for dorset, bcp), 2)"),
        Sentence("last(cic) last 3 months"),
        Sentence("avg()"),
        // Comparisons.
        Sentence("compare previous vs last month", "compare previous vs a month ago"),
        Sentence("compare previous cic vs cic"),
        Sentence(
            "compare apr22..mar23 vs apr21 to mar22", "compare apr22 to mar23 vs apr21 to mar22"),
        Sentence("compare cic vs (cic in sep22)"),
        Sentence("compare cic vs 400"),
        Sentence("compare 2023 * cic vs 2022"),
        Sentence("compare (2023) vs 2023"),
        Sentence("compare share uasc of cic vs rate cic per 10k for dorset"),
        // Other phrases and commands.
        Sentence("?children in care", "describe children in care"),
        Sentence("? cic", "describe cic"),
        Sentence("LIST Indicators", "list indicators"),
        Sentence("list theme for dorset"),
        Sentence(".format json # for the web", ".format json"),
        Sentence(".read \"a;b # c.txt\"; cic", ".read \"a;b # c.txt\"\ncic"),
        Sentence("help compare", ".help compare"),
        Sentence("EXIT", ".exit"),
        // Several statements.
        Sentence("cic; uasc\n\n# nothing\ncin", "cic\nuasc\ncin"),
        Sentence("let gap = cic - uasc\ngap in sep23", "let gap = cic - uasc\ngap in sep23"),
        Sentence("let my gap = cic; rate my gap per 10k", "let my gap = cic\nrate my gap per 10k"),
        Sentence("cic -\nuasc", "cic - uasc"),
        Sentence("cic for dorset,\n  bcp", "cic for dorset, bcp"),
        Sentence("(cic\n + # more\n uasc)", "cic + uasc"),
        Sentence("cic \\\n in sep23", "cic in sep23"),
        Sentence("cic\\\nin sep23", "cic in sep23"),
        Sentence("cic\r\nuasc\r\n", "cic\nuasc"),
        Sentence("", ""),
        Sentence(" # only a comment", ""),
    ]
}

@Suite("Sentences")
struct SentenceTests {
    @Test(
        "print as their canonical text",
        arguments: Sentence.all + Sentence.rows + Sentence.conditions)
    func prints(_ sentence: Sentence) {
        let reading = Reading(sentence.text)
        #expect(reading.diagnostics == [])
        #expect(reading.printed == sentence.printed)
    }

    @Test(
        "print the same again when their canonical text is read",
        arguments: Sentence.all + Sentence.rows + Sentence.conditions)
    func isAFixedPoint(_ sentence: Sentence) {
        let first = Reading(sentence.text)
        let again = Reading(first.printed)
        #expect(again.printed == first.printed)
        #expect(first.shapes == again.shapes)
    }

    @Test(
        "bind as tightly as they should",
        arguments: [
            ("cic + uasc * cin", "(cic + (uasc * cin))"),
            ("cic * uasc + cin", "((cic * uasc) + cin)"),
            ("cic - uasc - cin", "((cic - uasc) - cin)"),
            ("cic / uasc * cin", "((cic / uasc) * cin)"),
            ("cic ?? uasc + cin ?? 0", "((cic ?? (uasc + cin)) ?? 0)"),
            ("-cic * uasc", "(neg(cic) * uasc)"),
            ("-cic a year ago", "neg(ago(cic; 1 year))"),
            ("-previous cic", "neg(previous(cic))"),
            ("previous cic 3 months ago", "previous(ago(cic; 3 month))"),
            ("previous previous cic * 2", "(previous(previous(cic)) * 2)"),
            ("cic excl uasc a year ago only 0-4", "only(ago(excl(cic; uasc); 1 year); 0-4)"),
            ("cic 3 months ago a quarter ago", "ago(ago(cic; 3 month); 1 quarter)"),
            ("cic - uasc excl disabled", "(cic - excl(uasc; disabled))"),
            ("cic excl uasc, disabled + 1", "(excl(cic; uasc, disabled) + 1)"),
            ("rate cic - uasc per 10k", "rate((cic - uasc); 10000)"),
            ("rate cic ?? uasc per 10k", "rate((cic ?? uasc); 10000)"),
            ("rate cic per 10k * 2", "(rate(cic; 10000) * 2)"),
            ("2 * rate cic per 10k + 1", "((2 * rate(cic; 10000)) + 1)"),
            ("rate cic per 10k a year ago", "ago(rate(cic; 10000); 1 year)"),
            (
                "rate cic per 10k of population_0_17 a year ago",
                "ago(rate(cic; 10000; population_0_17); 1 year)"
            ),
            ("rate cic a year ago per 10k", "rate(ago(cic; 1 year); 10000)"),
            ("share uasc of cic excl disabled", "share(uasc; excl(cic; disabled))"),
            ("share uasc of cic a year ago", "ago(share(uasc; cic); 1 year)"),
            ("share uasc + 1 of cic + cin", "(share((uasc + 1); cic) + cin)"),
            ("previous rate cic per 10k a year ago", "previous(ago(rate(cic; 10000); 1 year))"),
            ("sum(cic + uasc, 2) excl uasc", "excl(sum((cic + uasc), 2); uasc)"),
            ("(cic in sep22) - cic", "([cic in sep22] - cic)"),
        ])
    func binds(_ text: String, _ tree: String) {
        let reading = Reading(text)
        #expect(reading.diagnostics == [])
        #expect(reading.value.map(shape) == tree)
    }

    @Test("keep all that a name can stand for, and its place")
    func names() throws {
        let reading = Reading("compare sep23 vs theme cin vs england")
        guard case .query(let query) = try #require(reading.statements.first).kind,
            case .compare(let comparison) = query.phrase, comparison.operands.count == 3,
            case .period(let period) = comparison.operands[0],
            case .name(let theme) = comparison.operands[1],
            case .name(let england) = comparison.operands[2]
        else {
            Issue.record("not a comparison of three")
            return
        }
        #expect(period.kind == .month(year: 2023, month: 9))
        #expect(theme.kind == .theme)
        #expect(theme.text == "cin")
        #expect(theme.candidates == [NameCandidate(.theme, "cin")])
        #expect(reading.source[theme.span] == "theme cin")
        #expect(england.kind == nil)
        #expect(
            england.candidates == [
                NameCandidate(.area, "england"), NameCandidate(.reference, "england"),
            ])
    }

    @Test("know what `let` has named in later statements alone")
    func bindings() throws {
        let reading = Reading("gap\nlet gap = cic - uasc\ngap")
        #expect(reading.diagnostics.map(\.code) == [.unknownIndicator])
        #expect(reading.diagnostics.first?.place?.span == Span(0, 3))
        let last = try #require(reading.statements.last)
        guard case .query(let query) = last.kind, case .value(let value) = query.phrase,
            case .name(let name) = value.kind
        else {
            Issue.record("not a name")
            return
        }
        #expect(name.candidates == [NameCandidate(.binding, "gap")])
    }

    @Test("have spans that cover what they were read from")
    func spans() throws {
        let text = "  rate (cic + uasc) excl uasc per 10k of population_0_17 in sep23 ; cin"
        let reading = Reading(text)
        let first = try #require(reading.statements.first)
        #expect(
            reading.source[first.span]
                == "rate (cic + uasc) excl uasc per 10k of population_0_17 in sep23")
        guard case .rate(let value, _, _) = try #require(reading.value).kind,
            case .subgroup(_, let inner, let names) = value.kind
        else {
            Issue.record("not a rate of a subgroup")
            return
        }
        #expect(reading.source[value.span] == "(cic + uasc) excl uasc")
        #expect(reading.source[inner.span] == "(cic + uasc)")
        #expect(names.map { String(reading.source[$0.span]) } == ["uasc"])
        #expect(reading.clauses?.span.map { String(reading.source[$0]) } == "in sep23")
    }

    @Test(
        "of a plugin are one expression",
        arguments: [
            ("share uasc of cic", "share uasc of cic", []),
            (" (cic) \n", "cic", []),
            ("", nil, [DiagnosticCode.unexpectedWord]),
            ("cic in sep23", nil, [.unexpectedWord]),
            ("cic; uasc", nil, [.unexpectedWord]),
            ("compare cic vs uasc", nil, [.unexpectedWord]),
            (".format json", nil, [.unexpectedWord]),
            ("cic + cix", nil, [.unknownIndicator]),
        ] as [(String, String?, [DiagnosticCode])])
    func formulas(_ text: String, _ printed: String?, _ codes: [DiagnosticCode]) {
        let result = Parser.expression(
            in: SourceText(text), vocabulary: TestVocabulary.shared)
        #expect(result.expression.map { Printer.text($0) } == printed)
        #expect(result.diagnostics.map(\.code) == codes)
    }
}
