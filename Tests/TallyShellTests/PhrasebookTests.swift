import TallyModel
import TallyShell
import Testing

/// The figures that the sample must give, written by hand from the papers: rewriting the manual
/// cannot bless a wrong one.
@MainActor
struct PhrasebookTests {
    @Test(arguments: [
        ("cic", "473"),
        ("cic in latest", "473"),
        ("cic in q2 2023/24", "473"),
        ("became_cic in q2 2023/24", "70"),
        ("share uasc of cic in sep23", "14.16"),
        ("rate cic excl uasc per 10k", "61.49"),
        ("rate cic excl uasc per 10k from apr23 to sep23", "59.09 59.38 58.79 58.64 59.09 61.49"),
        ("cic - uasc last 3 months", "397 400 406"),
        ("iha in latest", "25.58"),
        ("iha in sep23", "56.25"),
        ("avg(cic) in q2 2023/24", "455.67"),
        ("uasc ?? cic in sep23", "67"),
        ("cic a month ago", "464"),
        ("previous cic", "464"),
        ("cic - (cic in apr23)", "40"),
        ("cic in apr23 to sep23", "473"),
        ("became_cic in apr23..sep23", "102"),
        ("cic only uasc", "67"),
        ("cic excl uasc", "406"),
        ("became_cic excl uasc", "11"),
        ("rate became_cic per 100k in sep23", "24.23"),
        ("cic at 30/09/2023", "473"),
        ("\"Rate of CIC as at end of month\"", "71.64"),
        ("let base = cic in mar23\ncic - base", "36"),
        ("run(cic worsens)", "2"),
        ("became_cic rolling 3 months", "70"),
        ("became_cic year to date", "102"),
        ("became_cic year to date from jul23 to sep23", "41 86 102"),
        ("run(unregulated worsens)", "5"),
        ("when cic < 440", "430"),
    ])
    func figures(_ sentence: String, _ figures: String) throws {
        #expect(try Answers.values(sentence) == figures)
    }

    @Test(arguments: [
        ("avg(participation) in 2018/19 for worcestershire", "93.67"),
        ("max(attendance) in 2018/19 for worcestershire", "77"),
        ("sum(iro_contacts) in 2018/19 for worcestershire", "233"),
        ("formal complaints in 2022/23", "34"),
        ("sum(formal complaints) in 2022/23", "34"),
        ("cla_rate for dorset in 2025", "65"),
        ("cla_rate for england in 2025", "67"),
    ])
    func figuresOfOtherSystems(_ sentence: String, _ figures: String) throws {
        #expect(try Answers.values(sentence) == figures)
    }

    @Test func eightOfTwelveMonthsAreSaid() throws {
        let text = try Answers.text("sum(iro_contacts) in 2018/19 for worcestershire")
        #expect(text.contains("8 of 12 months"))
    }

    @Test func legalStatusAddsUp() throws {
        let rows = try Answers.rows("cic by legal status in mar23")
        #expect(rows.map { $0["value"] } == ["38", "316", "18", "65", "437"])
        #expect(rows.last?["legal_status"] == "total")
    }

    @Test func fiveAgeBandsOverTwelveMonths() throws {
        let rows = try Answers.rows("cic by age from apr22 to mar23")
        #expect(rows.count == 12)
        #expect(
            ["0-4", "5-9", "10-12", "13-15", "16_plus"].map { rows.last?[$0] }
                == ["57", "68", "69", "125", "118"])
        let chart = try Answers.text("cic by age from apr22 to mar23 | chart")
        for band in ["0-4", "5-9", "10-12", "13-15", "16+"] { #expect(chart.contains(band)) }
    }

