import TallyLanguage
import TallyModel
import Testing

extension Mistake {
    /// What goes wrong with `by`, `where`, `rank`, `trend`, `list` and stages.
    static let rows: [Mistake] = [
        // by
        Mistake(
            "cic by", .unexpectedWord, "",
            message: "expected a dimension or a word such as 'month' or 'area' after 'by'"),
        Mistake("cic by age,", .unexpectedWord, ""),
        Mistake(
            "cic by mnth", .unknownName, "mnth", "did you mean 'month'?",
            message: "no dimension is called 'mnth'"),
        Mistake(
            "cic by legal statsu", .unknownName, "legal statsu",
            "did you mean 'legal status'?"),
        Mistake("cic by months", .unknownName, "months", "did you mean 'month'?"),
        Mistake("cic by sep23", .unexpectedWord, "sep23", "a period stands behind 'in'"),
        Mistake("cic by area dorset", .unexpectedWord, "dorset"),
        Mistake(
            "cic by age by month", .repeatedClause, "by", "each clause stands at most once",
            message: "what the result is split by is already said by 'by age'"),
        Mistake(
            "cic where a = 1 where b = 2", .repeatedClause, "where",
            message: "which rows to keep is already said by 'where a = 1'"),
        Mistake(
            "uasc + (cic by age)", .unexpectedWord, "by", "put it behind the bracket, at the end",
            message: "'by' works on the whole result and cannot stand inside a bracket"),
        Mistake(
            "sum(cic where a = 1)", .unexpectedWord, "where",
            message: "'where' works on the whole result and cannot stand inside a bracket"),
        // where
        Mistake(
            "cic where", .unexpectedWord, "",
            message: "expected a column or a condition in brackets after 'where'"),
        Mistake("cic where in sep23", .unexpectedWord, "in"),
        Mistake("cic where \"\" = 1", .unexpectedWord, "\"\""),
        Mistake("cic where by = 1", .unexpectedWord, "by"),
        Mistake(
            "cic where status", .unexpectedWord, "",
            message: "expected a comparison such as 'is' or '<' after 'status'"),
        Mistake(
            "cic where status on track", .unexpectedWord, "on track",
            "did you mean 'is on track'?"),
        Mistake("cic where status si red", .unexpectedWord, "si", "did you mean 'is'?"),
        Mistake("cic where status not red", .unexpectedWord, "red"),
        Mistake("cic where status like red", .unexpectedWord, "like", "did you mean 'contains'?"),
        Mistake(
            "cic where status contains", .unexpectedWord, "",
            message: "expected a value after 'contains'"),
        Mistake("cic where status is contains red", .unexpectedWord, "contains red"),
        Mistake("cic where value == 3", .unexpectedWord, "==", "did you mean '='?"),
        Mistake("cic where value != 3", .unexpectedWord, "!=", "did you mean '<>'?"),
        Mistake("cic where value >", .unexpectedWord, "", message: "expected a value after '>'"),
        Mistake("cic where value > > 3", .unexpectedWord, ">"),
        Mistake("cic where value > -red", .unexpectedWord, "-"),
        Mistake("cic where value > 5 days", .unexpectedWord, "days"),
        Mistake("cic where value > 1,00", .badNumber, "1,00"),
        Mistake("cic where value in (1,2)", .badNumber, "1,2"),
        Mistake(
            "cic where status is at risk", .unexpectedWord, "at risk",
            "did you mean '\"at risk\"'?"),
        Mistake(
            "cic where status in red", .unexpectedWord, "red",
            message: "expected values in brackets after 'in'"),
        Mistake("cic where status in (", .unexpectedWord, ""),
        Mistake("cic where status in ()", .unexpectedWord, ")"),
        Mistake("cic where status in (red", .unclosedBracket, "("),
        Mistake("cic where (a = 1", .unclosedBracket, "("),
        Mistake("cic where a = 1)", .unexpectedWord, ")"),
        Mistake("cic where a = 1 and", .unexpectedWord, ""),
        Mistake("cic where a = 1 adn b = 2", .unexpectedWord, "adn", "did you mean 'and'?"),
        Mistake("cic where a is on track ro b is red", .unexpectedWord, "ro", "did you mean 'or'?"),
        Mistake(
            "cic where status is red or amber", .unexpectedWord, "amber",
            "did you mean 'status is amber'?"),
        Mistake("cic where status is red or (\"at risk\") by age", .unexpectedWord, "\"at risk\""),
        Mistake(
            "cic where gap is less than 5", .unexpectedWord, "is less than", "did you mean '<'?"),
        Mistake(
            "cic where gap is at least -5%", .unexpectedWord, "is at least", "did you mean '>='?"),
        Mistake("cic where != 5", .unexpectedWord, "!"),
        Mistake("cic where gap!=5", .unexpectedWord, "!=", "did you mean '<>'?"),
        Mistake("cic where a is red b is 2", .unexpectedWord, "is"),
        Mistake("cic where not", .unexpectedWord, ""),
        // trend, rank and list
        Mistake("trend )", .unexpectedWord, ")"),
        Mistake("trend cci", .unknownIndicator, "cci"),
        Mistake(
            "rank", .unexpectedWord, "",
            message: "expected an area, a level or 'neighbours of' after 'rank'"),
        Mistake("rank by cic", .unexpectedWord, "by"),
        Mistake(
            "rank authorites by cic", .unknownName, "authorites", nil,
            message: "no area or level of areas is called 'authorites'"),
        Mistake(
            "rank authorities", .unexpectedWord, "",
            message: "expected 'by' or ',' after 'authorities'"),
        Mistake("rank authorities of by cic", .unexpectedWord, "by"),
        Mistake(
            "rank authorities of dorst by cic", .unknownName, "dorst", "did you mean 'dorset'?"),
        Mistake(
            "rank authorities in dorst by cic", .unknownName, "dorst", "did you mean 'dorset'?"),
        Mistake("rank authorities in sep23 by cic", .unexpectedWord, "in"),
        Mistake("rank authorities of dorset, devon by cic", .unexpectedWord, ","),
        Mistake("rank neighbours dorset by cic", .unexpectedWord, "dorset"),
        Mistake(
            "rank neighbors of dorset by cic", .unknownName, "neighbors",
            "did you mean 'neighbours'?"),
        Mistake("rank neighbours of dorst by cic", .unknownName, "dorst", "did you mean 'dorset'?"),
        Mistake("rank authorities by", .unexpectedWord, ""),
        Mistake(
            "rank authorities by cic by age", .repeatedClause, "by",
            message: "'rank' has one 'by', which says the value that areas are ranked by"),
        Mistake("milestnes", .unknownIndicator, "milestnes", "did you mean 'milestones'?"),
        Mistake("list milestons", .unexpectedWord, "milestons", "did you mean 'milestones'?"),
        // stages
        Mistake(
            "cic |", .unexpectedWord, "",
            message: "expected 'to', 'where', 'sort', 'top', 'worst', 'best', 'columns' or 'chart' "
                + "after '|'"),
        Mistake("cic || top 3", .unexpectedWord, "|"),
        Mistake("cic | srot by gap", .unexpectedWord, "srot", "did you mean 'sort'?"),
        Mistake("cic | colums gap", .unexpectedWord, "colums", "did you mean 'columns'?"),
        Mistake("cic | filter a = 1", .unexpectedWord, "filter", "did you mean 'where'?"),
        Mistake("cic | limit 3", .unexpectedWord, "limit", "did you mean 'top'?"),
        Mistake("cic | uasc", .unexpectedWord, "uasc", nil),
        Mistake("cic | sort gap desc", .unexpectedWord, "gap", "did you mean 'by gap'?"),
        Mistake("cic | sort by", .unexpectedWord, "", message: "expected a column after 'by'"),
        Mistake(
            "cic | sort by gap descending", .unexpectedWord, "descending", "did you mean 'desc'?"),
        Mistake("cic | sort ascending", .unexpectedWord, "ascending", "did you mean 'asc'?"),
        Mistake("cic | sort by gap dsec", .unexpectedWord, "dsec", "did you mean 'desc'?"),
        Mistake("cic | sort by desc", .unexpectedWord, "desc"),
        Mistake("cic | sort by a, b", .unexpectedWord, ","),
        Mistake("cic | top", .unexpectedWord, "", message: "expected a whole number after 'top'"),
        Mistake("cic | top by gap", .unexpectedWord, "by"),
        Mistake(
            "cic | top 0", .badNumber, "0", "so many rows are a whole number from 1 to 1,000,000",
            message: "'0' is no number of rows"),
        Mistake("cic | worst 2.5", .badNumber, "2.5"),
        Mistake("cic | best 9m", .badNumber, "9m"),
        Mistake("cic | top 1,00", .badNumber, "1,00"),
        Mistake(
            "cic | top 5 foo", .unexpectedWord, "foo", "did you mean 'by foo'?"),
        Mistake("cic | columns", .unexpectedWord, ""),
        Mistake("cic | columns a b", .unexpectedWord, "b"),
        Mistake(
            "cic | columns 2022,2023", .missingSpaces, "2022,2023", "did you mean '2022, 2023'?"),
        Mistake("cic | chart line bar", .unexpectedWord, "bar"),
        Mistake(
            "cic | to", .unexpectedWord, "", message: "expected a format such as 'csv' after 'to'"),
        Mistake("cic | to \"a.csv\"", .unexpectedWord, "\"a.csv\""),
        Mistake("cic | to csv out.csv", .unexpectedWord, "out.csv", "did you mean '\"out.csv\"'?"),
        Mistake(
            "cic | to csv \" \"", .unexpectedWord, "\" \"",
            message: "expected the name of a file between the quotes"),
        Mistake("cic | to csv \"a", .unclosedQuote, "\""),
        Mistake(
            "let top children = cic | top 3", .reservedName, "top children"),
        Mistake(
            "let gap = cic - uasc | top 3 | chart", .unexpectedWord, "| top 3 | chart",
            "put them where 'gap' is used",
            message: "'let' names a query, and a query that has a name takes no stages"),
        Mistake("(cic | top 3)", .unexpectedWord, "|"),
    ]
}

