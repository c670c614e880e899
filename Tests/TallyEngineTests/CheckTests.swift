import TallyEngine
import TallyModel
import TallyPlugins
import Testing

/// What does not reconcile, of figures worked out by hand.
struct CheckTests {
    /// July 2023 to January 2024.
    private static func desk(_ checks: String) -> Desk {
        var desk = Desk()
        desk.put("waiting", "30 44 33 41 29 31 32")
        desk.put("waiting", "30 45 33 41 c _ 32.0", source: "second")
        desk.put("waiting", "10 20 c 20 10 _ 12", members: ["sex": "male"])
        desk.put("waiting", "20 24 5 22 19 15 20", members: ["sex": "female"])
        desk.put("waiting", "0 0 0 0 0 0 1", members: ["sex": "other"])
        desk.put("seen", "5 6 7 8 9 _ 10")
        desk.put("seen", "18 26", grain: .quarter)
        desk.put("left", "5 6 18 0 21 7 9")
        desk.put("seen_share", "17 14 21.2 _ 32 29 31.25")
        desk.beside = """
            {"plugin": "more", "home": "north",
             "indicators": [
               {"id": "left", "name": "Left", "kind": "flow"},
               {"id": "seen_share", "name": "Seen share", "unit": "percent", "decimals": 2,
                "kind": "ratio of flows", "formula": "share seen of waiting"},
               {"id": "unseen", "name": "Unseen", "formula": "waiting - left"}],
             "checks": [\(checks)]}
            """
        return desk
    }

    private static func check(_ fields: String) -> String {
        "{\"id\": \"one\", \"says\": \"it holds\", \(fields)}"
    }

    /// Each row as `2023-10 41 42 -1`.
    private static func rows(_ table: ResultTable) -> [String] {
        table.rows.map { row in
            [5, 6, 7, 8].map { index in
                switch row.values[index] {
                case .period(_, _, let code): code
                case .number(let number): number.cell.value.map(NumberText.full) ?? "none"
                default: ""
                }
            }.joined(separator: " ")
        }
    }

