import Foundation
import TallyModel
import TallyShell
import Testing

/// What Tab offers, on the built-in sample.
@MainActor
@Suite("Completion")
struct CompletionTests {
    private static let session: Result<Session, any Error> = Result {
        var options = SessionOptions()
        options.environment = Answers.environment
        return try Session(options)
    }

    /// A line with the cursor at `‸`, and the first candidates.
    struct Case: CustomTestStringConvertible, Sendable {
        let line: String
        let first: [String]

        init(_ line: String, _ first: [String]) {
            self.line = line
            self.first = first
        }

        var testDescription: String { line }
    }

    private func complete(
        _ marked: String, in session: Session
    ) -> (replaced: String, candidates: [Candidate]) {
        let parts = marked.components(separatedBy: "‸")
        let line = parts.joined()
        let (span, candidates) = session.completions(
            line, at: parts[0].utf8.count, patience: .seconds(20))
        return (String(SourceText(line)[span]), candidates)
    }

    @Test(arguments: [
        // Names of several words, half typed.
        Case("children in c‸", ["children in care", "children in care rates"]),
        Case("rate \"chil‸", ["\"children in care\"", "\"children looked after\""]),
        Case("rate ‸", ["cic", "uasc", "became_cic", "became_cic_excl_uasc"]),
        Case("RATE CEASED_C‸", ["ceased_cic"]),
        Case("ra‸", ["rate", "rank", "rating of recommendations"]),
        Case("com‸", ["compare"]),
        // Behind a whole name what may follow it, then what names go on with.
        Case("rate cic ‸", ["per"]), Case("rate children in care p‸", ["per"]),
        Case("share uasc ‸", ["of"]), Case("compare cic ‸", ["vs"]),
        Case("compare sep23 vs target ‸", ["vs"]),
        Case("cic by age | sort ‸", ["by", "asc", "desc", "by age", "by value"]),
        Case(".area ‸", ["dorset", "england"]),
        // Beside a value its own references and periods, beside an area areas.
        Case("compare cic vs ‸", ["target", "latest", "previous", "a year ago", "sep23", "aug23"]),
        Case("compare cic vs t‸", ["target", "timeliness_improvement"]),
        Case("compare uasc vs ‸", ["latest", "previous", "a year ago", "sep23"]),
        Case("compare sep23 vs ‸", ["target", "england", "good-sn", "statutory", "latest"]),
        Case("compare sep23 vs target vs ‸", ["england", "good-sn", "statutory", "latest"]),
        Case("compare sep23 vs s‸", ["statutory", "statistical neighbours", "sep22"]),
        Case("compare dorset vs e‸", ["england"]),
        // Behind a level the areas in which such areas lie.
        Case("rank authorities ‸", ["of", "by"]),
        Case("rank authorities of s‸", ["south_east", "south_west"]),
        Case("rank towns of s‸", []),
        Case("rank regions of ‸", ["england"]),
        Case("rank authorities in south_w‸", ["south_west"]),
        Case("cla_rate for auth‸", ["authority"]),
        Case("cla_rate for regions of ‸", ["england"]),
        Case("list areas ‸", ["of"]),
        Case("when cic meets ‸", ["target"]),
        // Periods that have data, newest first.
        Case("cic in ‸", ["latest", "previous", "a year ago", "sep23", "aug23", "jul23"]),
        Case("cic in s‸", ["sep23", "sep22"]),
        Case("cic at q2 2‸", ["q2 2023/24", "q2 2022/23"]),
        Case("cic from j‸", ["jul23", "jun23", "jan23", "jul22", "jun22"]),
        Case("cic from apr23 to s‸", ["sep23"]),
        Case("cla_rate in 2‸", ["2024/25", "2023/24", "2022/23"]),
        Case("attendance for worcestershire in m‸", ["mar19", "may18"]),
        Case("avg(cic in m‸", ["may23", "mar23", "may22"]),
        Case("explain cic in s‸", ["sep23", "sep22"]),
        // What can be left out, kept and split by.
        Case("cic excl ‸", ["uasc", "0-4", "5-9", "10-12", "13-15", "16_plus"]),
        Case("cic only c‸", ["c1", "c2"]),
        Case("cic by ‸", ["age", "legal_status", "gender"]),
        Case("cic for ‸", ["dorset", "gateshead", "stockton", "pan_dorset"]),
        Case("rate cic per 10k of ‸", ["population_0_17", "ons_population_0_17"]),
        // What is done with the result, by its own columns and what stands in them.
        Case("cic by age where ‸", ["age", "value", "share", "id", "indicator", "area"]),
        Case("cic by age where age is ‸", ["0-4", "5-9", "10-12", "13-15", "16+", "total"]),
        Case("cic where status is ‸", ["green", "amber", "red"]),
        Case("cic where direction is i‸", ["improving"]),
        Case("cic by age | sort by ‸", ["age", "value", "share", "id", "indicator"]),
        Case("cic by age | columns age, s‸", ["share"]),
        // What a comparison has, and of that what figures of several units can be ordered by.
        Case("compare sep23 vs target where ‸", ["value", "target", "gap", "gap_percent"]),
        Case("compare sep23 vs aug23 | columns ‸", ["value", "change", "change_percent"]),
        Case("compare sep23 vs target | sort by ‸", ["gap_percent", "direction", "status"]),
        Case(
            "compare sep23 vs target for cic | sort by ‸",
            ["indicator", "value", "target", "gap", "direction"]),
        Case(
            "compare sep23 vs target for theme placement | worst 3 by ‸",
            ["gap_percent", "direction", "status"]),
        Case("cic | so‸", ["sort"]),
        Case("cic | to j‸", ["json", "jsonl"]),
        Case("cic | chart ‸", ["line", "bar", "dot"]),
        // Periods and times of several words.
        Case("cic in a year ‸", ["a year ago"]), Case("cic a q‸", ["quarter"]),
        Case("cic last 3 m‸", ["months"]),
        Case("compare sep23 vs target for theme ‸", ["profile"]),
        Case("rank ‸", ["authority", "country"]), Case("rank auth‸", ["authority", "authorities"]),
        // Commands.
        Case(".fo‸", [".format"]), Case(".format js‸", ["json", "jsonl"]),
        Case(".area do‸", ["dorset", "dorset_combined"]),
        Case(".help s‸", ["share", "since", "sort"]),
        Case(".watch 5 cic in s‸", ["sep23", "sep22"]), Case(".record o‸", ["off"]),
        Case("let x = cic in s‸", ["sep23", "sep22"]),
        // In the midst of a line, over lines, behind a mark that ends all.
        Case("cic in s‸ | to csv", ["sep23", "sep22"]),
        Case("cic\nuasc in s‸", ["sep23", "sep22"]),
        Case("cic # ‸", []), Case("cic in zzz‸", []), Case("nonsense vs ‸", []),
        Case("cic | to csv \"/no such folder/‸", []),
    ])
    func offers(_ place: Case) throws {
        let found = complete(place.line, in: try Self.session.get()).candidates
        #expect(Array(found.prefix(place.first.count)).map(\.text) == place.first)
        if place.first.isEmpty { #expect(found.isEmpty) }
    }

    @Test func everyCandidateOfAListHasItsDescription() throws {
        let found = complete("compare cic vs ‸", in: try Self.session.get()).candidates
        #expect(found.first == Candidate("target", "target"))
        #expect(found.contains(Candidate("sep23", "Sep 2023")))
        #expect(found.contains(Candidate("uasc", "Unaccompanied children in care")))
        #expect(!found.contains { $0.text == "england" })
    }

    @Test func whatIsReplacedIsTheWholeName() throws {
        let session = try Self.session.get()
        #expect(complete("rate children in c‸ per", in: session).replaced == "children in c")
        #expect(complete("cic in q2 2‸", in: session).replaced == "q2 2")
        #expect(complete("cic in se‸", in: session).replaced == "se")
        #expect(complete("rate \"chil‸", in: session).replaced == "\"chil")
    }

    @Test func filesAndFoldersFollowWhereAFileIsNamed() throws {
        let folder = FileManager.default.temporaryDirectory
            .appending(path: "tally-files-\(ProcessInfo.processInfo.processIdentifier)").path
        try FileManager.default.createDirectory(
            atPath: folder + "/inner", withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        for name in ["out one.csv", "out.json", ".hidden"] {
            try "".write(toFile: "\(folder)/\(name)", atomically: false, encoding: .utf8)
        }
        let session = try Self.session.get()
        func texts(_ line: String) -> [String] {
            complete(line, in: session).candidates.map(\.text)
        }
        #expect(
            texts("cic | to csv \"\(folder)/‸") == [
                "\"\(folder)/inner/", "\"\(folder)/out one.csv\"", "\"\(folder)/out.json\"",
            ])
        #expect(texts("cic | to csv \"\(folder)/out o‸") == ["\"\(folder)/out one.csv\""])
        #expect(texts("cic | to csv \"\(folder)/.h‸") == ["\"\(folder)/.hidden\""])
    }

    @Test func whatIsAskedMostAndLastComesFirst() throws {
        var options = SessionOptions()
        options.environment = Answers.environment
        let session = try Session(options)
        #expect(complete("rate ‸", in: session).candidates.first?.text == "cic")
        for sentence in ["ceased_cic", "became_cic in sep23", "became_cic", "uasc"] {
            session.habits.note(sentence)
        }
        let found = complete("rate ‸", in: session).candidates.map(\.text)
        #expect(Array(found.prefix(4)) == ["became_cic", "uasc", "ceased_cic", "cic"])
        #expect(complete("became_cic in ‸", in: session).candidates.first?.text == "sep23")
    }
}

/// What Tab does with candidates.
@Suite("Completion on the terminal")
struct CompletionListTests {
    private func completion(
        _ line: String, _ candidates: [Candidate], width: Int = 40
    ) -> Completion {
        let typed = line.split(separator: " ", omittingEmptySubsequences: false).last ?? ""
        let end = line.utf8.count
        return Completion(
            of: line, replacing: Span(end - typed.utf8.count, end), candidates: candidates,
            width: width, height: 24)
    }

