import TallyEngine
import TallyLanguage
import TallyModel
import TallyRender

/// What could stand at a place in a line: the parser says of what sort, the catalogue and the data
/// say which.
struct Completer {
    let engine: Engine
    let bindings: [String: Binding]
    let source: SourceText
    let expected: Expected
    /// How long columns may be looked for.
    let patience: Duration
    let vocabulary: BindingVocabulary

    var catalogue: Catalogue { engine.catalogue }
    var checker: Checker { Checker(catalogue: catalogue, source: source, bindings: bindings) }

    init(
        _ engine: Engine, _ bindings: [String: Binding], _ line: String, at offset: Int,
        patience: Duration
    ) {
        self.engine = engine
        self.bindings = bindings
        self.patience = patience
        source = SourceText(line)
        vocabulary = BindingVocabulary(engine.catalogue, bindings: bindings.keys.sorted())
        expected = Parser.expected(in: source, at: offset, vocabulary: vocabulary)
    }

    /// What fits, in the order of what it is, and what it stands in for.
    ///
    /// - Parameter arguments: what may follow a command of the shell.
    func candidates(arguments: (_ command: String, _ typed: String) -> [Candidate]) -> (
        replace: Span, candidates: [Candidate]
    ) {
        let typed = String(source[expected.partial])
        if let whole = unfinishedName() ?? longerPeriod(typed) { return whole }
        let quoted = typed.hasPrefix("\"")
        let partial = NameFolding.fold(quoted ? String(typed.dropFirst()) : typed)
        var found: [Candidate] = []
        for group in groups(typed, partial, arguments) {
            for candidate in group {
                if quoted, candidate.text.hasPrefix("\"") {
                    if candidate.text.hasPrefix(typed) { found.append(candidate) }
                } else if candidate.text.begins(withFolded: partial) {
                    found.append(
                        quoted
                            ? Candidate("\"\(candidate.text)\"", candidate.description) : candidate)
                }
            }
        }
        return (expected.partial, found.uniqued())
    }

    /// Words before the place may be the beginning of a name of several.
    private func unfinishedName() -> (replace: Span, candidates: [Candidate])? {
        guard let unfinished = expected.unfinishedName else { return nil }
        let begun = NameFolding.fold(source[unfinished.span])
        let whole = names(of: Set(unfinished.kinds), begun)
        return whole.isEmpty ? nil : (unfinished.span, whole.uniqued())
    }

    /// `q2 2` may be the beginning of a period of two words.
    private func longerPeriod(_ typed: String) -> (replace: Span, candidates: [Candidate])? {
        let before = source[Span(0, expected.partial.lower)]
        guard before.last == " ", let word = before.split(separator: " ").last,
            word.utf8.first.map({ "qQaA".utf8.contains($0) }) ?? false
        else { return nil }
        let begun = NameFolding.fold("\(word) \(typed)")
        let found = periods().filter { $0.text.contains(" ") && $0.text.begins(withFolded: begun) }
        guard !found.isEmpty else { return nil }
        return (Span(expected.partial.lower - word.utf8.count - 1, expected.partial.upper), found)
    }

    /// What fits, sort by sort.
    private func groups(
        _ typed: String, _ partial: String,
        _ arguments: (_ command: String, _ typed: String) -> [Candidate]
    ) -> [[Candidate]] {
        switch expected.preceding {
        case .subgroup(let operand): return [subgroups(of: operand)]
        case .comparison(let operands): return beside(operands, partial)
        case .judgement(let judged):
            return [references(of: judged, partial) ?? names(of: [.reference], partial)]
        case .column(let column): return [values(of: column)]
        case nil: break
        }
        var kinds: Set<NameKind> = []
        var words: [[Candidate]] = []
        for expectation in expected.expectations {
            switch expectation {
            case .name(let kind): kinds.insert(kind)
            case .argument(let command): words.append(arguments(command, typed))
            case .fileName: words.append(Files.completions(of: String(typed.dropFirst())).quoted)
            default: words.append(self.words(for: expectation))
            }
        }
        var groups: [[Candidate]] = []
        if kinds == [.area, .theme, .indicator] {
            groups = [forNames(kinds, partial)]
        } else if kinds == [.dimension], let dimensions = dimensions() {
            groups = [dimensions]
        } else if kinds == [.level, .area] {
            groups = [names(of: [.level], partial), names(of: [.area], partial)]
        } else if !kinds.isEmpty {
            groups = [names(of: kinds, partial)]
        }
        return groups + words
    }

    /// Ids, then aliases, of these kinds that begin so: of each thing where nothing is typed only the
    /// first, else none that only goes on from another.
    ///
    /// - Parameter allows: which things are meant.
    func names(
        of kinds: Set<NameKind>, _ partial: String,
        where allows: (NameCandidate) -> Bool = { _ in true }
    ) -> [Candidate] {
        vocabulary.entries(of: kinds, beginning: partial).compactMap { entry in
            allows(entry.candidate) ? Candidate(entry.name, entry.title) : nil
        }
    }

    private func words(for expectation: Expectation) -> [Candidate] {
        switch expectation {
        case .keyword(let keyword): [Candidate(keyword.word, keyword.meaning)]
        case .function: Function.all.map { Candidate($0.name + "(", $0.summary) }
        case .scale:
            [
                Candidate("10k", "ten thousand"), Candidate("100k", "a hundred thousand"),
                Candidate("1000", "a thousand"), Candidate("1m", "a million"),
            ]
        case .period: periods()
        case .unit: PeriodUnit.allCases.map { Candidate($0.rawValue + "s") }
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
        case .column: columns()
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

    /// Names of files in quotes; a folder's quote stays open.
    fileprivate var quoted: [Candidate] {
        map {
            Candidate($0.text.hasSuffix("/") ? "\"\($0.text)" : "\"\($0.text)\"", $0.description)
        }
    }
}
