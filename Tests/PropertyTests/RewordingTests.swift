import TallyEngine
import TallyLanguage
import TallyModel
import TallyRender
import Testing

/// A remainder beside a suppressed figure tells nothing in any words: two stores of which one has
/// another total, since another number stands behind the suppressed one, print the same.
struct RewordingTests {
    /// What every format prints, and which rows are suppressed.
    private func answer(_ sentence: String, _ catalogue: Catalogue, _ source: InventedSource)
        throws -> (printed: [String], rows: [Bool])
    {
        let text = SourceText(sentence)
        let (statements, problems) = Parser.statements(in: text, vocabulary: catalogue)
        try #require(problems.isEmpty, "\(sentence)")
        guard case .query(let query)? = statements.first?.kind else { return ([], []) }
        let table = try Engine(catalogue: catalogue, source: source).answer(query, in: text)
        let rows = table.rows.map { row in
            zip(table.columns, row.values).contains { column, value in
                switch value {
                case .number(let number):
                    column.id == ColumnID.value && number.cell == .none(.suppressed)
                case .text(let text): column.id == "holds" && text == "suppressed"
                default: false
                }
            }
        }
        return (ResultFormat.allCases.map { $0.text(table, query: sentence) }, rows)
    }

    private func refusal(
        of sentence: String, _ catalogue: Catalogue, _ source: InventedSource
    ) -> DiagnosticCode? {
        do {
            _ = try answer(sentence, catalogue, source)
            return nil
        } catch { return (error as? Diagnostic)?.code }
    }

    @Test(arguments: 0..<16 as Range<UInt64>)
    func equalRemaindersAreEquallySilent(_ seed: UInt64) throws {
        let catalogue = try InventedSource.catalogue()
        let hidden = [28.0, 33].map { InventedSource(behind: $0, isShown: false) }
        let open = InventedSource(behind: 28, isShown: true)
        let wholes = try hidden.map { try answer("waiting in jul23", catalogue, $0).printed }
        #expect(wholes[0] != wholes[1])
        var maker = RemainderMaker(dice: Dice(seed: seed &+ 90_000))
        for _ in 0..<15 {
            let sentence = maker.sentence()
            // Whether percentages may be added is told by their words, whatever the figures are.
            let refusal = refusal(of: sentence, catalogue, hidden[0])
            if refusal == .averagingRatios {
                #expect(self.refusal(of: sentence, catalogue, hidden[1]) == refusal)
                continue
            }
            let (a, b) = (
                try answer(sentence, catalogue, hidden[0]),
                try answer(sentence, catalogue, hidden[1])
            )
            #expect(a.printed == b.printed, "\(sentence)")
            #expect(!a.rows.isEmpty && !a.rows.contains(false), "\(sentence)")
            let told = try answer(sentence, catalogue, open).rows
            #expect(!told.isEmpty && !told.contains(true), "\(sentence)")
        }
    }
}

/// Says in ever other words what two members leave of a whole, or one.
struct RemainderMaker {
    var dice: Dice

    /// Something that comes to the same as a text, and is as tight as a bracket.
    private mutating func reworded(_ text: String, depth: Int = 2) -> String {
        if depth == 0 { return "(\(text))" }
        let inner = reworded(text, depth: depth - 1)
        let number = 1 + dice.roll(9)
        switch dice.roll(13) {
        case 0: return "(\(inner) + \(number) - \(number))"
        case 1: return "(\(number) * \(inner) / \(number))"
        case 2: return "(\(inner) * 0.5 + \(inner) / 2)"
        case 3: return "(-(-\(inner)))"
        case 4: return "(0 + \(inner))"
        case 5: return "(\(inner) ?? 0)"
        case 6: return "round(\(inner), 1)"
        case 7: return "abs(\(inner))"
        case 8: return "(\(inner) - (\(number) - \(inner)) + \(number) - \(inner))"
        case 9: return "(\(inner) for north)"
        case 10: return "(\(number) * \(inner) - \(number - 1) * \(inner))"
        default: return inner
        }
    }

