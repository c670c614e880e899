import TallyLanguage
import TallyModel
import Testing

/// Writes random sentences that the grammar allows, with more brackets than they need.
private struct SentenceWriter {
    var random: SplitMix

    private mutating func one(of choices: [String]) -> String {
        choices[Int.random(in: 0..<choices.count, using: &random)]
    }

    private mutating func chance(_ percent: Int) -> Bool {
        Int.random(in: 0..<100, using: &random) < percent
    }

    private mutating func name() -> String {
        one(of: [
            "cic", "uasc", "children in care", "\"Rate of CIC, crossed\"", "3+ placements", "café",
            "\"cic\"", "indicator cin",
        ])
    }

    private mutating func subgroups() -> String {
        let first = one(of: ["uasc", "disabled", "0-4", "\"0-4\""])
        return chance(20) ? "\(first), disabled" : first
    }

    private mutating func period() -> String {
        one(of: [
            "sep23", "2022/23", "q2 2022/23", "latest", "a year ago", "3 months ago", "2025",
            "cy2022", "previous", "last month", "30/09/2023",
        ])
    }

    mutating func clauses(_ most: Int) -> String {
        var result = ""
        if chance(most) { result += " for " + one(of: ["dorset", "theme cin", "bcp, dorset"]) }
        if chance(most / 2) {
            result += one(of: [" rolling 12 months", " rolling 1 year", " year to date"])
        }
        if chance(most / 3) { result += " as known at 2023-10-05" }
        if chance(most) {
            switch Int.random(in: 0..<4, using: &random) {
            case 0: result += " in \(period())" + (chance(20) ? " to \(period())" : "")
            case 1: result += " from \(period()) to \(period())"
            case 2: result += " since \(period())"
            default: result += " last 3 " + one(of: ["months", "quarters", "years"])
            }
        }
        return result
    }

    private mutating func column() -> String {
        one(of: [
            "status", "gap", "2023-08", "good-sn", "value", "rank", "\"of what\"", "\"gap\"",
            "Area",
            "\"a, b\"", "share",
        ])
    }

    private mutating func literal() -> String {
        one(of: [
            "red", "on track", "\"on track\"", "\"at risk\"", "5", "-3.5", "10%", "£1,000", "\"5\"",
            "2023-09", "010", "1 year", "good-sn", "\"\"", "Dorset", "\"a, (b)\"",
        ])
    }

    private mutating func predicate(_ depth: Int) -> String {
        switch Int.random(in: 0..<10, using: &random) {
        case 0 where depth > 0: return "not \(condition(depth - 1))"
        case 1,
            2 where depth > 0:
            return "\(condition(depth - 1)) and \(condition(depth - 1))"
        case 3,
            4 where depth > 0:
            return "\(predicate(depth - 1)) or \(predicate(depth - 1))"
        case 5:
            return column() + one(of: [" in ", " not in ", " is in ", " is not in "])
                + "(\(literal()), \(literal()))"
        case 6 where chance(50):
            return column() + one(of: [" contains ", " not contains "]) + literal()
        case 6:
            return column() + one(of: [" < ", " <= ", ">", " >= "]) + one(of: ["5", "-2", "x"])
        default: return column() + one(of: [" is ", " is not ", " = ", " <> "]) + literal()
        }
    }

    private mutating func condition(_ depth: Int) -> String {
        chance(60) ? "(\(predicate(depth)))" : "not (\(predicate(depth)))"
    }

    private mutating func keys() -> String {
        let first = one(of: [
            "area", "theme", "month", "year", "age", "\"age\"", "legal status", "age band",
            "dimension age", "source", "source of referral",
        ])
        return chance(30) ? "\(first), quarter" : first
    }

    private mutating func stage() -> String {
        let by = chance(50) ? " by " + column() : ""
        switch Int.random(in: 0..<6, using: &random) {
        case 0: return "sort" + by + one(of: ["", " asc", " desc"])
        case 1: return one(of: ["top 1,000", "worst 3", "best 5k"]) + by
        case 2: return "where " + predicate(3)
        case 3: return "columns " + column() + (chance(50) ? ", " + column() : "")
        case 4: return one(of: ["chart", "chart bar"])
        default: return one(of: ["to csv", "to json \"out | a.json\"", "TO Html \"Out.html\""])
        }
    }

    private mutating func rows() -> String {
        var result = ""
        if chance(20) { result += " by " + keys() }
        if chance(20) { result += " where " + predicate(3) }
        while chance(25) { result += " | " + stage() }
        return result
    }

