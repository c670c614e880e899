import TallyModel

/// One piece of a statement: a word, a quoted name or a mark.
struct Token {
    enum Kind: UInt8 {
        case word
        /// A double-quoted name; the span has the quotes, the word is what stands between them.
        case quoted
        case openBracket, closeBracket, comma, pipe, times
        case equals, differs, less, lessOrEqual, greater, greaterOrEqual
        /// `..`
        case through
        // Words that are operators.
        case plus, minus, divide, otherwise
        /// `?` at the start of a statement.
        case question
        /// A character that no text should have.
        case control
        /// Behind the last piece of a statement.
        case end

        /// Whether it may be one of the words of a name.
        var isWord: Bool {
            switch self {
            case .word, .plus, .minus, .divide, .otherwise: true
            default: false
            }
        }
    }

    var kind: Kind
    var keyword: Keyword?
    var lower: Int
    var upper: Int

    var span: Span { Span(lower, upper) }

    /// Whether a line that ends in it goes on in the next.
    var continuesLine: Bool {
        switch kind {
        case .comma, .pipe, .times, .plus, .minus, .divide, .otherwise, .equals, .differs, .less,
            .lessOrEqual, .greater, .greaterOrEqual:
            true
        default: keyword == .and || keyword == .or || keyword == .not
        }
    }

    /// Whether a value may end here, so that a minus glued to the next word is a slip.
    var endsOperand: Bool {
        switch kind {
        case .word: keyword == nil || keyword == .ago || keyword == .latest
        case .quoted, .closeBracket: true
        default: false
        }
    }
}

/// Cuts a text into statements and each statement into tokens, over UTF-8 bytes.
///
/// A word ends only at white space, a bracket, a comma (but one between digits belongs to a
/// number), a double quote, `..` and `; | = < > *`. A statement ends at a line end or `;`, unless a
/// bracket is open or the line ends in `|`, `,`, an operator or `\`.
struct Lexer {
    /// What is wrong with the statement as a text; there is at most one.
    enum Problem {
        case unclosedQuote(Span)
        case tooLong(Span)
    }

    /// The longest statement, in bytes.
    static let longestStatement = 1 << 20

    let bytes: [UInt8]
    /// One behind the last byte that is read.
    let end: Int
    private(set) var position = 0
    /// The tokens of the current statement; the last is always ``Token/Kind/end``.
    private(set) var tokens: [Token] = []
    /// For each token the word, folded as names are; empty for marks.
    private(set) var words: [String] = []
    private(set) var problem: Problem?
    /// For a dot-command the span of its name without the dot, and of what follows.
    private(set) var command: (name: Span, argument: Span)?
    /// Where the dot-command begins.
    private var commandStart = 0
    /// Whether the text ended where the statement would go on.
    private(set) var isOpen = false
    /// Whether the current statement was ended by the end of the text.
    private(set) var reachedEnd = false
    /// Whether the text ended where the last statement, or the space behind it, would go on.
    private(set) var wasOpen = false
    /// Whether the last thing read was a comment.
    private(set) var endsInComment = false
    private let classes: [ByteClass] = ByteClass.table

    init(_ bytes: [UInt8], end: Int? = nil) {
        self.bytes = bytes
        self.end = min(end ?? bytes.count, bytes.count)
    }

    /// Reads the next statement; `false` where there is none.
    mutating func nextStatement() -> Bool {
        tokens.removeAll(keepingCapacity: true)
        words.removeAll(keepingCapacity: true)
        problem = nil
        command = nil
        isOpen = false
        reachedEnd = false
        endsInComment = false
        skipBetweenStatements()
        guard position < end else {
            if isOpen { wasOpen = true }
            finish()
            return false
        }
        wasOpen = false
        if bytes[position] == UInt8(ascii: "."), isLetter(position + 1) || position + 1 == end {
            readCommand(from: position + 1)
        } else if isEcho {
            readCommand(from: position)
        } else {
            readTokens()
        }
        return true
    }

    private mutating func finish() {
        reachedEnd = position >= end
        let place = tokens.last?.upper ?? min(position, end)
        add(.end, place, place)
    }