    /// A whole and what is taken from it, at one time.
    private mutating func sides() -> (whole: String, parts: [String]) {
        let id = dice.pick(["waiting", "seen"])
        var (whole, male, female) = (id, "\(id) only male", "\(id) only female")
        func all(_ change: (String) -> String) {
            (whole, male, female) = (change(whole), change(male), change(female))
        }
        switch dice.roll(8) {
        case 0: all { "previous (\($0))" }
        case 1: all { "(\($0)) 2 months ago" }
        case 2: all { "(\($0) in jun23)" }
        case 3: all { "max(\($0) in jul23)" }
        case 4: all { "(\($0) in q1 2023/24)" }
        case 5:
            if id == "seen" { all { "sum(\($0) from apr23 to jun23)" } }
        case 6:
            male = "(\(male) in jul23)"
            whole = "(\(whole) in 2023-07-31)"
            female = "\(female) in jul23"
        default: break
        }
        let parts = dice.pick([[male], [female], [male, female], [female, male]])
        return (reworded(whole), parts.map { $0 })
    }

    private mutating func remainder() -> String {
        let (whole, parts) = sides()
        let words = parts.map { reworded($0) }
        let taken = words.joined(separator: " + ")
        switch dice.roll(10) {
        case 0: return "-(\(taken)) + \(whole)"
        case 1: return "\(whole) - \(words.joined(separator: " - "))"
        case 2: return "(\(taken)) - \(whole)"
        case 3: return "1 - (\(taken)) / \(whole)"
        case 4: return "100 - share (\(taken)) of \(whole)"
        case 5: return "(rate \(whole) per 1000) - (rate (\(taken)) per 1000)"
        case 6: return "\(whole) / (\(taken)) - 1"
        case 7: return "(\(whole) - \(words[0])) / in_year"
        default: return "\(whole) - (\(taken))"
        }
    }

    mutating func sentence() -> String {
        switch dice.roll(8) {
        case 0:
            let (whole, parts) = sides()
            return "\(whole) > \(reworded(parts[0])) + \(dice.roll(20)) in jul23"
        case 1: return "run(\(reworded(remainder())) > 0) in jul23"
        case 2: return "\(reworded(remainder())) from may23 to jul23"
        case 3: return "trend \(reworded(remainder())) from may23 to jul23"
        default: return "\(reworded(remainder())) in jul23"
        }
    }
}

extension InventedSource {
    /// Where members add up to their wholes, and one of them is suppressed in every month.
    init(behind hidden: Double, isShown: Bool) {
        self.init(seed: 1)
        series = [:]
        let months = (1...8).map { Day(2023, $0, 1) }
        func put(_ subject: Subject, _ members: [String: String], _ cells: [Cell]) {
            let points = zip(months, cells).map { month, cell in
                StoredPoint(
                    day: Calendar().period(.month, containing: month).last, cell: cell,
                    decimals: 0, text: nil, origin: OriginKey(file: 1, place: 0))
            }
            series[SeriesRequest(subject, area: "north", breakdown: Breakdown(members))] = [
                StoredSeries(
                    reference: nil, grain: subject.kind == .population ? .from : .month,
                    source: "first", points: points)
            ]
        }
        for id in ["waiting", "seen"] {
            let (male, female) = (
                (0..<8).map { 40 + 3.0 * Double($0) }, (0..<8).map { 90 - 2.0 * Double($0) }
            )
            func cells(_ values: [Double]) -> [Cell] { values.map { .value($0) } }
            let subject = Subject(.indicator, id)
            put(subject, ["sex": "male"], cells(male))
            put(subject, ["sex": "female"], cells(female))
            put(
                subject, ["sex": "other"],
                isShown ? cells(male.map { _ in hidden }) : male.map { _ in .none(.suppressed) })
            put(subject, [:], cells(zip(male, female).map { $0 + $1 + hidden }))
        }
        put(Subject(.indicator, "in_year"), [:], (0..<8).map { .value(7 + Double($0)) })
        put(Subject(.population, "people"), [:], months.map { _ in .value(1000) })
    }
}
