import TallyEngine
import TallyLanguage
import TallyModel
import TallyPlugins
import TallyRender

/// What could stand at a place in a line: the parser says of what sort, the catalogue and the data
/// say which.
struct Completer {
    let engine: Engine
    let bindings: [String: Binding]
    /// What the last query gave, for `_`.
    let last: ResultTable?
    let source: SourceText
    let expected: Expected
    /// How long columns may be looked for.
    let patience: Duration
    let vocabulary: BindingVocabulary

    var catalogue: Catalogue { engine.catalogue }
    var checker: Checker { Checker(catalogue: catalogue, source: source, bindings: bindings) }

    init(
        _ engine: Engine, _ bindings: [String: Binding], last: ResultTable?, _ line: String,
        at offset: Int, patience: Duration
    ) {
        self.engine = engine
        self.bindings = bindings
        self.last = last
        self.patience = patience
        source = SourceText(line)
        var names = BindingVocabulary(
            engine.catalogue, naming: bindings,
            aliases: engine.aliases.mapValues { $0.split(separator: " ").map(String.init) })
        if last != nil, bindings[LastResult.name] == nil { names.bind(LastResult.name) }
        vocabulary = names
        expected = Parser.expected(in: source, at: offset, vocabulary: vocabulary)
    }

    /// What fits at a place.
    struct Found {
        /// What a candidate stands in for.
        let replace: Span
        /// What comes before all else: the phrases where a sentence begins, and the clauses behind
        /// a name that could go on.
        var leading: [Candidate] = []
        var rest: [Candidate]
    }

    /// What fits, in the order of what it is, and what it stands in for.
    ///
    /// - Parameter arguments: what may follow a command of the shell.
    func candidates(arguments: (_ command: String, _ typed: String) -> [Candidate]) -> Found {
        let typed = String(source[expected.partial])
        let whole = unfinishedName()
        if whole == nil, let period = longerPeriod(typed) { return period }
        let quoted = typed.hasPrefix("\"")
        let partial = NameFolding.fold(quoted ? String(typed.dropFirst()) : typed)
        var (phrases, others) = groups(typed, partial, arguments)
        phrases = phrases.filter { $0.text.begins(withFolded: partial) }
        others = others.compactMap { candidate in
            if candidate.text.hasPrefix("\"") {
                let fits =
                    quoted
                    ? candidate.text.hasPrefix(typed)
                    : String(candidate.text.dropFirst()).begins(withFolded: partial)
                return fits ? candidate : nil
            }
            guard candidate.text.begins(withFolded: partial) else { return nil }
            return quoted ? Candidate("\"\(candidate.text)\"", candidate.description) : candidate
        }
        if let whole {
            // Where the words typed are a whole name too, what may follow it leads.
            let grammar = (phrases + others).uniqued()
            if grammar.isEmpty || !isName(before: whole) { return whole }
            return Found(replace: expected.partial, leading: grammar, rest: restsOfNames(whole))
        }
        return Found(
            replace: expected.partial, leading: phrases.uniqued(), rest: others.uniqued())
    }

    /// Words before the place may be the beginning of a name of several.
    private func unfinishedName() -> Found? {
        guard let unfinished = expected.unfinishedName else { return nil }
        let begun = NameFolding.fold(source[unfinished.span])
        let whole = names(of: Set(unfinished.kinds), begun)
        return whole.isEmpty ? nil : Found(replace: unfinished.span, rest: whole.uniqued())
    }

    /// Whether the words of an unfinished name before the place are a name by themselves, of a kind
    /// that fits.
    private func isName(before whole: Found) -> Bool {
        guard let kinds = expected.unfinishedName?.kinds else { return false }
        let words = NameFolding.words(
            String(source[Span(whole.replace.lower, expected.partial.lower)]))
        guard let match = vocabulary.longestMatch(words[...]) else { return false }
        return match.count == words.count
            && match.candidates.contains { kinds.contains($0.kind) }
    }

