import TallyEngine
import TallyModel
import Testing

@Suite("What is offered in place of a refused sentence")
struct SimplerOfferTests {
    private static let desk: Desk = {
        var desk = Desk()
        desk.put("waiting", "10 12 11 9")
        desk.put("seen", "4 4 5 6")
        desk.put("late", "20.5 _ 30 25")
        desk.put("waiting", "10", reference: "target", grain: .from)
        desk.put("waiting", "6 7 6 5", members: ["sex": "male"])
        return desk
    }()

    @Test(arguments: [
        ("trend waiting by quarter", "waiting by quarter"),
        ("explain trend waiting by quarter", "explain waiting by quarter"),
        ("trend waiting by sex | top 1", "waiting by sex | top 1"),
        ("compare sep23 vs aug23 by sex", "compare sep23 vs aug23"),
        (
            "compare sep23 vs aug23 for seen in sep23 | top 1",
            "compare sep23 vs aug23 for seen | top 1"
        ),
        ("compare waiting vs target from jul23 to sep23", "compare waiting vs target in sep23"),
        ("compare waiting vs seen since jul23", "compare waiting vs seen"),
        ("compare sep23 vs target for waiting, seen", "compare sep23 vs target for waiting"),
        ("rank authorities by waiting last 3 months", "rank authorities by waiting"),
        ("rank authorities by waiting for north", "rank north by waiting"),
        ("avg(waiting) rolling 3 months", "avg(waiting) last 3 months"),
        ("avg(waiting) for north", "avg(waiting) for north last 12 months"),
        ("rate late per 10k in sep23", "late in sep23"),
        ("share late of waiting", "late"),
        ("run(waiting worsens) year to date", "run(waiting worsens)"),
        ("describe waiting as known at 2024-03-01", "describe waiting"),
        ("waiting > 3 by month in sep23", "waiting > 3 in sep23"),
        // In how many months it held is what the condition itself tells.
        ("count(waiting > 10) since jul23", "waiting > 10 since jul23"),
        ("count(waiting > 10) | top 1", "waiting > 10 last 12 months | top 1"),
        ("waiting - target in sep23", "compare waiting vs target in sep23"),
        (
            "waiting / target",
            "compare waiting vs target | columns indicator, value, gap, gap_percent"
        ),
        (
            "avg(waiting) rolling 3 months from jul23 to sep23",
            "avg(waiting) from jul23 to sep23"
        ),
        (
            "compare sep23 vs aug23 for seen year to date",
            "compare sep23 vs aug23 for (seen year to date)"
        ),
        ("compare seen vs aug23 year to date", "compare (seen year to date) vs aug23"),
        ("compare q2 2023/24 vs target | top 1", "compare sep23 vs target | top 1"),
    ])
    func works(_ sentence: String, _ offer: String) throws {
        let refusal = #expect(throws: Diagnostic.self) { try Self.desk.ask(sentence) }
        #expect(refusal?.offers == [offer])
    }

    /// What an offer leaves out of the sentence is said.
    @Test(arguments: [
        ("compare sep23 vs target for waiting, seen", "seen"),
        ("compare sep23 vs aug23 by sex", "by sex"),
        ("rate late per 10k in sep23", "rate', 'per 10k"),
        ("rank authorities by waiting for north", "authorities"),
        ("trend waiting by quarter", nil),
        ("compare waiting vs target from jul23 to sep23", nil),
        ("avg(waiting) for north", nil),
        ("count(waiting > 10) since jul23", nil),
        ("avg(waiting) rolling 3 months from jul23 to sep23", "rolling 3 months"),
    ])
    func saysWhatItLeavesOut(_ sentence: String, _ words: String?) throws {
        let refusal = #expect(throws: Diagnostic.self) { try Self.desk.ask(sentence) }
        let offer = try #require(refusal?.offers.first)
        #expect(refusal?.omissions[offer] == words)
    }

    /// A percentage less another is not the percentage of a part; figures that are not there are no
    /// answer; a range that runs backwards runs forwards.
    @Test(arguments: [
        ("late only female", ["late"]),
        ("waiting only pensioners", ["waiting"]),
        ("waiting from sep23 to jul23", ["waiting from jul23 to sep23"]),
        ("waiting from sep29 to jul29", ["waiting"]),
        ("late by quarter", ["avg(late) by quarter last 12 months", "late by month"]),
        (
            "late by quarter since jul23",
            ["avg(late) by quarter since jul23", "late by month since jul23"]
        ),
    ])
    func offers(_ sentence: String, _ offers: [String]) {
        let refusal = #expect(throws: Diagnostic.self) { try Self.desk.ask(sentence) }
        #expect(refusal?.offers == offers)
    }
}
