import TallyEngine
import TallyModel
import TallyRender
import Testing

/// Markdown and HTML.
struct MarkupFormatTests {
    @Test func markdownGrid() {
        let expected = """
            **Sep 2023 against target, Dorset**

            | Indicator | Sep 2023 | Target | Gap | Status | Direction |
            | :--- | ---: | ---: | ---: | :--- | :--- |
            | No. of CIC at end of month | 1,473 | 420 | −1,053 | ■ red | Worsening |
            | % CIC placed outside Dorset | 41.44% ¹ | 30% | −11.44 | ▲ amber | Same |
            | No. of visits | c | 12.5 | c | | |
            | Cost | £1,234.50 | – | £0.00 | ● green | Improving |

            4 rows, 1 meeting the target

            c: suppressed

            - ¹ 8 of 12 months

            """
        #expect(ResultFormat.md.text(Samples.grid) == expected)
    }

    @Test(arguments: [
        ("a|b", "a\\|b"), ("a\\|b", "a\\\\\\|b"), ("*x* `y`", "\\*x\\* \\`y\\`"),
        ("[a](b) <c>", "\\[a\\](b) \\<c\\>"), ("a\nb", "a b"), ("cic_rate", "cic_rate"),
        ("_x_", "\\_x\\_"), ("Health & care", "Health & care"), ("&amp;", "\\&amp;"),
    ])
    func markdownCells(_ text: String, _ expected: String) {
        let table = ResultTable(
            layout: .grid, columns: [.init("a", "A", .text)], rows: [.init([.text(text)])])
        #expect(ResultFormat.md.text(table) == "| A |\n| :--- |\n| \(expected) |\n")
    }

    @Test func markdownProseIsFenced() {
        let table = ResultTable(
            layout: .prose, title: "P", columns: [.init("a", "", .text)],
            rows: [.init([.text("  a | b")]), .init([.text("```")])],
            notes: [.init(.noValues, "said")])
        let expected = """
            **P**

            ````text
              a | b
            ```
            ````

            - note: said

            """
        #expect(ResultFormat.md.text(table) == expected)
    }

    @Test func markdownEmpty() {
        let table = ResultTable(
            layout: .grid, title: "T", columns: [.init("a", "A", .text)], rows: [],
            notes: [.init(.noValues, "no values")])
        #expect(
            ResultFormat.md.text(table, isFirst: false) == "\n**T**\n\n- note: no values\n")
    }

    @Test func htmlSeries() {
        let expected = """
            <table class="tally">
            <caption>CIC less UASC, Dorset</caption>
            <thead>
            <tr><th class="period">Period</th><th class="number">Value</th></tr>
            </thead>
            <tbody>
            <tr><td class="period">Jun 2023</td><td class="number">1,397</td></tr>
            <tr><td class="period">Jul 2023</td><td class="number">c</td></tr>
            <tr><td class="period">Aug 2023</td><td class="number">400<sup>2</sup></td></tr>
            <tr><td class="period">Sep 2023</td><td class="number">906<sup>1, 2</sup></td></tr>
            </tbody>
            <tfoot>
            <tr><td class="note" colspan="2">c: suppressed</td></tr>
            <tr><td class="note" colspan="2"><sup>1</sup> the population changed</td></tr>
            <tr><td class="note" colspan="2"><sup>2</sup> provisional: one month in arrears</td></tr>
            <tr><td class="note" colspan="2">note: computed, not published</td></tr>
            </tfoot>
            </table>

            """
        #expect(ResultFormat.html.text(Samples.series) == expected)
    }

    @Test func htmlEscapesAndNamesItsCells() {
        let table = ResultTable(
            layout: .grid,
            columns: [
                .init("a", "<A>", .text), .init("s", "Status", .status),
                .init("d", "Direction", .direction),
            ],
            rows: [.init([.text("<b>\"x\" & 'y'"), .status(.red), .direction(.improving)])],
            summary: "1 < 2")
        let expected = """
            <table class="tally">
            <thead>
            <tr><th>&lt;A&gt;</th><th class="status">Status</th><th class="direction">Direction</th></tr>
            </thead>
            <tbody>
            <tr><td>&lt;b&gt;&quot;x&quot; &amp; 'y'</td><td class="status red">■ red</td>\
            <td class="direction improving">Improving</td></tr>
            </tbody>
            <tfoot>
            <tr><td class="summary" colspan="3">1 &lt; 2</td></tr>
            </tfoot>
            </table>

            """
        #expect(ResultFormat.html.text(table) == expected)
    }

    @Test func htmlProse() {
        let table = ResultTable(
            layout: .prose, columns: [.init("a", "", .text)], rows: [.init([.text("a < b\nc")])],
            notes: [.init(.noValues, "x & y")])
        #expect(
            ResultFormat.html.text(table)
                == "<pre class=\"tally\">\na &lt; b\nc\n</pre>\n<p class=\"note\">note: x &amp; y</p>\n"
        )
    }
}
