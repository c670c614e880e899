import TallyLanguage
import TallyModel
import Testing

/// What is offered to somebody who has not read how things are asked.
@Suite("Spoken sentences")
struct SpokenTests {
    @Test(arguments: [
        ("show cic", ["cic"]),
        ("how many children in care", ["children in care"]),
        ("number of uasc for dorset", ["uasc for dorset"]),
        ("what is cic", ["describe cic", "cic"]),
        ("dorset cic", ["cic for dorset"]),
        ("cic sep 23", ["cic in sep23"]),
        ("cic 2023", ["cic in 2023", "cic in 2022/23", "cic in cy2023"]),
        ("cic vs target", ["compare latest vs target for cic"]),
        ("cic compared with england", ["compare latest vs england for cic", "cic"]),
        ("cic against uasc in sep23", ["compare cic vs uasc in sep23"]),
        ("compare cic", ["compare latest vs target for cic"]),
        ("compare dorset devon for cic", ["compare dorset vs devon for cic"]),
        ("compare dorset england", ["compare dorset vs england"]),
        ("which are red", ["compare latest vs target where status is red"]),
        (
            "improving for theme placement",
            ["compare latest vs previous for theme placement where direction is improving"]
        ),
        ("worst", ["compare latest vs target | worst 5"]),
        ("top 3 worst", ["compare latest vs target | worst 3"]),
        ("cic trend last 6 months", ["trend cic last 6 months"]),
        ("graph of cic for devon", ["trend cic for devon | chart"]),
        ("average cic", ["avg(cic) last 12 months"]),
        ("average cic in 2022/23", ["avg(cic) in 2022/23"]),
        ("average(cic)", ["avg(cic) last 12 months"]),
        ("percentage of cic that are uasc", ["share uasc of cic"]),
        ("uasc as % of cic", ["share uasc of cic"]),
        ("rate of cic", ["rate cic per 10k"]),
        ("cic per 1000 in sep23", ["rate cic per 1000 in sep23"]),
        ("cic without uasc", ["cic excl uasc"]),
        ("rate of cic without uasc", ["rate cic excl uasc per 10k"]),
        ("cic split by age", ["cic by age"]),
        ("export cic to csv", ["cic | to csv"]),
        ("cic yoy", ["compare latest vs a year ago for cic"]),
        ("month on month change in cic", ["compare latest vs a month ago for cic"]),
        (
            "cic change",
            ["compare latest vs a year ago for cic", "compare latest vs previous for cic"]
        ),
        ("what does cic mean", ["describe cic", "cic"]),
        ("never met target", ["compare latest vs target where status is not green"]),
        (
            "rate of cic without uasc vs target",
            [
                "compare latest vs target for rate cic excl uasc per 10k",
                "rate cic excl uasc per 10k",
            ]
        ),
        ("excluding became_cic how many cin", ["cin - became_cic"]),
        ("cic not including uasc", ["cic excl uasc"]),
        ("best performing authorities for cic", ["rank authorities by cic | best 5"]),
        ("how many more cic than a year ago", ["compare latest vs a year ago for cic"]),
        ("RAG status", ["compare latest vs target"]),
        ("cic by age over time", ["cic by age last 12 months"]),
        ("12 month rolling became_cic", ["became_cic rolling 12 months"]),
        ("cic higher than england", ["compare latest vs england for cic", "cic"]),
        ("cic change since last year", ["compare latest vs a year ago for cic"]),
        ("cic this year", ["cic year to date", "cic last 12 months"]),
        ("last quarter", ["compare latest vs a quarter ago"]),
        (
            "rank the authorities in dorset by cic",
            [
                "rank authorities of dorset by cic", "rank authorities by cic",
                "rank neighbours of dorset by cic",
            ]
        ),
        ("cic for theme complaints", ["list themes", "cic"]),
        // What is worse, or has changed, since a period is set beside it.
        (
            "got worse since last year",
            ["compare latest vs a year ago where direction is worsening"]
        ),
        ("cic worse than last year", ["compare latest vs a year ago for cic"]),
        ("same quarter last year", ["compare latest vs a year ago"]),
        ("cic one year ago", ["cic a year ago"]),
        ("cic two months ago for devon", ["cic 2 months ago for devon"]),
        ("cic by age last year", ["cic a year ago by age"]),
        ("cic this month", ["cic"]),
        ("difference between cic and uasc", ["cic - uasc", "compare cic vs uasc"]),
        ("cin less became_cic", ["cin - became_cic"]),
        ("ratio of uasc to cic", ["share uasc of cic"]),
        ("trend uasc, cic", ["trend for uasc, cic"]),
        ("rate cic by age per 10k", ["rate cic per 10k by age", "rate cic per 10k"]),
        (
            "compare devon to neighbours for cic",
            ["compare devon vs neighbours of devon for cic", "rank neighbours of devon by cic"]
        ),
        // Amber misses its target too.
        ("which targets did we miss", ["compare latest vs target where status is not green"]),
        ("missed targets", ["compare latest vs target where status is not green"]),
        (
            "which indicators are not meeting target",
            ["compare latest vs target where status is not green"]
        ),
        ("indicators off target", ["compare latest vs target where status is not green"]),
        ("which met their target", ["compare latest vs target where status is green"]),
        ("not missed", ["compare latest vs target where status is green"]),
        // What is not so is no opposite of what is asked.
        ("show indicators not green", ["compare latest vs target where status is not green"]),
        ("which aren't red", ["compare latest vs target where status is not red"]),
        ("what is not improving", ["compare latest vs previous where direction is not improving"]),
        ("cic not uasc", ["cic excl uasc"]),
        ("red or amber", ["compare latest vs target where status in (red, amber)"]),
        (
            "what is red and getting worse",
            ["compare latest vs target where status is red and direction is worsening"]
        ),
        ("worse than england", ["compare latest vs england where gap < 0"]),
        ("not worse than england", ["compare latest vs england where gap >= 0"]),
        // The part of a whole is what stands behind it.
        ("what proportion of cic is uasc", ["share uasc of cic"]),
        ("percentage of uasc in cic", ["share uasc of cic"]),
        (
            "percentage of children in care who are disabled",
            ["share children in care only disabled of children in care"]
        ),
        ("children in care 0-4", ["children in care only 0-4", "children in care"]),
        ("average cic per month", ["avg(cic) last 12 months"]),
        ("cic per quarter", ["cic by quarter"]),
        ("cic rolling average 3 months", ["avg(cic) last 3 months"]),
        ("total cic this year", ["sum(cic) last 12 months"]),
        // Areas side by side.
        (
            "compare dorset vs average of neighbours of dorset for cic",
            ["compare dorset vs neighbours of dorset for cic"]
        ),
        ("difference between dorset and england on cic", ["compare dorset vs england for cic"]),
        ("gap between cic and target", ["compare latest vs target for cic"]),
        ("top 5 authorities by cic", ["rank authorities by cic | top 5"]),
        // Conditions.
        ("is cic above 450", ["cic > 450"]),
        ("which months was cic above 450", ["cic last 12 months where value > 450"]),
        (
            "months where cic between 430 and 440",
            ["cic last 12 months where value >= 430 and value <= 440"]
        ),
        ("when was cic last below 440", ["when cic < 440"]),
        ("authorities with cic over 500", ["rank authorities by cic where value > 500"]),
        ("how many months has cic worsened", ["run(cic worsens)"]),
        ("when did cic last meet target", ["when cic meets target"]),
        ("how long has cic been over 450", ["run(cic > 450)"]),
        // What there is, and what of it adds up.
        ("list targets", ["compare latest vs target"]),
        ("indicators about placement", ["list indicators for theme placement"]),
        ("how is cic doing", ["compare latest vs target for cic"]),
        ("data quality", ["check"]),
        ("how is cic calculated", ["explain cic"]),
        ("when was it last updated", ["list imports"]),
        ("what has gone up", ["compare latest vs previous where change > 0"]),
        ("how many children in care?", ["children in care"]),
        ("cic ?", ["cic"]),
        ("cic in fy2023", ["cic in 2022/23", "cic in 2023/24"]),
        // An indicator of which the name has all the words.
        ("how many children are in care", ["children in care"]),
        ("how many children looked after in sep23", ["looked after children in sep23"]),
        // What a rate is per, in any words.
        ("rate cic per 10 k", ["rate cic per 10k"]),
        ("rate cic per 10 000 in sep23", ["rate cic per 10k in sep23"]),
        ("rate cic per 100 thousand", ["rate cic per 100k"]),
        ("rate cic per ten thousand", ["rate cic per 10k"]),
        ("rate cic per thousand", ["rate cic per 1000"]),
        ("cic per 1,000", ["rate cic per 1000"]),
        // The name ends before what the rate is per.
        ("rate crossed cic per 10,000", ["rate crossed cic per 10k"]),
        (
            "cic as % of target",
            ["compare latest vs target for cic | columns indicator, value, gap, gap_percent"]
        ),
    ])
    func isOffered(_ text: String, _ offers: [String]) {
        let reading = Reading(text)
        #expect(reading.statements.isEmpty)
        #expect(reading.diagnostics.first?.offers == offers)
        for offer in offers { #expect(Reading(offer).diagnostics.isEmpty) }
    }

    /// What an offer leaves out is said with it.
    @Test(arguments: [
        ("show cic", "cic", nil),
        ("cic uasc over sixty", "trend for cic, uasc", "over sixty"),
        ("uasc over sixty by age", "uasc by age", "over sixty"),
        ("rate cic by age per 10k", "rate cic per 10k", "by age"),
        ("rate cic by age per 10k", "rate cic per 10k by age", nil),
        ("cic for theme complaints", "cic", "for theme complaints"),
        ("compare cic to england", "cic", "to england"),
        ("cic blah for dorset", "cic for dorset", "blah"),
        ("cic last n months", "cic", "last n months"),
        ("cic rolling average 3 months", "avg(cic) last 3 months", "rolling"),
        ("children in care 0-4", "children in care", "0-4"),
        ("why did cic go up", "compare latest vs a year ago for cic", "why"),
    ])
    func leavesOut(_ text: String, _ offer: String, _ words: String?) {
        let first = Reading(text).diagnostics.first
        #expect(first?.offers.contains(offer) == true)
        #expect(first?.omissions[offer] == words)
    }

    /// What has a mend of its own, is no sentence at all or is about something else keeps its words.
    @Test(arguments: [
        "rate cci per 10k", "cic in", "hello", "is contains 4", "- -", "cic in 2023-13",
        "rate cic per 0", "totl(cic)", "cic fro", "cic-uasc", "cic latest", "1 +", "(cic",
        "how much in sep23",
        // A count is no share, and no rate.
        "% uasc", "percentage of cic", "\"no such\" in sep23",
        // Nor is anything its opposite.
        "show not", "? ?", "not what is", "regulated homes", "homes regulated",
        // So many miles are no figure of just anything, and an area without a name is no list.
        "placement over 20 miles", "percentage of children placed out of area",
    ])
    func isNotOffered(_ text: String) {
        let reading = Reading(text)
        #expect(!reading.diagnostics.isEmpty)
        #expect(reading.diagnostics.flatMap(\.offers) == [])
    }

    /// Where nothing can be offered the names that have words of it are said.
    /// Whoever stops in the midst of a sentence is answered, too.
    @Test(arguments: [
        "cic between 430 and 440", "what is the gap between cic and target in sep23",
        "which authorities are the worst neighbours of dorset for cic this year",
        "has cic been above 450 since april 2022 or below 430 a year ago",
    ])
    func everyBeginningIsRead(_ text: String) {
        let words = text.split(separator: " ")
        for count in 1...words.count {
            let beginning = words.prefix(count).joined(separator: " ")
            #expect(Reading(beginning).diagnostics.count <= 1, "\(beginning)")
        }
    }

    @Test(arguments: [
        ("fostering visits", ["names with words of it are 'café'"]),
        ("visitors at noon", ["names with words of it are 'café'"]),
        ("percentage of homes out of area", ["names with words of it are 'unregulated'"]),
        ("fostering capacity", []), ("hello", []), ("% uasc", []),
    ])
    func namesAreNear(_ text: String, _ notes: [String]) {
        let first = Reading(text).diagnostics.first
        #expect(first?.offers == [])
        #expect(first?.notes == notes)
    }

    /// Times as they are said, with figures that run to September 2023.
    @Test(arguments: [
        ("cic in september", ["cic in sep23"]),
        ("cic in october", ["cic in oct22"]),
        ("cic since april", ["cic since apr23"]),
        ("cic from april to september", ["cic from apr23 to sep23"]),
        ("cic from october to march", ["cic from oct22 to mar23"]),
        ("cic between june and august", ["cic from jun23 to aug23"]),
        ("cic in september last year", ["cic in sep22"]),
        ("cic in Q2", ["cic in q2 2023/24"]),
        ("cic in q4", ["cic in q4 2022/23"]),
        ("became_cic this quarter", ["became_cic in q2 2023/24"]),
        ("became_cic last quarter", ["became_cic in q1 2023/24"]),
        ("became_cic last year", ["became_cic in 2022/23"]),
        (
            "compare this quarter vs last quarter for became_cic",
            ["compare q2 2023/24 vs q1 2023/24 for became_cic"]
        ),
        ("cic this year", ["cic year to date", "cic since apr23"]),
        ("highest cic this year", ["max(cic) since apr23"]),
        ("cic over the last year", ["cic last 12 months"]),
        ("cic last two years", ["cic last 2 years"]),
        ("cic in the past 6 months", ["cic last 6 months"]),
        ("cic in 09/2023", ["cic in sep23"]),
        ("cic in 30th September 2023", ["cic in 2023-09-30"]),
        ("cic at the end of march 2023", ["cic at mar23"]),
        ("became_cic in the 12 months to september 2023", ["became_cic in oct22 to sep23"]),
        ("became_cic in h1 2023/24", ["became_cic in apr23 to sep23"]),
        ("became_cic in the second quarter of 2023/24", ["became_cic in q2 2023/24"]),
        ("cic at 31 march", ["cic at 2023-03-31"]),
        ("cic in the last quarter of 2022/23", ["cic in q4 2022/23"]),
        ("cic up to march 2023", ["cic from apr22 to mar23"]),
        ("cic before apr23", ["cic from apr22 to mar23"]),
        ("cic after apr23", ["cic since may23"]),
        ("change in cic since april", ["compare latest vs apr23 for cic"]),
        ("change in cic from apr23 to sep23", ["compare sep23 vs apr23 for cic"]),
        ("what changed since august", ["compare latest vs aug23"]),
        (
            "what got worse this month",
            ["compare sep23 vs previous where direction is worsening"]
        ),
        ("improved since march", ["compare latest vs mar23 where direction is improving"]),
        ("did cic rise in august", ["compare aug23 vs previous for cic"]),
        ("was cic lower in march", ["compare latest vs mar23 for cic"]),
        ("cumulative became_cic", ["became_cic year to date", "became_cic last 12 months"]),
        ("cic vs uasc since april", ["trend for cic, uasc since apr23"]),
        ("how many cic may be there", ["cic"]),
        ("cic in 13/2023", []), ("cic in september october", ["cic in sep23", "cic in oct22"]),
    ])
    func isDated(_ text: String, _ offers: [String]) {
        let vocabulary = BindingVocabulary(TestVocabulary.shared)
            .over(TestVocabulary.shared) { _ in Day(2023, 9, 30) }
        let (statements, diagnostics) = Parser.statements(
            in: SourceText(text), vocabulary: vocabulary)
        #expect(statements.isEmpty)
        #expect(diagnostics.first?.offers == offers)
        for offer in offers { #expect(Reading(offer).diagnostics.isEmpty) }
    }

    /// Without figures nobody knows which September is meant.
    @Test(arguments: ["cic in september", "cic since april", "cic in q2"])
    func isUndated(_ text: String) {
        #expect(Reading(text).diagnostics.first?.offers == [])
    }

    /// A file of nonsense is not talked with, nor is a whole paragraph.
    @Test func onlyTheFirstAreSpokenTo() {
        let lines = String(repeating: "show cic\n", count: 50)
        let offered = Reading(lines).diagnostics.filter { !$0.offers.isEmpty }
        #expect(offered.count == 20)
        let words = "show " + String(repeating: "cic ", count: 40)
        #expect(Reading(words).diagnostics.flatMap(\.offers) == [])
    }
}