    /// Of names that go on from the words before the place what is still to be typed.
    private func restsOfNames(_ whole: Found) -> [Candidate] {
        let typed = source[Span(whole.replace.lower, expected.partial.lower)]
        let begun = NameFolding.fold(typed) + " "
        return whole.rest.compactMap { name in
            guard name.text.lowercased().hasPrefix(begun) else { return nil }
            return Candidate(String(name.text.dropFirst(begun.count)), name.description)
        }
    }

    /// `q2 2` may be the beginning of a period of two words, `a year a` of one of three; behind a
    /// quarter nothing else may stand.
    private func longerPeriod(_ typed: String) -> Found? {
        let before = source[Span(0, expected.partial.lower)]
        guard before.last == " " else { return nil }
        let words = before.split(separator: " ", omittingEmptySubsequences: false).dropLast()
        var begun = typed
        for word in words.suffix(2).reversed() {
            begun = "\(word) \(begun)"
            guard word.utf8.first.map({ "qQaA".utf8.contains($0) }) ?? false else { continue }
            let folded = NameFolding.fold(begun) + (typed.isEmpty ? " " : "")
            let found = periods().filter { $0.text.hasPrefix(folded) }
            let span = Span(expected.partial.upper - begun.utf8.count, expected.partial.upper)
            let isQuarter = word.count == 2 && word.last.map { "1234".contains($0) } ?? false
            if !found.isEmpty || isQuarter { return Found(replace: span, rest: found) }
        }
        return nil
    }

    /// What fits, sort by sort; the phrases where a sentence begins for themselves.
    private func groups(
        _ typed: String, _ partial: String,
        _ arguments: (_ command: String, _ typed: String) -> [Candidate]
    ) -> (phrases: [Candidate], others: [Candidate]) {
        switch expected.preceding {
        case .subgroup(let operand): return ([], subgroups(of: operand))
        case .comparison(let operands): return ([], beside(operands, partial).flatMap(\.self))
        case .judgement(let judged):
            return ([], references(of: judged, partial) ?? names(of: [.reference], partial))
        case .column(let column): return ([], values(of: column))
        case .level(let level): return ([], areas(holding: level, partial))
        case nil: break
        }
        let expectations = expected.expectations
        let isStart = expectations.contains(.keyword(.let))
        var kinds: Set<NameKind> = []
        var phrases: [Candidate] = []
        var words: [Candidate] = []
        for expectation in expectations {
            switch expectation {
            case .name(let kind): kinds.insert(kind)
            case .argument(let command): words += arguments(command, typed)
            case .fileName:
                words += arguments(Keyword.read.word, typed.hasPrefix("\"") ? typed : "\"\(typed)")
            case .keyword(let keyword) where isStart && keyword.beginsSentence:
                phrases += self.words(for: expectation)
            case .yearToDate, .pipe: break
            default: words += self.words(for: expectation)
            }
        }
        if expectations.contains(.keyword(.by)), expectations.contains(.keyword(.asc)) {
            words += columns(isOrder: true).map {
                Candidate("\(Keyword.by.word) \($0.text)", $0.description)
            }
        }
        for late in [Expectation.yearToDate, .pipe] where expectations.contains(late) {
            words += self.words(for: late)
        }
        return (phrases, named(kinds, partial) + words)
    }

    private func named(_ kinds: Set<NameKind>, _ partial: String) -> [Candidate] {
        if kinds.isEmpty { return [] }
        if kinds == [.area, .theme, .indicator, .level] {
            return forNames(kinds, partial)
        }
        if kinds == [.dimension], let dimensions = dimensions() { return dimensions }
        if kinds == [.level, .area] {
            return names(of: [.level], partial) + names(of: [.area], partial)
        }
        if isCounted {
            return names(of: kinds, partial) { candidate in
                candidate.kind != .indicator
                    || catalogue.indicators[candidate.id]?.declaration.unit == .number
            }
        }
        return names(of: kinds, partial)
    }

    /// The words before the place.
    private var wordsBefore: [Substring] {
        source[Span(0, expected.partial.lower)].split(separator: " ")
    }