@Suite("Errors in stages")
struct RowErrorTests {
    @Test(
        "are told for each stage, whatever stands before it",
        arguments: [
            (
                "cci | srt by gap | top 0 | chart", ["cci", "srt", "0"],
                [DiagnosticCode.unknownIndicator, .unexpectedWord, .badNumber]
            ),
            (
                "cic foo | top 3 | columns", ["foo", ""], [.unexpectedWord, .unexpectedWord]
            ),
            ("sum(cic | top 0", ["|"], [.unexpectedWord]),
            ("cic | where (a = 1 | top 0", ["|"], [.unexpectedWord]),
            ("cic | where a is | top 0", ["|", "0"], [.unexpectedWord, .badNumber]),
            (
                "cic excl uacs by agee | sotr", ["uacs", "agee", "sotr"],
                [
                    .unknownName, .unknownName, .unexpectedWord,
                ]
            ),
        ] as [(String, [String], [DiagnosticCode])])
    func several(_ text: String, _ pointed: [String], _ codes: [DiagnosticCode]) {
        let reading = Reading(text + "\n; uasc")
        #expect(reading.diagnostics.map(reading.pointed) == pointed)
        #expect(reading.diagnostics.map(\.code) == codes)
        #expect(reading.printed == "uasc")
    }

    @Test(
        "of place offer the clause behind a comparison",
        arguments: [
            (
                "compare cic by age vs uasc", "by age",
                ["compare cic vs uasc by age"]
            ),
            (
                "compare sep23 where gap > 3 vs target for cic", "where gap > 3",
                ["compare sep23 vs target for cic where gap > 3"]
            ),
            ("compare cic by age vs uasc by month", "by age", []),
        ])
    func clauseInsideCompare(_ text: String, _ pointed: String, _ offers: [String]) {
        let reading = Reading(text)
        #expect(reading.diagnostics.map(\.code) == [.clauseInsideCompare])
        #expect(reading.diagnostics.map(reading.pointed) == [pointed])
        #expect(reading.diagnostics.first?.offers == offers)
        for offer in offers { #expect(Reading(offer).diagnostics == []) }
    }
}
