import TallyLanguage
import TallyModel
import Testing

extension Sentence {
    /// Sentences that work on the rows of a result.
    static let rows: [Sentence] = [
        // by
        Sentence("cic by legal status in mar23", "cic in mar23 by legal status"),
        Sentence(
            "cic by age from apr22 to mar23 | chart", "cic from apr22 to mar23 by age | chart"),
        Sentence("cic BY Area, Month", "cic by area, month"),
        Sentence("cic by dimension age, \"legal status\"", "cic by dimension age, legal status"),
        Sentence("cic by source of referral"),
        Sentence("cic by source for dorset", "cic for dorset by source"),
        Sentence("cic by quarter since apr22 for dorset", "cic for dorset since apr22 by quarter"),
        // where
        Sentence("cic where status is red and direction is worsening"),
        Sentence(
            "milestones where status is \"on track\"", "list milestones where status is on track"),
        Sentence("cic where status = red", "cic where status is red"),
        Sentence("cic where status <> red", "cic where status is not red"),
        Sentence("cic where value is 5", "cic where value = 5"),
        Sentence("cic where value is not £5", "cic where value <> 5"),
        Sentence("cic where value>10% or gap<=-2.50", "cic where value > 10 or gap <= -2.5"),
        Sentence("cic where gap >= - 3", "cic where gap >= -3"),
        Sentence("cic where gap < −10.5", "cic where gap < -10.5"),
        Sentence("cic where value = 10,000", "cic where value = 10000"),
        Sentence("cic where Status IS On Track", "cic where status is on track"),
        Sentence("cic where status is \"at risk\""),
        Sentence("cic where status is “At  risk”", "cic where status is \"at risk\""),
        Sentence("cic where code is 010"),
        Sentence("cic where code is \"10\""),
        Sentence("cic where age is 1 year or age is 16+"),
        Sentence("cic where \"of what\" is \"\""),
        Sentence("cic where \"gap\" = 1", "cic where gap = 1"),
        Sentence("cic where \"gap!\" = 1", "cic where gap! = 1"),
        Sentence("cic where \"!\" = 1"),
        Sentence("cic where 2023-08 > 400 and good-sn < 500"),
        Sentence("cic where rank <= 3 and share > 5"),
        Sentence("cic where period >= 2023-04"),
        Sentence("cic where status in (red, on track, 5, -3)"),
        Sentence("cic where status not in (red)"),
        Sentence("cic where status CONTAINS Red", "cic where status contains red"),
        Sentence("cic where not status contains red", "cic where status not contains red"),
        Sentence("cic where status contains 16"),
        Sentence("cic where not status in (red)", "cic where status not in (red)"),
        Sentence("cic where status is in (red)", "cic where status in (red)"),
        Sentence("cic where status is not in (red)", "cic where status not in (red)"),
        Sentence("cic where not status is red"),
        Sentence("cic where not (not a = 1)", "cic where not not a = 1"),
        Sentence("cic where not (a = 1 or b = 2) and c = 3"),
        Sentence("cic where (a = 1 and b = 2) or c = 3", "cic where a = 1 and b = 2 or c = 3"),
        Sentence("cic where (a = 1 or b = 2) and c = 3"),
        Sentence("cic where a = 1 or (b = 2 or c = 3)"),
        Sentence("cic where ((a = 1))", "cic where a = 1"),
        Sentence("cic where a is red in sep23 by age", "cic in sep23 by age where a is red"),
        Sentence("cic where a = 1 and\n b in (2,\n3)", "cic where a = 1 and b in (2, 3)"),
        // trend and rank
        Sentence("trend for placement from apr23 to sep23"),
        Sentence("trend last 6 months FOR cic, uasc", "trend for cic, uasc last 6 months"),
        Sentence("explain trend for placement since apr23"),
        Sentence("trend", "trend"),
        Sentence("trend cic from apr22 to mar23 | chart"),
        Sentence(
            "Trend rate cic per 10k for dorset, bcp", "trend rate cic per 10k for dorset, bcp"),
        Sentence("rank authorities by cic at 2022-03-31", "rank authorities by cic in 2022-03-31"),
        Sentence("rank neighbours of dorset by rate cic excl uasc per 10k where rank <= 3"),
        Sentence("RANK Dorset, Devon BY cic - uasc", "rank Dorset, Devon by cic - uasc"),
        Sentence("rank dorset by cic"),
        // list
        Sentence("list milestones for dorset where status is late"),
        Sentence("Milestone at sep23", "list milestone in sep23"),
        Sentence("list areas where level is authority"),
        // stages
        Sentence("cic | sort"),
        Sentence("cic | SORT BY Gap ASC", "cic | sort by gap"),
        Sentence("cic|sort by \"of what\" desc|top 5", "cic | sort by \"of what\" desc | top 5"),
        Sentence("cic | sort desc"),
        Sentence("cic | sort by 2023-08"),
        Sentence("cic | top 1,000 by value", "cic | top 1000 by value"),
        Sentence("compare sep23 vs target for theme placement | worst 5 by gap | best 3"),
        Sentence("cic | where status is red or status is amber | columns indicator, gap"),
        Sentence("cic | columns rank, \"a, b\", 2023"),
        Sentence("cic | chart Bar", "cic | chart bar"),
        Sentence("cic | to JSON", "cic | to json"),
        Sentence("cic | to csv \"My  figures | 1.csv\""),
        Sentence("cic |\n sort by gap | # greatest\n top 3", "cic | sort by gap | top 3"),
        Sentence("describe cic | to json"),
        Sentence("let gap = cic by age where value > 3\ngap | top 3"),
    ]
}

