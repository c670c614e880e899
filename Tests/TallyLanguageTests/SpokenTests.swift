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
        (
            "cic yoy",
            ["compare latest vs a year ago for cic", "compare latest vs previous for cic"]
        ),
        ("cic change since last year", ["compare latest vs a year ago for cic"]),
        ("cic this year", ["cic year to date", "cic last 12 months"]),
        ("last quarter", ["compare latest vs a quarter ago"]),
        ("cic for neighbours of dorset", ["rank neighbours of dorset by cic"]),
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
        ("which targets did we miss", ["compare latest vs target where status is red"]),
        ("cic in fy2023", ["cic in 2022/23", "cic in 2023/24"]),
        // An indicator of which the name has all the words.
        ("how many children are in care", ["children in care"]),
        ("how many children looked after in sep23", ["looked after children in sep23"]),
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
    ])
    func isNotOffered(_ text: String) {
        let reading = Reading(text)
        #expect(!reading.diagnostics.isEmpty)
        #expect(reading.diagnostics.flatMap(\.offers) == [])
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
