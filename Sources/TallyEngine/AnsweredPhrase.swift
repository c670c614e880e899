import TallyLanguage
import TallyModel

extension Phrase {
    /// The phrase as what the engine answers: a line for each, the rest in the file of its answer.
    var answered: any AnsweredPhrase {
        switch self {
        case .value(let phrase): phrase
        case .compare(let phrase): phrase
        case .trend(let phrase): phrase
        case .rank(let phrase): phrase
        case .list(let phrase): phrase
        case .describe(let phrase): phrase
        case .explain(let phrase): phrase
        case .lineage(let phrase): phrase
        case .revisions(let phrase): phrase
        case .check(let phrase): phrase
        }
    }
}

/// What the engine does with every phrase.
protocol AnsweredPhrase {
    /// What a query of it gives, before rows are kept and stages work.
    func answer(
        _ query: Query, _ engine: Engine, _ checker: Checker
    ) throws(Diagnostic) -> ResultTable
    /// Adds what its figures are made of to an explanation, and gives the answer itself.
    func explain(
        _ query: Query, _ explanation: inout ExplainAnswer
    ) throws(Diagnostic) -> ResultTable
    /// Whether it can be split by something: a value by much, what has an indicator a row by theme.
    func isSplit(by key: ByKey) -> Bool
    /// Whether what is said depends on what had been published by a day and does not say so itself.
    var readsFigures: Bool { get }
    /// Sentences near one that found nothing, or not all that it asked for, the nearest first.
    func sentences(near: NearbySentences, isEmpty: Bool) -> [String]
}

extension AnsweredPhrase {
    func explain(
        _ query: Query, _ explanation: inout ExplainAnswer
    ) throws(Diagnostic) -> ResultTable {
        throw .explainsFigures(at: explanation.checker.place(query.span))
    }
    func isSplit(by key: ByKey) -> Bool { false }
    var readsFigures: Bool { true }
    func sentences(near: NearbySentences, isEmpty: Bool) -> [String] { [] }
}
