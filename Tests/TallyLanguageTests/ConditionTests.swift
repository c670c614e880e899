import TallyLanguage
import TallyModel
import Testing

extension Sentence {
    /// Sentences with conditions, running windows, `explain` and `lineage`.
    static let conditions: [Sentence] = [
        Sentence("cic>400 AND uasc<=70", "cic > 400 and uasc <= 70"),
        Sentence("(cic = 1) or ((cic <> 2) and cic >= 3)", "cic = 1 or cic <> 2 and cic >= 3"),
        Sentence("(cic = 1 or cic = 2) and not cic = 3"),
        Sentence("not (cic = 1 and cic = 2)"),
        Sentence("cic = 1 or (cic = 2 or cic = 3)"),
        Sentence("(cic > 3) + 1"),
        Sentence("(cic > 3) = (uasc > 3)"),
        Sentence("rate (cic > 3) per 10k"),
        Sentence("share uasc of cic > 14"),
        Sentence("rate cic per 10k meets target in sep23"),
        Sentence(
            "when cic excl uasc, disabled MEETS good-sn",
            "when cic excl uasc, disabled meets good-sn"),
        Sentence("when (cic improves)", "when cic improves"),
        Sentence("(when cic improves) and uasc worsens"),
        Sentence("max(cic > 3 and uasc worsens, 2)"),
        Sentence("max((cic excl uasc, disabled) > 3, 2)"),
        Sentence("sum(cic misses target for dorset)"),
        Sentence("compare (cic > 3) vs target"),
        Sentence("trend (cic > 3)"),
        Sentence("rank authorities by (cic > 3)"),
        Sentence("let good = cic meets target\ngood or uasc improves"),
        Sentence("cic > 3 where value > 3"),
        Sentence(
            "cic rolling 12 months from apr22 to mar23", "cic from apr22 to mar23 rolling 12 months"
        ),
        Sentence("cic Rolling 1 Years", "cic rolling 1 year"),
        Sentence("became_cic YEAR TO DATE by month", "became_cic year to date by month"),
        Sentence("cic by year year to date", "cic year to date by year"),
        Sentence("cic as known at 05/10/2023 in sep23", "cic in sep23 as known at 2023-10-05"),
        Sentence("(cic as known at 2023-10-05) - cic"),
        Sentence("(became_cic year to date) - (became_cic rolling 12 months)"),
        Sentence("explain rate cic excl uasc per 10k in sep23"),
        Sentence("compare sep23 vs previous year to date"),
        Sentence("explain (cic)", "explain cic"),
        Sentence(
            "EXPLAIN compare sep23 vs target for cic | to json",
            "explain compare sep23 vs target for cic | to json"),
        Sentence(
            "explain rank authorities by cic at sep23", "explain rank authorities by cic in sep23"),
        Sentence("lineage children in care"),
        Sentence("revisions cic excl uasc from apr23 to sep23 as known at 2023-10-05"),
        Sentence("check"),
        Sentence("check cic for dorset in sep23 where gap > 2 | top 3"),
        Sentence("check uasc-share | to csv"),
    ]
}

extension Mistake {
    /// What goes wrong with conditions, running windows, `explain` and `lineage`.
    static let conditions: [Mistake] = [
        Mistake("cic >", .unexpectedWord, ""),
        Mistake("cic > 3 > 2", .unexpectedWord, ">"),
        Mistake("cic == 3", .unexpectedWord, "==", "did you mean '='?"),
        Mistake("cic != 3", .unexpectedWord, "!=", "did you mean '<>'?"),
        Mistake("cic and", .unexpectedWord, ""),
        Mistake("and cic", .unexpectedWord, "and"),
        Mistake("not", .unexpectedWord, ""),
        Mistake("cic excl uasc and disabled", .unexpectedWord, "and", "did you mean ','?"),
        Mistake("cic meets", .unexpectedWord, "", message: "expected a reference after 'meets'"),
        Mistake("cic meets 400", .unknownName, "400", nil, message: "no reference is called '400'"),
        Mistake("cic meets tarqet", .unknownName, "tarqet", "did you mean 'target'?"),
        Mistake("cic imporves", .unexpectedWord, "imporves", "did you mean 'improves'?"),
        Mistake("cic worsens 3", .unexpectedWord, "3"),
        Mistake("1 + when cic improves", .unexpectedWord, "when"),
        Mistake("rate cic > 3 per 10k", .unexpectedWord, ">"),
        Mistake("compare cic > 3 vs uasc", .kindClash, "cic > 3"),
        Mistake("cic rolling months", .unexpectedWord, "months"),
        Mistake("cic rolling 0 months", .badNumber, "0"),
        Mistake("cic rolling 12", .unexpectedWord, ""),
        Mistake(
            "cic rolling 12 months year to date", .repeatedClause, "year",
            message: "how the value runs along the series is already said by 'rolling 12 months'"),
        Mistake("cic year to", .unexpectedWord, "", message: "expected 'date' after 'to'"),
        Mistake("cic year to sep23", .unexpectedWord, "sep23"),
        Mistake("cic year", .unexpectedWord, "year"),
        Mistake("cic as of 2023-10-05", .unexpectedWord, "of"),
        Mistake("cic as known 2023-10-05", .unexpectedWord, "2023-10-05"),
        Mistake(
            "cic as known at sep23", .badPeriod, "sep23",
            "a day is written like 2023-10-05 or 05/10/2023",
            message: "what was known changes from day to day, and 'sep23' is no day"),
        Mistake(
            "cic as known at 2023-10-05 as known at 2023-11-05", .repeatedClause, "as",
            message: "when it was known is already said by 'as known at 2023-10-05'"),
        Mistake(
            "explain", .unexpectedWord, "",
            message: "expected an indicator, a number, an expression in brackets, 'compare', "
                + "'trend' or 'rank' after 'explain'"),
        Mistake("explain explain cic", .unexpectedWord, "explain"),
        Mistake("explain list areas", .unexpectedWord, "list"),
        Mistake("explain milestones", .unknownIndicator, "milestones", nil),
        Mistake("explain cci", .unknownIndicator, "cci"),
        Mistake("lineage", .unexpectedWord, "", message: "expected a name after 'lineage'"),
        Mistake("lineage nothing", .unknownName, "nothing"),
    ]
}