@Suite("Rows")
struct RowTests {
    @Test(
        "are tested tightest first",
        arguments: [
            ("a = 1 or b = 2 and c = 3", "(a = 1 or (b = 2 and c = 3))"),
            ("a = 1 and b = 2 or c = 3", "((a = 1 and b = 2) or c = 3)"),
            ("a = 1 and b = 2 and c = 3", "((a = 1 and b = 2) and c = 3)"),
            ("not a = 1 and b = 2", "(not(a = 1) and b = 2)"),
            ("not (a = 1 and b = 2)", "not((a = 1 and b = 2))"),
            ("not not a = 1", "not(not(a = 1))"),
            ("a not in (x, Y z, \"Or\")", "not(a in {'x'; 'y z'; 'or'})"),
            ("a is not x", "a <> 'x'"),
            ("a contains Foster Carer", "a contains 'foster carer'"),
            ("a not contains \"at home\"", "not(a contains 'at home')"),
            ("not a contains 16+ and b = 2", "(not(a contains '16+') and b = 2)"),
            ("a <> -3", "a <> -3"),
            ("a<=5 or b>=6 or c<>7", "((a <= 5 or b >= 6) or c <> 7)"),
            ("value > 12.5%", "value > 12.5"),
            ("cost > £1,250.50", "cost > 1250.5"),
            ("cost > 10k", "cost > 10000"),
            ("age is 0-4", "age = '0-4'"),
            ("age is 3+ placements", "age = '3+ placements'"),
            ("code is 007", "code = '007'"),
            ("a is 0.5", "a = 0.5"),
            ("a is 0", "a = 0"),
            ("a is no change", "a = 'no change'"),
            ("a is \"5\"", "a = '5'"),
            ("period is 2023-08", "period = '2023-08'"),
        ])
    func predicates(_ text: String, _ tree: String) {
        let reading = Reading("cic where \(text)")
        #expect(reading.diagnostics == [])
        #expect(reading.clauses?.predicate.map(shape) == tree)
        let staged = Reading("cic | where \(text)")
        #expect(staged.diagnostics == [])
        #expect(staged.shapes == ["cic | where(\(tree))"])
    }