    @Test func oneIsPutInWithASpaceUnlessMoreIsToCome() {
        #expect(completion("ci", []) == .nothing)
        #expect(completion("ci", [Candidate("cic")]) == .replace(Span(0, 2), with: "cic "))
        #expect(completion("av", [Candidate("avg(")]) == .replace(Span(0, 2), with: "avg("))
        #expect(completion("a", [Candidate("a/b/")]) == .replace(Span(0, 1), with: "a/b/"))
    }

    @Test func whatAllHaveInCommonIsPutIn() {
        let two = [Candidate("sep22"), Candidate("sep23")]
        #expect(completion("in s", two) == .replace(Span(3, 4), with: "sep2"))
        #expect(completion("in sep2", two) == .list("sep22  sep23\n", next: 0))
        #expect(completion("in S", two) == .replace(Span(3, 4), with: "sep2"))
    }

    @Test func descriptionsStandInAColumnAndFitTheWidth() {
        let described = [
            Candidate("cic", "Children in care"),
            Candidate("日本", "two characters that take four columns"),
            Candidate("x", "a description that is much too long for the line"),
        ]
        #expect(
            completion("", described)
                == .list(
                    """
                    cic   Children in care
                    日本  two characters that take four co…
                    x     a description that is much too l…

                    """, next: 0))
    }