    private func isLetter(_ index: Int) -> Bool {
        index < end && (bytes[index] | 0x20) &- UInt8(ascii: "a") < 26
    }

    @inline(__always)
    mutating func add(_ kind: Token.Kind, _ lower: Int, _ upper: Int, _ word: String = "") {
        tokens.append(Token(kind: kind, keyword: nil, lower: lower, upper: upper))
        words.append(word)
    }

    mutating func addWord(_ lower: Int, _ upper: Int) {
        let (word, keyword, kind) = fold(lower, upper)
        tokens.append(Token(kind: kind, keyword: keyword, lower: lower, upper: upper))
        words.append(word)
    }

    private mutating func skipBetweenStatements() {
        while position < end {
            switch classes[Int(bytes[position])] {
            case .blank, .newline, .semicolon: position += 1
            case .hash: skipComment()
            case .backslash:
                guard let next = lineEndAfterBackslash(position) else { return }
                isOpen = next == end
                position = next
            case .high:
                let length = blankLength(position)
                if length == 0 { return }
                position += length
            default: return
            }
        }
    }

    private mutating func skipComment() {
        while position < end, bytes[position] != UInt8(ascii: "\n") { position += 1 }
        endsInComment = position == end
    }

    /// Whether `echo` and a blank stand here: what follows is text and no tokens.
    private var isEcho: Bool {
        let echo: StaticString = "echo"
        guard position + echo.utf8CodeUnitCount < end,
            classes[Int(bytes[position + echo.utf8CodeUnitCount])] == .blank
        else { return false }
        return (0..<echo.utf8CodeUnitCount).allSatisfy {
            bytes[position + $0] | 0x20 == echo.utf8Start[$0]
        }
    }

    /// `.name rest of the line`: to the end of the line, a `;` or a comment outside quotes.
    ///
    /// - Parameter start: where the name begins, behind the dot where there is one.
    private mutating func readCommand(from start: Int) {
        commandStart = position
        position = start
        while position < end {
            let kind = classes[Int(bytes[position])]
            if kind == .blank || kind == .newline || kind == .semicolon { break }
            position += 1
        }
        let name = Span(start, position)
        while position < end, classes[Int(bytes[position])] == .blank { position += 1 }
        let argument = position
        var last = position
        var quoted = false
        while position < end {
            let kind = classes[Int(bytes[position])]
            if kind == .newline { break }
            if kind == .quote { quoted.toggle() }
            if !quoted, kind == .semicolon { break }
            if !quoted, kind == .hash, position == argument || bytes[position - 1] <= 0x20 { break }
            position += 1
            if kind != .blank { last = position }
        }
        command = (name, Span(argument, last))
        let reached = position >= end
        if position < end, bytes[position] == UInt8(ascii: "#") { skipComment() }
        reachedEnd = reached
        add(.end, last, last)
    }

    private mutating func readTokens() {
        let start = position
        var depth = 0
        while position < end {
            let at = position
            if at - start > Self.longestStatement {
                problem = .tooLong(Span(start, start))
                skipComment()
                break
            }
            switch classes[Int(bytes[at])] {
            case .blank: position += 1
            case .newline:
                isOpen = false
                if depth == 0, !(tokens.last?.continuesLine ?? false) {
                    position += 1
                    finish()
                    reachedEnd = false
                    return
                }
                position += 1
            case .semicolon:
                position += 1
                isOpen = false
                finish()
                reachedEnd = false
                return
            case .hash:
                isOpen = false
                skipComment()
            case .backslash:
                if let next = lineEndAfterBackslash(at) {
                    isOpen = next == end
                    position = next
                } else {
                    readWord(at)
                }
            case .openBracket:
                depth += 1
                mark(.openBracket)
            case .closeBracket:
                depth = max(0, depth - 1)
                mark(.closeBracket)
            case .comma: mark(.comma)
            case .pipe: mark(.pipe)
            case .equals: mark(.equals)
            case .less: markLess(at)
            case .greater: markGreater(at)
            case .star: mark(.times)
            case .control: mark(.control)
            case .quote: readQuoted(openerLength: 1)
            case .dot where at + 1 < end && bytes[at + 1] == UInt8(ascii: "."):
                add(.through, at, at + 2)
                position += 2
            case .high: readHigh(at)
            case .dot, .plain, .digit: readWord(at)
            }
        }
        isOpen = isOpen || (tokens.last?.continuesLine ?? false) || depth > 0
        if problem != nil { isOpen = false }
        wasOpen = isOpen
        finish()
    }

