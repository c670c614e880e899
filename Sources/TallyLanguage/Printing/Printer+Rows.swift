import TallyModel

/// What works on the rows of a result, as text.
extension Printer {
    /// `status is red and value > 3`
    package static func text(_ predicate: Predicate) -> String {
        var printer = Printer()
        printer.write(predicate)
        return printer.output
    }

    /// `sort by gap desc`
    package static func text(_ stage: Stage) -> String {
        var printer = Printer()
        stage.kind.syntax.write(to: &printer)
        return printer.output
    }

    mutating func write(_ areas: AreaSet) {
        switch areas.kind {
        case .level(let name): write(name)
        case .within(let level, let area):
            write(level)
            output += " of "
            write(area)
        case .neighbours(let area):
            output += "\(StatementParser.neighbours) of "
            write(area)
        case .listed(let names): write(names)
        }
    }

    mutating func write(_ keys: [ByKey]) {
        for (index, key) in keys.enumerated() {
            if index > 0 { output += ", " }
            switch key.kind {
            case .dimension(let name): write(name)
            default: output += key.kind.word ?? ""
            }
        }
    }

    mutating func write(_ predicate: Predicate) {
        switch predicate {
        case .compares(let column, let sign, let value):
            output += RowText.typed(column: column.text)
            output += " \(Self.word(for: sign, value)) "
            write(value)
        case .isOneOf(let column, let values):
            output += RowText.typed(column: column.text)
            write(list: values)
        case .not(.isOneOf(let column, let values)):
            output += RowText.typed(column: column.text) + " not"
            write(list: values)
        case .contains(let column, let value):
            output += "\(RowText.typed(column: column.text)) \(Keyword.contains.word) "
            write(value)
        case .not(.contains(let column, let value)):
            output += RowText.typed(column: column.text)
            output += " \(Keyword.not.word) \(Keyword.contains.word) "
            write(value)
        case .not(let inner):
            output += "not "
            write(inner, inBrackets: inner.level < predicate.level)
        case .and(let left, let right), .or(let left, let right):
            write(left, inBrackets: left.level < predicate.level)
            output += predicate.level == 1 ? " or " : " and "
            write(right, inBrackets: right.level <= predicate.level)
        }
    }

    private mutating func write(_ predicate: Predicate, inBrackets: Bool) {
        output += inBrackets ? "(" : ""
        write(predicate)
        output += inBrackets ? ")" : ""
    }

    /// `is` before a text, `=` before a number.
    private static func word(for sign: Comparison, _ value: Literal) -> String {
        guard case .text = value else { return sign.rawValue }
        switch sign {
        case .equals: return "is"
        case .differs: return "is not"
        default: return sign.rawValue
        }
    }

    private mutating func write(list values: [Literal]) {
        output += " in ("
        for (index, value) in values.enumerated() {
            if index > 0 { output += ", " }
            write(value)
        }
        output += ")"
    }

    private mutating func write(_ value: Literal) {
        switch value {
        case .number(let number, _): output += NumberText.full(number)
        case .text(let text, _): output += RowText.typed(value: text)
        }
    }

    mutating func write(by column: ColumnName?) {
        output += column.map { " by \(RowText.typed(column: $0.text))" } ?? ""
    }
}

extension Predicate {
    /// How tightly it holds together: greater is tighter.
    fileprivate var level: Int {
        switch self {
        case .or: 1
        case .and: 2
        case .not(.isOneOf), .not(.contains): 4
        case .not: 3
        case .compares, .isOneOf, .contains: 4
        }
    }
}