    @Test func namesWithoutDescriptionsFillColumnsDownwards() {
        let names = (1...7).map { Candidate("column\($0)") }
        #expect(
            completion("column", names, width: 30)
                == .list(
                    """
                    column1  column4  column7
                    column2  column5
                    column3  column6

                    """, next: 0))
    }

    @Test func aListTakesTheRowsThatTheScreenHas() {
        let many = (1...41).map { Candidate("c\($0)", "described at some length") }
        guard case .list(let text, let next) = completion("c", many) else {
            Issue.record("no list")
            return
        }
        let lines = text.split(separator: "\n")
        #expect(lines.count == 22)
        #expect(lines[20] == "c21  described at some length")
        #expect(lines[21] == "and 20 more: Tab again")
        #expect(next == 21)
        // The next page, and then the first again.
        let rest = Completion(
            of: "c", replacing: Span(0, 1), candidates: many, width: 40, height: 24, from: next)
        guard case .list(let text, next: 0) = rest else {
            Issue.record("no second page")
            return
        }
        #expect(text.hasPrefix("c22  described at some length\n"))
        #expect(text.hasSuffix("c41  described at some length\n"))
    }

    @Test func aWideScreenHasSeveralColumns() {
        let many = (1...50).map { Candidate("c\($0)", "described") }
        guard case .list(let text, let next) = completion("c", many, width: 60) else {
            Issue.record("no list")
            return
        }
        let lines = text.split(separator: "\n")
        #expect(lines.count == 17)
        #expect(next == 0)
        #expect(lines.first == "c1   described  c18  described  c35  described")
        #expect(lines.last == "c17  described  c34  described")
    }

    @Test func aNameThatIsTooLongIsCutAndNoEscapeGetsThrough() {
        let long = [
            Candidate("a name of many words that is longer than the screen", "x"),
            Candidate("e\u{301}\u{1B}[31m", "日本語の説明はここで切られなければならない"),
        ]
        #expect(
            completion("", long, width: 30)
                == .list(
                    """
                    a name of many words that is…
                    e\u{301}␛[31m          日本語の説明…

                    """, next: 0))
    }

    @Test func whatStandsBehindThePlaceIsNotPutInTwice() {
        let one = [Candidate("sep23")]
        func completion(_ line: String, _ span: Span) -> Completion {
            Completion(of: line, replacing: span, candidates: one, width: 80, height: 24)
        }
        #expect(completion("in sep3", Span(3, 6)) == .replace(Span(3, 6), with: "sep23"))
        #expect(completion("in sep23 a", Span(3, 6)) == .replace(Span(3, 8), with: "sep23"))
    }
}
