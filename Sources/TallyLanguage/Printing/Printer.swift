import TallyModel

/// Writes a tree as canonical text: lower-case keywords, single spaces, as few brackets as will do,
/// quotes only where a name needs them.
///
/// What is printed reads back as the same tree, and prints as the same text again.
package struct Printer {
    var output = ""

    init() {}

    package static func text(_ statement: Statement) -> String {
        var printer = Printer()
        printer.write(statement)
        return printer.output
    }

    package static func text(_ query: Query) -> String {
        var printer = Printer()
        printer.write(query)
        return printer.output
    }

    package static func text(_ expression: Expression) -> String {
        var printer = Printer()
        printer.write(expression, inList: false)
        return printer.output
    }

    /// `for dorset in sep23`; empty where there are none.
    package static func text(_ clauses: Clauses) -> String {
        var printer = Printer()
        printer.write(clauses)
        return String(printer.output.dropFirst())
    }

    package static func text(_ name: Name) -> String {
        var printer = Printer()
        printer.write(name)
        return printer.output
    }

    /// A number as it is typed, in full.
    package static func text(_ number: Double) -> String { NumberText.full(number) }

    /// `10k`, `1m`, `1000`: the scale of a rate as it is typed.
    package static func text(scale: Double) -> String {
        for (unit, suffix) in [(1_000_000.0, "m"), (1000.0, "k")] {
            let count = scale / unit
            if count >= (unit == 1000 ? 10 : 1), count < 1_000_000, Double(Int(count)) == count {
                return NumberText.full(count) + suffix
            }
        }
        return NumberText.full(scale)
    }

    private mutating func write(_ statement: Statement) {
        switch statement.kind {
        case .query(let query): write(query)
        case .binding(let name, _, let query):
            output += "let \(name) = "
            write(query)
        case .alias(let name, _, let words):
            output += "let \(name) = \(words.joined(separator: " "))"
        case .assertion(let query):
            output += "\(Keyword.assert.word) "
            write(query)
        case .command(let name, let argument):
            output += argument.isEmpty ? ".\(name)" : ".\(name) \(argument)"
        }
    }

    mutating func write(_ query: Query) {
        query.phrase.syntax.write(to: &self)
        write(query.clauses)
        for stage in query.stages {
            output += " | "
            stage.kind.syntax.write(to: &self)
        }
    }

    mutating func write(_ name: Name) {
        if let kind = name.kind { output += "\(kind.rawValue) " }
        let needsQuotes = name.needsQuotes || !NameText.isPlain(name.text)
        output += needsQuotes ? "\"\(name.text)\"" : name.text
    }

    mutating func write(_ names: [Name]) {
        for (index, name) in names.enumerated() {
            if index > 0 { output += ", " }
            write(name)
        }
    }

    /// `3 months`, `1 year`
    private static func text(_ count: Int, _ unit: PeriodUnit) -> String {
        "\(count) \(unit.rawValue)\(count == 1 ? "" : "s")"
    }

    mutating func write(_ clauses: Clauses) {
        for (index, item) in (clauses.focus ?? []).enumerated() {
            output += index == 0 ? " for " : ", "
            switch item {
            case .name(let name): write(name)
            case .areas(let areas): write(areas)
            case .value(let value): writeArithmetic(value, inList: true)
            }
        }
        switch clauses.window?.kind {
        case .none: break
        case .at(let period): output += " in \(period.text)"
        case .range(let first, let last): output += " from \(first.text) to \(last.text)"
        case .since(let period): output += " since \(period.text)"
        case .last(let count, let unit):
            output += " last \(Self.text(count, unit))"
        }
        switch clauses.running?.kind {
        case .none: break
        case .rolling(let count, let unit): output += " rolling \(Self.text(count, unit))"
        case .yearToDate: output += " year to date"
        }
        if let known = clauses.asKnown { output += " as known at \(known.day.iso)" }
        if let keys = clauses.by {
            output += " by "
            write(keys)
        }
        if let predicate = clauses.predicate {
            output += " where "
            write(predicate)
        }
    }
}
