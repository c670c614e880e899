import TallyModel

/// Areas in order: `rank AREAS by EXPR`. Its `by` is no clause: a value follows it.
package struct RankPhrase: PhraseSyntax {
    package let areas: AreaSet
    package let value: Expression

    package init(_ areas: AreaSet, by value: Expression) {
        self.areas = areas
        self.value = value
    }

    static func read(_ parser: inout StatementParser) throws(ParseFailure) -> Phrase {
        .rank(try parser.ranking())
    }

    package var place: ClausePlace? { .rank }
    package var values: [Expression] { [value] }

    package func write(to printer: inout Printer) {
        printer.output += "rank "
        printer.write(areas)
        printer.output += " by "
        printer.writeArithmetic(value)
    }
}

extension StatementParser {
    ///     rank = "rank" areas "by" arithmetic
    fileprivate mutating func ranking() throws(ParseFailure) -> RankPhrase {
        let areas = try areaSet()
        try require(.by)
        let start = cursor
        let value = try arithmetic()
        try refuseCondition(rankedFrom: start)
        return RankPhrase(areas, by: value)
    }

    ///     areas = group | area { "," area }
    private mutating func areaSet() throws(ParseFailure) -> AreaSet {
        could(.neighbours)
        let start = cursor
        if let areas = try chosenAreas(beforeClauses: false) { return areas }
        let names = try names(.areas)
        let isLevel = names.count == 1 && !names[0].ids(of: .level).isEmpty
        return AreaSet(isLevel ? .level(names[0]) : .listed(names), span(from: start))
    }
}