    /// The current statement without the white space and comments around it.
    var statementSpan: Span {
        if command != nil { return Span(commandStart, tokens[0].upper) }
        return Span(tokens[0].lower, tokens[tokens.count - 1].upper)
    }

    /// Puts other words in the place of one; they stand where it stood.
    mutating func replaceWord(at index: Int, with new: [String]) {
        let (lower, upper) = (tokens[index].lower, tokens[index].upper)
        let copies = new.map {
            Token(kind: .word, keyword: Keyword($0), lower: lower, upper: upper)
        }
        tokens.replaceSubrange(index...index, with: copies)
        words.replaceSubrange(index...index, with: new)
    }

    /// Takes the last word away where nothing stands behind it, since more of it may be typed;
    /// gives its span.
    mutating func dropUnfinishedWord() -> Span? {
        let index = tokens.count - 2
        guard index >= 0, tokens[index].kind.isWord, tokens[index].upper == end else { return nil }
        let span = tokens[index].span
        tokens.remove(at: index)
        words.remove(at: index)
        let place = tokens[max(0, index - 1)].upper
        tokens[index] = Token(
            kind: .end, keyword: nil, lower: index == 0 ? span.lower : place,
            upper: index == 0 ? span.lower : place)
        return span
    }

    @inline(__always)
    private mutating func mark(_ kind: Token.Kind, _ length: Int = 1) {
        add(kind, position, position + length)
        position += length
    }

    /// `<`, `<=` or `<>`
    private mutating func markLess(_ at: Int) {
        let next = at + 1 < end ? bytes[at + 1] : 0
        switch next {
        case UInt8(ascii: "="): mark(.lessOrEqual, 2)
        case UInt8(ascii: ">"): mark(.differs, 2)
        default: mark(.less)
        }
    }

    /// `>` or `>=`
    private mutating func markGreater(_ at: Int) {
        let isEqual = at + 1 < end && bytes[at + 1] == UInt8(ascii: "=")
        mark(isEqual ? .greaterOrEqual : .greater, isEqual ? 2 : 1)
    }

    /// Something that begins with a byte beyond ASCII: white space, a curly quote, a control
    /// character or a word.
    private mutating func readHigh(_ at: Int) {
        let length = blankLength(at)
        if length > 0 {
            position += length
        } else if isCurlyQuote(at) {
            readQuoted(openerLength: 3)
        } else if isHighControl(at) {
            add(.control, at, at + 2)
            position += 2
        } else {
            readWord(at)
        }
    }

    /// A quoted name ends on its own line.
    private mutating func readQuoted(openerLength: Int) {
        let opener = position
        let start = opener + openerLength
        var index = start
        while index < end, bytes[index] != UInt8(ascii: "\n") {
            let curly = isCurlyQuote(index)
            if bytes[index] == UInt8(ascii: "\"") || curly {
                let text = String(decoding: bytes[start..<index], as: UTF8.self)
                position = index + (curly ? 3 : 1)
                add(.quoted, opener, position, text)
                return
            }
            index += 1
        }
        if problem == nil { problem = .unclosedQuote(Span(opener, start)) }
        position = index
    }

    /// A word from `start` on, which is not empty. A minus glued to its front is a token of its own
    /// where a value may begin.
    private mutating func readWord(_ start: Int) {
        if start == tokens.first?.lower ?? start, tokens.isEmpty,
            bytes[start] == UInt8(ascii: "?"),
            start + 1 >= end || bytes[start + 1] != UInt8(ascii: "?")
        {
            return mark(.question)
        }
        let dash = dashLength(start)
        if dash > 0, wordGoesOn(at: start + dash), !(tokens.last?.endsOperand ?? false) {
            add(.minus, start, start + dash, "-")
            position = start + dash
            return
        }
        let stop = wordEnd(from: start)
        position = stop
        addWord(start, stop)
    }
}