    @Test(arguments: [
        // 5/30 is 16.67, 6/44 is 13.64, 7/33 is 21.21, 9/29 is 31.03, 10/32 is 31.25; October has
        // no share, and December nobody seen.
        (
            "\"that\": \"published(seen_share) = computed(seen_share)\"",
            "1 check, 5 comparisons: 1 disagrees, in 1 check",
            ["2023-11 32 31.03448275862069 0.9655172413793096"]
        ),
        (
            "\"that\": \"published(seen_share) = share seen of waiting\", \"within\": 0.97",
            "1 check, 5 comparisons: all agree", []
        ),
        // September has a man suppressed, December none: nothing is said of either.
        (
            "\"that\": \"waiting = (waiting only sex)\"",
            "1 check, 5 comparisons: 2 disagree, in 1 check",
            ["2023-10 41 42 -1", "2024-01 32 33 -1"]
        ),
        (
            "\"that\": \"waiting = (waiting only sex)\", \"within\": 1",
            "1 check, 5 comparisons: all agree", []
        ),
        (
            "\"that\": \"(waiting only sex) <= waiting\"",
            "1 check, 5 comparisons: 2 disagree, in 1 check",
            ["2023-10 42 41 1", "2024-01 33 32 1"]
        ),
        (
            "\"that\": \"(waiting only sex) >= waiting\"",
            "1 check, 5 comparisons: all agree", []
        ),
        // 30 + 6 - 6 is 30, 44 + 7 - 18 is 33, 33 + 8 - 0 is 41, 41 + 9 - 21 is 29 and
        // 31 + 10 - 9 is 32; of the quarter to December, 33 + 26 - 28 is 31.
        (
            "\"that\": \"waiting = previous waiting + seen - left\"",
            "1 check, 6 comparisons: 1 disagrees, in 1 check", ["2023-08 44 30 14"]
        ),
        // 5 + 6 + 7 is 18; of the next quarter a month is missing.
        (
            "\"that\": \"published(seen) = sum(seen)\", \"by\": \"quarter\"",
            "1 check, 1 comparison: all agree", []
        ),
        (
            "\"that\": \"published(seen) = sum(left)\", \"by\": \"quarter\"",
            "1 check, 2 comparisons: 2 disagree, in 1 check",
            ["q2 2023/24 18 29 -11", "q3 2023/24 26 28 -2"]
        ),
        // What the second source suppresses or leaves out is not compared.
        (
            "\"between\": [\"first\", \"second\"]",
            "1 check, 5 comparisons: 1 disagrees, in 1 check", ["2023-08 44 45 -1"]
        ),
        (
            "\"between\": [\"first\", \"second\"], \"within\": 1",
            "1 check, 5 comparisons: all agree", []
        ),
        (
            "\"that\": \"published(seen) = sum(seen)\", \"by\": \"year\"",
            "1 check, 0 comparisons", []
        ),
        ("\"that\": \"published(unseen) = computed(unseen)\"", "1 check, 0 comparisons", []),
    ])
    func finds(_ fields: String, _ summary: String, _ expected: [String]) throws {
        let table = try Self.desk(Self.check(fields)).ask("check")
        #expect(table.summary == summary)
        #expect(Self.rows(table) == expected)
        let isEmpty = summary.hasSuffix(" 0 comparisons")
        #expect(
            table.notes.filter { $0.code == .nothingCompared }.map(\.text)
                == (isEmpty ? ["1 found nothing to compare: one"] : []))
    }

    /// One of three members suppressed in a month: neither the sum of the others nor the difference
    /// may be told, since it would give the third away.
    @Test func aSuppressedFigureIsNotGivenAway() throws {
        let checks = ["waiting = (waiting only sex)", "(waiting excl male) = 0"]
            .enumerated().map { index, that in
                "{\"id\": \"c\(index)\", \"says\": \"x\", \"that\": \"\(that)\"}"
            }
        let table = try Self.desk(checks.joined(separator: ",")).ask("check in sep23")
        #expect(table.rows.isEmpty)
        #expect(table.summary == "2 checks, 0 comparisons")
    }

    @Test func saysWhereBothFiguresStand() throws {
        let table = try Self.desk(
            Self.check("\"that\": \"waiting = previous waiting + seen - left\"")
        ).ask("check one")
        #expect(
            table.columns.map(\.id) == [
                "plugin", "check", "says", "that", "area", "period", "left", "right", "gap", "unit",
                "left_from", "right_from",
            ])
        let row = try #require(table.rows.first)
        #expect(row.values[0] == .text("more") && row.values[1] == .text("one"))
        #expect(row.values[4] == .text("North"))
        #expect(row.values[10] == .text("desk.csv row 3"))
        #expect(row.values[11] == .text("desk.csv rows 2, 3"))
        #expect(
            row.notes.map { table.notes[$0].text }
                == ["it holds: waiting = previous waiting + seen - left"])
    }

    private static let several = """
        {"id": "members", "says": "a", "that": "waiting = (waiting only sex)"},
        {"id": "sources", "says": "b", "between": ["first", "second"]},
        {"id": "shares", "says": "c", "that": "published(seen_share) = computed(seen_share)"}
        """

    @Test(arguments: [
        ("check", "3 checks, 15 comparisons: 4 disagree, in 3 checks"),
        ("check members", "1 check, 5 comparisons: 2 disagree, in 1 check"),
        ("check more.members", "1 check, 5 comparisons: 2 disagree, in 1 check"),
        ("check more", "3 checks, 15 comparisons: 4 disagree, in 3 checks"),
        ("check desk", "no checks"),
        ("check seen", "1 check, 5 comparisons: 1 disagrees, in 1 check"),
        ("check waiting", "3 checks, 15 comparisons: 4 disagree, in 3 checks"),
        ("check seen_share", "1 check, 5 comparisons: 1 disagrees, in 1 check"),
        ("check for north", "3 checks, 15 comparisons: 4 disagree, in 3 checks"),
        ("check in aug23", "3 checks, 3 comparisons: 1 disagrees, in 1 check"),
        ("check since nov23", "3 checks, 5 comparisons: 2 disagree, in 2 checks"),
        ("check from jul23 to aug23", "3 checks, 6 comparisons: 1 disagrees, in 1 check"),
        (
            "check members where gap < 0 | sort by period desc | top 1 by period",
            "1 check, 5 comparisons: 2 disagree, in 1 check"
        ),
    ])
    func chooses(_ sentence: String, _ summary: String) throws {
        #expect(try Self.desk(Self.several).ask(sentence).summary == summary)
    }

    @Test(arguments: [
        ("check nobody", DiagnosticCode.unknownName),
        ("check north", .unknownName),
        ("check last 3 months", .badPeriod),
        ("check members by sex", .wrongKindOfName),
        ("check rolling 3 months", .kindClash),
        ("published(waiting - left)", .neverPublished),
        ("published(unseen)", .neverPublished),
        ("computed(waiting)", .noFormula),
        ("computed(waiting only male)", .noFormula),
        ("published(seen, left)", .unexpectedWord),
    ])
    func refuses(_ sentence: String, _ code: DiagnosticCode) throws {
        let error = try #require(throws: Diagnostic.self) {
            try Self.desk(Self.several).ask(sentence)
        }
        #expect(error.code == code)
    }

    @Test(arguments: [
        ("published(seen_share) from nov23 to jan24", ["32", "29", "31.25"]),
        ("computed(unseen) from jul23 to sep23", ["25", "38", "15"]),
        ("unseen in jul23", ["25"]),
        ("published(waiting only male) in aug23", ["20"]),
        ("published(waiting) only male in aug23", ["20"]),
        ("published(waiting - left) + 0 in aug23", []),
        ("published(seen) - seen in jan24", ["0"]),
        ("published(seen) in q3 2023/24", ["26"]),
        ("published(left) in q2 2023/24", []),
        ("left in q2 2023/24", ["29"]),
        ("previous published(waiting) in aug23", ["30"]),
        ("waiting only sex in jan24", ["33"]),
        ("waiting excl sex in jan24", ["-1"]),
        ("waiting only sex in sep23", ["c"]),
        ("rate published(waiting) per 10 in jul23", ["3"]),
    ])
    func figures(_ sentence: String, _ expected: [String]) throws {
        var desk = Self.desk(Self.several)
        desk.putPopulation([(2023, 7, 100)])
        let values = try? desk.values(sentence)
        #expect((values ?? []) == expected)
    }

    @Test func keepsWhatTheIndicatorHas() throws {
        let table = try Self.desk(Self.several).ask("computed(seen_share) in nov23")
        #expect(table.title?.hasPrefix("Seen share, as computed") == true)
        let index = try #require(table.columns.firstIndex { $0.id == ColumnID.value })
        guard case .number(let number) = table.rows[0].values[index] else {
            Issue.record("the value is a number")
            return
        }
        #expect(number.decimals == 2 && number.unit == .percent)
    }

    @Test(arguments: [
        ("waiting = wating", "unknown-indicator at wating"),
        ("waiting = seen_share", "unit-clash at waiting = seen_share"),
        ("waiting", "bad-value at waiting"),
        ("waiting <> seen", "bad-value at waiting <> seen"),
        ("waiting = seen and seen = waiting", "bad-value at waiting = seen and seen = waiting"),
        ("waiting improves", "bad-value at waiting improves"),
        ("waiting = computed(seen)", "no-formula at seen"),
        ("waiting = sum(waiting)", "summing-a-stock at sum"),
        ("waiting = (", "unexpected-word at "),
    ])
    func pointsIntoTheFile(_ that: String, _ expected: String) throws {
        let text = try #require(Self.desk(Self.check("\"that\": \"\(that)\"")).beside)
        let plugins = [Desk.plugin, text].compactMap {
            PluginReader.read(SourceText($0, name: "p.json")).plugin
        }
        #expect(plugins.count == 2)
        let problems = Catalogue.build(plugins).diagnostics.map { problem in
            let place = problem.place.map {
                String($0.source[$0.span]).trimmingQuotes
            }
            return "\(problem.code.rawValue) at \(place ?? "nowhere")"
        }
        #expect(problems == [expected])
    }
}

extension String {
    fileprivate var trimmingQuotes: String {
        hasPrefix("\"") && hasSuffix("\"") ? String(dropFirst().dropLast()) : self
    }
}