@Suite("Conditions")
struct ConditionTests {
    @Test(
        "bind looser than values, and `not`, `and`, `or` in that order",
        arguments: [
            ("cic + 1 > uasc * 2", "((cic + 1) > (uasc * 2))"),
            ("cic ?? 0 = uasc ?? 1", "((cic ?? 0) = (uasc ?? 1))"),
            ("not cic = 1 and uasc = 2", "(not((cic = 1)) and (uasc = 2))"),
            ("cic = 1 or uasc = 2 and cin = 3", "((cic = 1) or ((uasc = 2) and (cin = 3)))"),
            ("cic = 1 and uasc = 2 or cin = 3", "(((cic = 1) and (uasc = 2)) or (cin = 3))"),
            ("cic and uasc and cin", "((cic and uasc) and cin)"),
            ("not not cic < 3", "not(not((cic < 3)))"),
            ("-cic < -3", "(neg(cic) < neg(3))"),
            ("cic excl uasc meets target", "meets(excl(cic; uasc); target)"),
            ("rate cic per 10k misses england", "misses(rate(cic; 10000); england)"),
            ("share uasc of cic worsens", "worsens(share(uasc; cic))"),
            ("cic a year ago improves", "improves(ago(cic; 1 year))"),
            (
                "when cic meets target and uasc worsens",
                "when((meets(cic; target) and worsens(uasc)))"
            ),
            ("sum(cic > 3, uasc improves)", "sum((cic > 3), improves(uasc))"),
            ("(cic > 3 in sep23) or uasc > 3", "([(cic > 3) in sep23] or (uasc > 3))"),
        ])
    func binds(_ text: String, _ tree: String) {
        let reading = Reading(text)
        #expect(reading.diagnostics == [])
        #expect(reading.value.map(shape) == tree)
    }

    @Test(
        "and the other phrases and clauses are what was said",
        arguments: [
            (
                "explain cic - uasc in sep23 | to json",
                "explain{(cic - uasc) [in sep23]} | to(json)"
            ),
            ("explain trend cic by age", "explain{trend(cic) by(dimension age)}"),
            ("lineage cic", "lineage(cic)"),
            ("revisions cic in aug23 | to csv", "revisions(cic) [in aug23] | to(csv)"),
            ("check", "check()"),
            ("CHECK uasc-share | to csv", "check(uasc-share) | to(csv)"),
            ("check children in care", "check(children in care)"),
            ("cic rolling 12 months since apr22", "cic [since apr22 rolling 12 months]"),
            ("cic year to date", "cic [year to date]"),
        ])
    func phrases(_ text: String, _ tree: String) {
        let reading = Reading(text)
        #expect(reading.diagnostics == [])
        #expect(reading.shapes == [tree])
    }

    @Test("have spans that cover what they were read from")
    func spans() throws {
        let reading = Reading(
            "explain when (cic) > 3 and uasc meets target year to date as known at 2023-10-05 | top 3"
        )
        guard case .query(let query) = try #require(reading.statements.first).kind,
            case .explain(let explained) = query.phrase,
            case .value(let value) = explained.query.phrase,
            case .when(let both) = value.kind, case .logical(.and, let left, let right) = both.kind,
            let running = explained.query.clauses.running,
            let known = explained.query.clauses.asKnown
        else {
            Issue.record("not what was typed")
            return
        }
        let spans = [
            explained.query.span, value.span, left.span, right.span, running.span, known.span,
        ]
        #expect(
            spans.map { String(reading.source[$0]) } == [
                "when (cic) > 3 and uasc meets target year to date as known at 2023-10-05",
                "when (cic) > 3 and uasc meets target", "(cic) > 3", "uasc meets target",
                "year to date", "as known at 2023-10-05",
            ])
        #expect(known.day == Day(checking: 2023, 10, 5))
        #expect(query.clauses.isEmpty)
        #expect(!explained.query.clauses.isEmpty)
    }

    @Test("may be formulas of a plugin")
    func formula() {
        let result = Parser.expression(
            in: SourceText("cic = share uasc of cic"), vocabulary: TestVocabulary.shared)
        #expect(result.diagnostics == [])
        #expect(result.expression.map(shape) == "(cic = share(uasc; cic))")
    }
}