    @Test(
        "are what phrases, clauses and stages say",
        arguments: [
            ("rank regions by cic + uasc", "rank(level regions; (cic + uasc))"),
            ("rank neighbours of dorset by cic", "rank(neighbours dorset; cic)"),
            ("rank authorities of england by cic", "rank(authorities in england; cic)"),
            (
                "rank authorities in dorset by cic in sep23",
                "rank(authorities in dorset; cic) [in sep23]"
            ),
            ("rank dorset authorities by cic", "rank(authorities in dorset; cic)"),
            (
                "compare devon vs regions of england in sep23",
                "compare(devon; regions in england) [in sep23]"
            ),
            ("compare devon vs authorities in sep23", "compare(devon; authorities) [in sep23]"),
            ("cic for authorities in sep23", "cic [for authorities in sep23]"),
            (
                "cic for authorities in england in sep23",
                "cic [for authorities of england in sep23]"
            ),
            ("cic for england regions, dorset", "cic [for regions of england, dorset]"),
            ("cic for neighbours of devon", "cic [for neighbours of devon]"),
            ("list areas of \"dorset\"", "list(areas)"),
            ("rank dorset, authorities by cic", "rank(dorset, authorities; cic)"),
            ("trend cic * 2 since apr22", "trend((cic * 2)) [since apr22]"),
            (
                "cic by month, age, source of referral",
                "cic by(month; dimension age; dimension source of referral)"
            ),
            ("cic by legal status, source", "cic by(dimension legal status; source)"),
            ("cic | sort by Gap desc", "cic | sort <gap> down"),
            ("cic | sort asc | sort", "cic | sort up | sort up"),
            (
                "cic | top 3 by \"A b\" | worst 2 | best 1 by x",
                "cic | top 3 <a b> | worst 2 | best 1 <x>"
            ),
            ("cic | columns a, \"b\", 2023-08", "cic | columns <a> <b> <2023-08>"),
            ("cic | chart | chart LINE", "cic | chart() | chart(line)"),
            ("cic | to csv | to MD \"A b.md\"", "cic | to(csv) | to(md; A b.md)"),
            ("milestones at sep23", "list(milestones) [in sep23]"),
        ])
    func trees(_ text: String, _ tree: String) {
        let reading = Reading(text)
        #expect(reading.diagnostics == [])
        #expect(reading.shapes == [tree])
    }

    @Test("have spans that cover what they were read from")
    func spans() throws {
        let reading = Reading(
            "rank neighbours of dorset by cic in sep23 where \"A b\" is on track | sort by gap desc |"
                + " to csv \"x\" # end")
        guard case .query(let query) = try #require(reading.statements.first).kind,
            case .rank(let ranking) = query.phrase,
            case .compares(let column, _, .text(_, let value)) = query.clauses.predicate,
            query.stages.count == 2, case .sort(let sort) = query.stages[0].kind,
            let gap = sort.column
        else {
            Issue.record("not what was typed")
            return
        }
        let spans = [
            ranking.areas.span, column.span, value, query.stages[0].span, query.stages[1].span,
        ]
        #expect(
            spans.map { String(reading.source[$0]) } == [
                "neighbours of dorset", "\"A b\"", "on track", "sort by gap desc", "to csv \"x\"",
            ])
        #expect(reading.source[gap.span] == "gap")
        #expect(column.text == "a b")
        #expect(
            query.clauses.span.map { String(reading.source[$0]) }
                == "in sep23 where \"A b\" is on track")
        #expect(reading.source[query.span].hasSuffix("to csv \"x\""))
    }

    @Test("give way to an indicator of the same name")
    func milestonesAsName() {
        let vocabulary = BindingVocabulary(TestVocabulary.shared, bindings: ["milestones"])
        let (statements, diagnostics) = Parser.statements(
            in: SourceText("milestones + 1"), vocabulary: vocabulary)
        #expect(diagnostics == [])
        #expect(statements.map { Printer.text($0) } == ["milestones + 1"])
    }

    @Test("print by themselves")
    func parts() throws {
        let reading = Reading("cic where a is red or b = 1 | sort by gap desc")
        guard case .query(let query) = try #require(reading.statements.first).kind else { return }
        #expect(query.clauses.predicate.map { Printer.text($0) } == "a is red or b = 1")
        #expect(query.stages.map { Printer.text($0) } == ["sort by gap desc"])
        #expect(ListKind.bareWords == ["milestones"])
        #expect(ListKind.words.contains("indicators"))
    }
}