    @Test func authoritiesByRate() throws {
        let rows = try Answers.rows("rank authorities by cic_rate at 2022-03-31")
        #expect(
            rows.map { $0["area"] } == [
                "Wiltshire", "Cornwall", "Somerset", "Devon", "Hampshire", "Dorset",
                "Bournemouth, Christchurch and Poole",
            ])
        #expect(rows.map { $0["value"] } == ["41", "48", "51", "57", "61", "68", "70"])
        #expect(rows.map { $0["rank"] } == ["1", "2", "3", "4", "5", "6", "7"])
        #expect(rows.map { $0["quartile"] } == ["1", "2", "2", "3", "3", "4", "4"])
    }

    /// The rates of the fifteen authorities whose rows say South West; the Isles of Scilly have none.
    @Test(arguments: [
        "rank authorities of south west by cla_rate in 2025",
        "rank authorities in south west by cla_rate in 2025",
        "rank the south west authorities by cla_rate in 2025",
    ])
    func authoritiesOfARegion(_ sentence: String) throws {
        let rows = try Answers.rows(sentence)
        #expect(
            rows.map { $0["area_id"] } == [
                "south_gloucestershire", "wiltshire", "somerset", "devon", "gloucestershire",
                "swindon", "bath_and_north_east_somerset", "cornwall", "north_somerset", "dorset",
                "bcp", "bristol", "plymouth", "torbay",
            ])
        #expect(
            rows.map { $0["value"] } == [
                "33", "46", "55", "57", "57", "57", "60", "60", "63", "65", "75", "81", "101",
                "114",
            ])
        #expect(rows.map { $0["rank"] }.suffix(5) == ["10", "11", "12", "13", "14"])
    }

    @Test func dorsetBesideItsRegion() throws {
        let rows = try Answers.rows(
            "compare dorset vs authorities of south west for cla_rate in 2025")
        #expect(rows.count == 17)
        #expect(rows.last { $0["area_id"] == "torbay" }?["difference"] == "-49")
        #expect(rows.map { $0["value"] }.suffix(2) == ["60", "66.07692307692308"])
    }

    /// As many as the rows of the files name, those that are no more among them.
    @Test(arguments: [
        ("list authorities of inner london", 14), ("list authorities of outer london", 19),
        ("list authorities of london", 33), ("list regions of england", 9),
        ("list authorities of north east", 12), ("list authorities of south west", 18),
    ])
    func whatLiesInAnArea(_ sentence: String, _ count: Int) throws {
        #expect(try Answers.rows(sentence).count == count)
    }

    @Test func dorsetBesideEngland() throws {
        let rows = try Answers.rows("compare dorset vs england for cla_rate in 2025")
        #expect(rows.map { $0["value"] } == ["65"])
        #expect(rows.map { $0["england"] } == ["67"])
    }

    @Test(arguments: [
        ("milestones", 14), ("milestones where status is \"on track\"", 2),
        ("milestones where status is complete", 10), ("list milestones", 14),
        ("milestones at apr20", 1), ("milestones at may20", 5), ("milestones at jul20", 5),
        ("milestones at sep20", 2), ("milestones at q4 2020/21", 1), ("milestones at 2021", 0),
        ("milestones for south east", 14), ("milestones at 2020-05-10", 1),
    ])
    func milestones(_ sentence: String, _ count: Int) throws {
        let rows = (try? Answers.rows(sentence)) ?? []
        #expect(rows.count == count)
    }

    @Test func redAndWorsening() throws {
        let rows = try Answers.rows(
            "compare sep23 vs target where status is red and direction is worsening")
        #expect(rows.count == 14)
        #expect(rows.allSatisfy { $0["status"] == "red" && $0["direction"] == "Worsening" })
    }

    /// As many as the paper prints: what its summary quotes is not counted again.
    @Test func worseningSinceAugust() throws {
        let rows = try Answers.rows("compare sep23 vs aug23 where direction is worsening")
        #expect(rows.count == 34)
        #expect(!rows.contains { $0["id"] == "iha_quoted" })
        #expect(try Answers.rows("compare sep23 vs aug23 for iha_quoted").count == 1)
    }

    /// The published rates are whole numbers; the computed ones must round to them.
    @Test func ratesOfTheProfileRoundAsPublished() throws {
        let values = try Answers.numbers("rate cic per 10k from apr22 to mar23")
        #expect(
            values.map { Int($0.rounded()) }
                == [66, 66, 67, 66, 67, 67, 66, 67, 68, 66, 66, 65])
    }

    /// So are the published shares of unaccompanied children.
    @Test func sharesOfTheProfileRoundAsPublished() throws {
        let values = try Answers.numbers("share uasc of cic from apr22 to mar23")
        #expect(values.map { Int($0.rounded()) } == [6, 8, 8, 8, 8, 9, 9, 9, 9, 8, 8, 8])
    }

    @Test func septemberAgainstTarget() throws {
        let rows = try Answers.rows("compare sep23 vs target")
        #expect(rows.count == 42)
        #expect(rows.count { ($0["gap"].flatMap(Double.init) ?? -1) >= 0 } == 7)
        let statuses = rows.compactMap { $0["status"] }
        #expect(statuses.count { $0 == "green" } == 7)
        #expect(statuses.count { $0 == "amber" } == 12)
        #expect(statuses.count { $0 == "red" } == 23)
    }

    @Test func placementsAgainstTarget() throws {
        let rows = try Answers.rows("compare sep23 vs target for theme placement")
        #expect(rows.count == 8)
        #expect(rows.allSatisfy { ($0["gap"].flatMap(Double.init) ?? 1) < 0 })
        let outside = rows.first { $0["value"] == "41.44" }
        #expect(outside?["target"] == "30")
        #expect(outside.flatMap { Double($0["gap"] ?? "") }.map { ($0 * 100).rounded() } == -1144)
    }

    @Test func monthAgainstMonth() throws {
        let rows = try Answers.rows("compare sep23 vs aug23 for uasc, cic")
        #expect(rows.map { $0["value"] } == ["67", "473"])
        #expect(rows.map { $0["2023-08"] } == ["64", "464"])
        #expect(rows.map { $0["change"] } == ["3", "9"])
        #expect(rows.map { $0["direction"] } == ["", "Worsening"])
    }

    @Test func againstSeveralReferences() throws {
        let rows = try Answers.rows(
            "compare sep23 vs target vs england vs good-sn for immunisations")
        #expect(rows.count == 1)
        #expect(
            ["value", "target", "england", "good-sn"].map { rows.first?[$0] }
                == ["84.08", "85", "85", "87.3"])
    }

    /// The direction that the paper prints is the one that is computed, but for an indicator that
    /// has no figure for August.
    @Test func directionsAsPrinted() throws {
        let printed = try PrintedBoard.directions()
        #expect(printed.count == 78)
        var differing: [String] = []
        for (name, direction) in printed {
            let rows = try Answers.rows("\"\(name)\" in sep23")
            let computed = rows.first?["direction"] ?? ""
            if computed != direction { differing.append(name) }
        }
        #expect(
            differing == ["No. of applicants undergoing assessment (Foster Carers - Mainstream)"])
    }
}
