import TallyModel

/// Thrown where a statement cannot be read on; what is wrong has been recorded.
struct ParseFailure: Error {}

/// Reads one statement after the other from a text, by recursive descent.
///
/// Every method that reads something quotes its rule of the grammar. Before it looks at a token it
/// says what could stand there (`could`); errors and completion are made from nothing else.
struct StatementParser {
    let source: SourceText
    var lexer: Lexer
    let base: any Vocabulary
    /// The same with what `let` has named so far.
    var vocabulary: BindingVocabulary
    let functions: Set<String>
    var diagnostics: [Diagnostic] = []

    /// The token that is read next.
    var cursor = 0
    /// What could stand at `cursor`, as far as has been asked.
    var here = ExpectationSet()
    /// What could stand at a later token, where a rule of several words began.
    var ahead: (index: Int, expected: ExpectationSet) = (0, ExpectationSet())
    /// How deep the method that runs now is nested.
    var depth = 0
    /// The height of the expression that was read last.
    var height = 0
    /// Whether a name that `let` has given stands in the statement.
    var hasNames = false
    /// One behind the last word of the run of words that `cursor` stands in, as last computed.
    var runEnd = 0
    /// How many errors there were when the statement began.
    var errorsBefore = 0
    /// How many errors there were when the part of the statement between two `|` began.
    var errorsBeforePart = 0
    /// How often a name was looked for among all names, which takes long.
    var searches = 0
    /// How many statements were refused with sentences for what they seem to say.
    var spoken = 0
    /// Whether only what could stand at the end is asked for: no suggestions are searched.
    var isCompleting = false
    /// Where the name that was read last began, and what kinds of names could stand there.
    var lastName: (index: Int, kinds: ExpectationSet)?
    /// What an `excl` or `vs` at the end applies to.
    var preceding: Expected.Preceding?
    /// The sentence as far as it is whole, kept where only what could stand at the end is asked.
    var whole: Query?
    /// Whether a comma ends a list of names, as between the arguments of a function.
    var commaSeparates = false
    /// Whether `for` names the rows of a table, which may be values of any kind.
    var namesRows = false
    /// Whether `of` after a rate belongs to the share around it, unless a population follows.
    var isInsideShare = false
    /// The column that was compared last in the condition that is read.
    var lastColumn: ColumnName?
    /// Where an operand of a comparison begins, whose unknown name may be more than an indicator.
    var operandStart: Int?

    init(_ source: SourceText, _ vocabulary: any Vocabulary, end: Int? = nil) {
        self.source = source
        self.base = vocabulary
        self.vocabulary = BindingVocabulary(vocabulary)
        functions = vocabulary.functions
        lexer = Lexer(Array(source.text.utf8), end: end)
    }

    // MARK: Tokens

    var token: Token { lexer.tokens[cursor] }

    /// The token `distance` on; the end where there is none.
    func token(ahead distance: Int) -> Token {
        lexer.tokens[min(cursor + distance, lexer.tokens.count - 1)]
    }

    /// The folded word at `cursor`; empty for a mark.
    var word: String { lexer.words[cursor] }

    func word(ahead distance: Int) -> String {
        lexer.words[min(cursor + distance, lexer.words.count - 1)]
    }

    mutating func advance(_ count: Int = 1) {
        cursor = min(cursor + count, lexer.tokens.count - 1)
        here = ExpectationSet()
    }

    /// The span from a token to the one before `cursor`.
    func span(from index: Int) -> Span {
        let last = max(index, cursor - 1)
        return Span(
            lexer.tokens[index].lower, max(lexer.tokens[index].lower, lexer.tokens[last].upper))
    }

    /// The text of some bytes, as typed.
    func text(_ span: Span) -> String {
        String(decoding: lexer.bytes[span.lower..<span.upper], as: UTF8.self)
    }

    /// The words from a token on that stand together, at most so many that a name could have.
    mutating func words(from index: Int) -> ArraySlice<String> {
        let tokens = lexer.tokens
        if runEnd <= index {
            runEnd = index
            while tokens[runEnd].kind.isWord { runEnd += 1 }
        }
        return lexer.words[index..<min(runEnd, index + 32)]
    }

    // MARK: What could stand here

    @inline(__always)
    mutating func could(_ item: ExpectationSet.Plain) { here.insert(item) }

    @inline(__always)
    mutating func could(_ set: ExpectationSet) { here.formUnion(set) }

    /// What could stand at a later token, where it is the end of the text.
    mutating func could(_ set: ExpectationSet, ahead distance: Int) {
        let index = cursor + distance
        if ahead.index != index { ahead = (index, ExpectationSet()) }
        ahead.expected.formUnion(set)
    }

    /// Reads a keyword if it stands here.
    mutating func take(_ keyword: Keyword) -> Bool {
        here.insert(keyword)
        guard token.keyword == keyword else { return false }
        advance()
        return true
    }

    mutating func take(_ kind: Token.Kind, as item: ExpectationSet.Plain) -> Bool {
        here.insert(item)
        guard token.kind == kind else { return false }
        advance()
        return true
    }

    mutating func require(_ keyword: Keyword) throws(ParseFailure) {
        guard take(keyword) else { throw unexpected() }
    }

    // MARK: Errors

    var hasErrors: Bool { diagnostics.count > errorsBefore }

    /// Whether the part of the statement that is read now has one.
    var hasErrorsHere: Bool { diagnostics.count > errorsBeforePart }

    mutating func record(_ diagnostic: Diagnostic) { diagnostics.append(diagnostic) }

    /// Records an error of form, unless the same part of the statement already has an error of which
    /// it may be the consequence.
    mutating func fail(_ diagnostic: Diagnostic) -> ParseFailure {
        if !hasErrorsHere { record(diagnostic) }
        return ParseFailure()
    }

    func place(_ span: Span) -> Diagnostic.Place { Diagnostic.Place(source, span) }

    /// Runs `body` one level deeper.
    mutating func nested<Result>(
        _ body: (inout StatementParser) throws(ParseFailure) -> Result
    ) throws(ParseFailure) -> Result {
        depth += 1
        defer { depth -= 1 }
        if depth > Expression.mostLevels {
            throw fail(.nestedTooDeeply(most: Expression.mostLevels, at: place(token.span)))
        }
        return try body(&self)
    }

    /// Sets the height of an expression made of others, the highest of which has `below`.
    ///
    /// - Parameters:
    ///   - link: what joins them, where that can be put in brackets.
    ///   - span: where they stand, where that is not here.
    mutating func grow(above below: Int, joinedBy link: Token? = nil, at span: Span? = nil)
        throws(ParseFailure)
    {
        height = below + 1
        if height > Expression.mostLevels {
            throw fail(
                .chainTooLong(
                    most: Expression.mostLevels, link: link.map { text($0.span) },
                    hasNames: hasNames,
                    at: place(link?.span ?? span ?? token.span)))
        }
    }
}
