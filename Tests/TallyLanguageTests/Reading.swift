import TallyLanguage
import TallyModel

/// What the parser makes of a text with the test vocabulary.
struct Reading {
    let source: SourceText
    let statements: [Statement]
    let diagnostics: [Diagnostic]

    init(_ text: String) {
        source = SourceText(text)
        (statements, diagnostics) = Parser.statements(
            in: source, vocabulary: TestVocabulary.shared)
    }

    /// The canonical text of every statement, a line each.
    var printed: String { statements.map { Printer.text($0) }.joined(separator: "\n") }

    /// The text that a diagnostic points at.
    func pointed(_ diagnostic: Diagnostic) -> String {
        diagnostic.place.map { String(source[$0.span]) } ?? "nowhere"
    }

    /// The first statement's phrase, where it is a value.
    var value: Expression? {
        guard case .query(let query) = statements.first?.kind, case .value(let value) = query.phrase
        else { return nil }
        return value
    }

    /// The first statement's clauses.
    var clauses: Clauses? {
        guard case .query(let query) = statements.first?.kind else { return nil }
        return query.clauses
    }
}

extension Reading {
    /// Every query of the text, as ``shape(_:)-(Query)`` writes it.
    var shapes: [String] {
        statements.compactMap { statement in
            switch statement.kind {
            case .query(let query), .binding(_, _, let query), .assertion(let query): shape(query)
            case .alias, .command: nil
            }
        }
    }
}

/// A query with all the brackets of its expressions and conditions.
func shape(_ query: Query) -> String {
    let phrase =
        switch query.phrase {
        case .value(let value): shape(value)
        case .compare(let phrase):
            "compare(\(phrase.operands.map(shape).joined(separator: "; ")))"
        case .trend(let phrase): phrase.value.map { "trend(\(shape($0)))" } ?? "trends"
        case .rank(let phrase): "rank(\(shape(phrase.areas)); \(shape(phrase.value)))"
        case .list(let phrase): "list(\(phrase.kind))"
        case .describe(let phrase): "describe(\(phrase.name.text))"
        case .explain(let phrase): "explain{\(shape(phrase.query))}"
        case .lineage(let phrase): "lineage(\(phrase.name.text))"
        case .revisions(let phrase): "revisions(\(shape(phrase.value)))"
        case .check(let phrase): "check(\(phrase.name?.text ?? ""))"
        }
    var parts = [phrase]
    var rest = query.clauses
    let predicate = rest.predicate
    let keys = rest.by
    rest.by = nil
    rest.predicate = nil
    if !rest.isEmpty { parts.append("[\(Printer.text(rest))]") }
    if let keys { parts.append("by(\(keys.map(shape).joined(separator: "; ")))") }
    if let predicate { parts.append("where(\(shape(predicate)))") }
    return (parts + query.stages.map { "| \(shape($0))" }).joined(separator: " ")
}

private func shape(_ operand: Operand) -> String {
    switch operand {
    case .period(let period): period.text
    case .name(let name): name.text
    case .areas(let areas): shape(areas)
    case .expression(let value): shape(value)
    }
}

private func shape(_ areas: AreaSet) -> String {
    switch areas.kind {
    case .level(let name): "level \(name.text)"
    case .within(let level, let area): "\(level.text) in \(area.text)"
    case .neighbours(let area): "neighbours \(area.text)"
    case .listed(let areas): areas.map(\.text).joined(separator: ", ")
    }
}

private func shape(_ key: ByKey) -> String {
    switch key.kind {
    case .dimension(let name): "dimension \(name.text)"
    case .area: "area"
    case .theme: "theme"
    case .source: "source"
    case .period(let unit): unit.rawValue
    }
}

/// A condition with all its brackets; texts in quotes.
func shape(_ predicate: Predicate) -> String {
    switch predicate {
    case .compares(let column, let sign, let value):
        "\(column.text) \(sign.rawValue) \(shape(value))"
    case .isOneOf(let column, let values):
        "\(column.text) in {\(values.map(shape).joined(separator: "; "))}"
    case .contains(let column, let value): "\(column.text) contains \(shape(value))"
    case .not(let inner): "not(\(shape(inner)))"
    case .and(let left, let right): "(\(shape(left)) and \(shape(right)))"
    case .or(let left, let right): "(\(shape(left)) or \(shape(right)))"
    }
}

private func shape(_ value: Literal) -> String {
    switch value {
    case .number(let number, _): NumberText.full(number)
    case .text(let text, _): "'\(text)'"
    }
}

/// What a stage does, with its columns in angle brackets.
func shape(_ stage: Stage) -> String {
    func by(_ column: ColumnName?) -> String { column.map { " <\($0.text)>" } ?? "" }
    return switch stage.kind {
    case .sort(let stage): "sort\(by(stage.column))\(stage.isDescending ? " down" : " up")"
    case .top(let stage): "top \(stage.count)\(by(stage.column))"
    case .standing(let stage):
        "\(stage.isBest ? "best" : "worst") \(stage.count)\(by(stage.column))"
    case .filter(let stage): "where(\(shape(stage.predicate)))"
    case .columns(let stage): "columns\(stage.columns.map { by($0) }.joined())"
    case .chart(let stage): "chart(\(stage.kind ?? ""))"
    case .to(let stage): "to(\(stage.format)\(stage.file.map { "; \($0)" } ?? ""))"
    }
}

/// A tree with all its brackets, so that what belongs to what can be read.
func shape(_ expression: Expression) -> String {
    switch expression.kind {
    case .number(let value): return NumberText.full(value)
    case .name(let name): return name.text
    case .negated(let value): return "neg(\(shape(value)))"
    case .binary(let sign, let left, let right):
        return "(\(shape(left)) \(sign.rawValue) \(shape(right)))"
    case .subgroup(let word, let value, let names):
        return "\(word.rawValue)(\(shape(value)); \(names.map(\.text).joined(separator: ", ")))"
    case .rate(let value, let scale, let population):
        let of = population.map { "; \($0.text)" } ?? ""
        return "rate(\(shape(value)); \(NumberText.full(scale))\(of))"
    case .share(let part, let whole): return "share(\(shape(part)); \(shape(whole)))"
    case .shifted(let value, .previous): return "previous(\(shape(value)))"
    case .shifted(let value, .ago(let count, let unit)):
        return "ago(\(shape(value)); \(count) \(unit.rawValue))"
    case .call(let function, _, let arguments):
        return "\(function)(\(arguments.map(shape).joined(separator: ", ")))"
    case .compares(let left, let sign, let right):
        return "(\(shape(left)) \(sign.rawValue) \(shape(right)))"
    case .logical(let word, let left, let right):
        return "(\(shape(left)) \(word.rawValue) \(shape(right)))"
    case .not(let inner): return "not(\(shape(inner)))"
    case .judged(let value, let word, let reference):
        return "\(word.rawValue)(\(shape(value)); \(reference.text))"
    case .moves(let value, let word): return "\(word.rawValue)(\(shape(value)))"
    case .when(let inner): return "when(\(shape(inner)))"
    case .scoped(let value, let clauses): return "[\(shape(value)) \(Printer.text(clauses))]"
    }
}
