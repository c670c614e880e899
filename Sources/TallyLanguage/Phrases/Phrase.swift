import TallyModel

/// What a sentence asks for. A phrase is a line in each list here; all else that the language knows
/// of it (how it is read, printed and walked) is in the file of its name.
package enum Phrase: Sendable, Hashable {
    /// The value of an indicator or of arithmetic over indicators; `rate` and `share` are
    /// expressions too.
    case value(Expression)
    case compare(ComparePhrase)
    case trend(TrendPhrase)
    case rank(RankPhrase)
    case list(ListPhrase)
    case describe(DescribePhrase)
    indirect case explain(ExplainPhrase)
    case lineage(LineagePhrase)
    case revisions(RevisionsPhrase)
    case check(CheckPhrase)

    /// The phrase as what all of them have in common.
    package var syntax: any PhraseSyntax {
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

    /// Every phrase that begins with a keyword. All else is a value.
    static let rules: [PhraseRule] = [
        PhraseRule(.compare, isAnswer: true, ComparePhrase.read),
        PhraseRule(.trend, isAnswer: true, TrendPhrase.read),
        PhraseRule(.rank, isAnswer: true, RankPhrase.read),
        PhraseRule(.list, ListPhrase.read),
        PhraseRule(.describe, DescribePhrase.read),
        PhraseRule(.explain, ExplainPhrase.read),
        PhraseRule(.revisions, RevisionsPhrase.read),
        PhraseRule(.check, CheckPhrase.read),
        PhraseRule(.lineage, LineagePhrase.read),
    ]
}

/// What the language does with every phrase.
package protocol PhraseSyntax: Sendable, Hashable {
    /// The values that it asks for, each by itself.
    var values: [Expression] { get }
    /// Whether what it gives depends on more than the things that it names: what there is of a kind,
    /// all that has a target, every area of a level.
    ///
    /// - Parameter clauses: those behind it.
    func looksFurther(_ clauses: Clauses) -> Bool
    /// Where its clauses stand, which decides which of them it takes; `nil` for none.
    var place: ClausePlace? { get }
    /// Whether it needs the checks of plugins: they say, too, what percentages are parts of one
    /// whole.
    var needsChecks: Bool { get }
    /// Writes it as it is typed, without clauses.
    func write(to printer: inout Printer)
    /// Calls `body` with every name in it, from left to right.
    func forEachName(_ body: (Name, NameRole) -> Void)
}

extension PhraseSyntax {
    package var values: [Expression] { [] }
    package var place: ClausePlace? { .query }
    package var needsChecks: Bool { values.contains(where: \.adds) }
    package func looksFurther(_ clauses: Clauses) -> Bool { true }
    package func forEachName(_ body: (Name, NameRole) -> Void) {
        for value in values { value.forEachName(body) }
    }
}

/// How a phrase is read that begins with a keyword.
struct PhraseRule: Sendable {
    let keyword: Keyword
    /// Whether it answers with figures, so that it can be explained.
    let isAnswer: Bool
    /// Reads what follows the keyword.
    let read: @Sendable (inout StatementParser) throws(ParseFailure) -> Phrase

    init(
        _ keyword: Keyword, isAnswer: Bool = false,
        _ read: @escaping @Sendable (inout StatementParser) throws(ParseFailure) -> Phrase
    ) {
        self.keyword = keyword
        self.isAnswer = isAnswer
        self.read = read
    }
}

extension Expression: PhraseSyntax {
    package var values: [Expression] { [self] }
    package func looksFurther(_ clauses: Clauses) -> Bool { false }
    package func write(to printer: inout Printer) { printer.write(self, inList: false) }

    /// Whether it is a sum, or has one beside an operator.
    fileprivate var adds: Bool {
        switch kind {
        case .binary(let sign, let left, let right): sign == .add || left.adds || right.adds
        case .scoped(let inner, _): inner.adds
        default: false
        }
    }
}

extension Query {
    /// Whether it needs the checks of plugins, in its phrase or in a value behind `for`.
    package var needsChecks: Bool {
        phrase.syntax.needsChecks
            || clauses.focus?.contains { item in
                if case .value(let value) = item { value.adds } else { false }
            } ?? false
    }

    /// Whether what it gives depends on more than the things that it names.
    package var looksFurther: Bool {
        let isOverThings = clauses.by?.contains { key in
            switch key.kind {
            case .area, .theme, .source: true
            case .dimension, .period: false
            }
        }
        return isOverThings ?? false || clauses.group != nil || phrase.syntax.looksFurther(clauses)
    }
}