    /// Whether only a count may stand here: behind `rate`.
    private var isCounted: Bool {
        wordsBefore.last.flatMap { Keyword($0) } == .rate
    }

    /// The first period of a range that ends here: `apr23` behind `from apr23 to`.
    var rangeStart: String? {
        let words = wordsBefore
        guard words.last.flatMap({ Keyword($0) }) == .to,
            let from = words.lastIndex(where: { Keyword($0) == .from })
        else { return nil }
        return words[(from + 1)..<(words.count - 1)].joined(separator: " ").lowercased()
    }

    /// Ids, then aliases, of these kinds that begin so: of each thing where nothing is typed only the
    /// first, else none that only goes on from another.
    ///
    /// - Parameter allows: which things are meant.
    func names(
        of kinds: Set<NameKind>, _ partial: String,
        where allows: (NameCandidate) -> Bool = { _ in true }
    ) -> [Candidate] {
        let isQuoted = source[expected.partial].hasPrefix("\"")
        return vocabulary.entries(of: kinds, beginning: partial).compactMap { entry in
            guard allows(entry.candidate) else { return nil }
            let name = isQuoted ? entry.name : NameText.typed(entry.name)
            let isGiven = entry.candidate.kind == .binding
            return Candidate(name, isGiven ? meaning(ofGiven: entry.name) : entry.title)
        }
    }

    /// What `let` has given a name to, as it was typed.
    private func meaning(ofGiven name: String) -> String {
        if name == LastResult.name { return "the last result" }
        return bindings[name].map { String($0.source[$0.query.span]) } ?? ""
    }

    /// Whether `a` or `1` stands before the place.
    private var isOne: Bool {
        let before = source[Span(0, expected.partial.lower)].split(separator: " ").last
        return before.map { ["a", "A", "1"].contains($0) } ?? false
    }

    private func words(for expectation: Expectation) -> [Candidate] {
        switch expectation {
        case .keyword(.to) where expected.expectations.contains(.keyword(.sort)):
            [Candidate(Keyword.to.word, "where the result goes, and in which format")]
        case .keyword(let keyword): [Candidate(keyword.word, keyword.meaning)]
        case .function: Function.all.map { Candidate($0.name + "(", $0.summary) }
        case .scale:
            [
                Candidate("10k", "ten thousand"), Candidate("100k", "a hundred thousand"),
                Candidate("1000", "a thousand"), Candidate("1m", "a million"),
            ]
        case .period: periods()
        case .unit:
            PeriodUnit.allCases.map { Candidate(isOne ? $0.rawValue : $0.rawValue + "s") }
        case .listKind: ListKind.words.map { Candidate($0) }
        case .bareListKind: ListKind.bareWords.map { Candidate($0) }
        case .byWord:
            ByKey.Kind.builtIn.map { Candidate($0.word, "a row for each \($0.word)") }
        case .yearToDate:
            [Candidate("year to date", "from the beginning of the financial year")]
        case .date: [Candidate("date")]
        case .known: [Candidate("known at", "only what had been published by then")]
        case .neighbours: [Candidate("neighbours of", "an area and those most like it")]
        case .checkName: catalogue.checks.map { Candidate($0.id, $0.says) }
        case .column: columns(isOrder: isInOrder)
        case .chartKind: ResultTable.Chart.Kind.allCases.map { Candidate($0.rawValue) }
        case .format: ResultFormat.allCases.map { Candidate($0.rawValue, $0.summary) }
        case .pipe: [Candidate("|", "what to do with the result")]
        case .command: Command.all.map { Candidate(".\($0.name)", $0.summary) }
        case .name, .number, .count, .binaryOperator, .shift, .minus, .openBracket, .closeBracket,
            .comma, .equals, .newName, .comparison, .value, .fileName, .argument, .end:
            []
        }
    }
}

extension [Candidate] {
    /// Each text once, as it first comes.
    fileprivate func uniqued() -> [Candidate] {
        if count < 2 { return self }
        var seen: Set<String> = []
        seen.reserveCapacity(count)
        return filter { seen.insert($0.text).inserted }
    }
}