    private mutating func primary(_ depth: Int) -> String {
        if depth <= 0 || chance(40) {
            return chance(20) ? one(of: ["2", "2.5", "10,000", "2023", ".5"]) : name()
        }
        switch Int.random(in: 0..<4, using: &random) {
        case 0 where chance(30): return "(\(truth(1))\(clauses(20)))"
        case 0:
            let second = chance(50) ? ", (\(expression(depth - 1)))" : ""
            return "sum((\(expression(depth - 1))\(clauses(20)))\(second))"
        case 1: return "(\(expression(depth - 1))\(clauses(30)))"
        default: return "(\(expression(depth - 1)))"
        }
    }

    /// A condition of an expression, which stands in brackets inside a value.
    mutating func truth(_ depth: Int) -> String {
        switch Int.random(in: 0..<9, using: &random) {
        case 0 where depth > 0: return "not (\(truth(depth - 1)))"
        case 1 where depth > 0: return "(\(truth(depth - 1))) and (\(truth(depth - 1)))"
        case 2,
            3 where depth > 0:
            return "\(truth(depth - 1)) " + one(of: ["and", "or"]) + " \(truth(depth - 1))"
        case 4 where depth > 0: return "(when (\(truth(depth - 1))))"
        case 5:
            return expression(1) + one(of: [" meets ", " misses "])
                + one(of: ["target", "good-sn"])
        case 6: return expression(1) + one(of: [" improves", " worsens"])
        default:
            return "\(expression(1)) "
                + one(of: ["=", "<>", "<", "<=", ">", ">="]) + " \(expression(1))"
        }
    }

    private mutating func term(_ depth: Int) -> String {
        var result = primary(depth)
        if chance(25) { result += one(of: [" excl ", " only "]) + subgroups() }
        return result
    }

    mutating func expression(_ depth: Int) -> String {
        switch Int.random(in: 0..<12, using: &random) {
        case 0 where depth > 0: return "rate (\(expression(depth - 1))) per 10k"
        case 1 where depth > 0: return "rate \(expression(depth - 1)) per 1000 of population_0_17"
        case 2 where depth > 0: return "share (\(expression(depth - 1))) of \(term(depth - 1))"
        case 3 where depth > 0: return "-" + primary(depth - 1)
        case 4 where depth > 0: return "previous " + term(depth - 1)
        case 5: return term(depth) + one(of: [" a year ago", " 3 months ago"])
        case 6 where depth > 0:
            return "rate \(term(depth - 1)) per 10k" + one(of: [" a year ago", " excl uasc", ""])
        case 7, 8, 9:
            let sign = one(of: ["+", "-", "*", "/", "??"])
            return "\(expression(depth - 1)) \(sign) \(expression(depth - 1))"
        default: return term(depth)
        }
    }

    mutating func statement() -> String {
        switch Int.random(in: 0..<12, using: &random) {
        case 0, 1:
            let operands = (0..<Int.random(in: 2...3, using: &random)).map { _ in
                chance(50)
                    ? period()
                    : chance(50) ? "target" : "(\(chance(20) ? truth(1) : expression(2)))"
            }
            return "compare " + operands.joined(separator: " vs ") + clauses(30) + rows()
        case 2: return "trend " + expression(2) + clauses(30) + rows()
        case 3:
            let areas = one(of: [
                "authorities", "neighbours of dorset", "dorset", "devon, bcp", "\"authorities\"",
                "authorities of dorset", "regions in \"england\"", "devon authorities",
            ])
            return "rank \(areas) by \(expression(2))\(clauses(30)) where \(predicate(2))"
        case 4:
            return one(of: ["milestones", "list milestones", "list areas"]) + clauses(20) + rows()
        case 6:
            return one(of: ["", "when ", "explain ", "let x = "]) + truth(3) + clauses(30)
        case 7: return "explain rank dorset by \(expression(2))\(clauses(30)) | to json"
        case 5:
            return "\(expression(3)) where \(predicate(2)) by \(keys())\(clauses(30))"
        default: return expression(4) + clauses(30) + rows()
        }
    }
}

@Suite("Generated sentences")
struct GeneratedTests {
    @Test("read without errors, and print as text that reads back as the same tree")
    func readBack() {
        var writer = SentenceWriter(random: SplitMix(state: 1989))
        for _ in 0..<5000 {
            let text = writer.statement()
            let first = Reading(text)
            guard first.diagnostics.isEmpty else {
                Issue.record("'\(text)': \(first.diagnostics.map(\.message))")
                continue
            }
            let printed = first.printed
            let again = Reading(printed)
            if again.printed != printed { Issue.record("'\(text)' prints as '\(printed)'") }
            if first.shapes != again.shapes {
                Issue.record("'\(text)' changes when it is printed: '\(printed)'")
            }
            if printed.utf8.count > text.utf8.count + 16 {
                Issue.record("'\(text)' grows when it is printed: '\(printed)'")
            }
        }
    }
}
