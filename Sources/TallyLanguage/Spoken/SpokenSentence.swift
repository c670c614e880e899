/// What is heard in a statement that cannot be read, in order, and what it comes to.
struct SpokenSentence {
    let heard: [Heard]

    /// Values, each once.
    var values: [String] { Self.unique(names(.value)) }
    var subgroups: [String] { names(.subgroup) }
    var references: [String] { names(.reference) }
    var benchmarks: [String] { names(.benchmark) }
    var areas: [String] { names(.area) }
    var levels: [String] { names(.level) }
    var themes: [String] { names(.theme) }
    var dimensions: [String] { names(.dimension) }
    /// Several areas in words: `neighbours of dorset`.
    var groups: [String] { names(.group) }
    /// What figures must be, as typed behind a value: `> 450`.
    var conditions: [String] { heard.filter(\.isCondition).flatMap(\.texts) }

    /// Periods as they may be typed; several for one that could be two.
    var periods: [String] { heard.filter(\.isPeriod).flatMap(\.texts) }

    /// A clause of several periods, as typed: `last 6 months`.
    var window: String? {
        heard.last { if case .window = $0.meaning { true } else { false } }?.texts.first
    }

    /// The first number that could count something.
    var count: Int? {
        heard.lazy.compactMap { if case .number(let count) = $0.meaning { count } else { nil } }
            .first
    }

    /// What a rate is per: the number behind its word.
    var scale: String? {
        var last: SpokenCue?
        for one in heard {
            if let cue = one.cue { last = cue }
            if case .number = one.meaning, last == .rate { return one.texts.first }
        }
        return nil
    }

    /// Each cue once, in order.
    var cues: [SpokenCue] { Self.unique(heard.compactMap(\.cue)) }

    func has(_ cue: SpokenCue) -> Bool { heard.contains { $0.cue == cue } }

    private func names(_ role: Heard.Role) -> [String] {
        heard.filter { $0.isName(role) }.compactMap(\.texts.first)
    }

    static func unique<Value: Hashable>(_ all: [Value]) -> [Value] {
        var seen: Set<Value> = []
        return all.filter { seen.insert($0).inserted }
    }

    // MARK: Order

    private func first(_ role: Heard.Role) -> Int? { heard.firstIndex { $0.isName(role) } }

    /// Whether a word such as `that` stands between the first value and its part.
    var isJoined: Bool {
        guard let first = first(.value) else { return false }
        let between = heard[(first + 1)...].prefix { !$0.isName(.value) && !$0.isName(.subgroup) }
        return between.contains { $0.cue == .together || SpokenWords.joints.contains($0.word) }
    }

    /// Whether the word for a share stands before the first value.
    var beginsWithShare: Bool { begins(with: .share) }
    /// Whether the word for leaving out does.
    var beginsWithLeaving: Bool { begins(with: .leaving) }

    private func begins(with cue: SpokenCue) -> Bool {
        guard let index = heard.firstIndex(where: { $0.cue == cue }) else { return false }
        return index < first(.value) ?? heard.count
    }

    /// Whether a period is that against which the others are set: `worse than last month`.
    var isSincePeriod: Bool {
        zip(heard, heard.dropFirst()).contains {
            $1.isPeriod && SpokenWords.beforeBaseline.contains($0.word)
        }
    }

    /// Whether something stands in it that says nothing here, but about time.
    var hasOthers: Bool {
        heard.contains {
            switch $0.meaning {
            case .unknown: true
            case .filler(let isOfTime): !isOfTime
            default: false
            }
        }
    }

    // MARK: What is offered

    /// Sentences that come near to what was meant, the nearest first. They may fail: whoever offers
    /// them tries them.
    var sentences: [String] {
        // What turns a sentence round cannot be left out of it.
        if heard.contains(where: \.isNegation) { return [] }
        if !conditions.isEmpty { return conditioned }
        let cues = cues
        let isMore = cues.contains { !Self.saysLittle.contains($0) }
        let result = cues.filter { !Self.saysLittle.contains($0) || !isMore }.flatMap {
            $0.sentences(self)
        }
        let found = result.isEmpty ? plain : result
        let needed = cues.filter(\.isNeeded).flatMap(\.said)
        // Without what makes a rate or a share of it a count would be another figure.
        return needed.isEmpty ? found : found.filter { Self.says($0, any: needed) }
    }

    /// Cues that say nothing beside others.
    private static let saysLittle: Set<SpokenCue> = [.meaning, .together, .indicators]

    /// The same about one value that is named by all the words of names.
    func naming(_ value: String) -> SpokenSentence {
        let others = heard.filter { !$0.isOfName && !$0.isName(.subgroup) }
        let tokens = heard.first(where: \.isOfName)?.tokens ?? 0..<0
        let name = Heard(meaning: .name(.value), tokens: tokens, word: value, texts: [value])
        let index = others.firstIndex { $0.tokens.lowerBound > tokens.lowerBound }
        var all = others
        all.insert(name, at: index ?? others.count)
        return SpokenSentence(heard: all)
    }

    /// The same where a word for it says no more than the rest.
    func without(_ cue: SpokenCue) -> SpokenSentence {
        SpokenSentence(heard: heard.filter { $0.cue != cue })
    }

    /// The same where subgroups that no word leaves out or keeps say nothing after all: of most
    /// values they are none.
    var withoutLooseSubgroups: SpokenSentence? {
        if has(.leaving) || has(.keeping) || subgroups.isEmpty { return nil }
        return SpokenSentence(
            heard: heard.map { one in
                one.isName(.subgroup)
                    ? Heard(meaning: .unknown, tokens: one.tokens, word: one.word) : one
            })
    }

    // MARK: What is left out

    /// The tokens of names and of words that nobody knows.
    var namedTokens: [Int] { heard.filter(\.isOfName).flatMap { Array($0.tokens) } }

    /// Whether a word stands in it that nobody knows.
    var hasUnknown: Bool { heard.contains(where: \.isUnknown) }

    /// The tokens that a sentence leaves out.
    func omitted(in sentence: String) -> [Range<Int>] {
        let omitted = heard.filter { $0.said.map { !Self.says(sentence, any: $0) } ?? false }
        // That a comparison is not one goes without saying where its other side is left out.
        let things = omitted.filter { $0.cue == nil }
        return (things.isEmpty ? omitted : things).map(\.tokens)
    }

    /// Whether any of some texts stands in a sentence, by whole words.
    static func says(_ sentence: String, any texts: [String]) -> Bool {
        let words = spaced(sentence)
        return texts.contains { words.contains(spaced($0)) }
    }

    /// A text in lower case with one space around each of its words.
    private static func spaced(_ text: String) -> String {
        let separators: Set<Character> = [" ", ",", "(", ")", "|"]
        let words = text.lowercased().split { separators.contains($0) }
        return " " + words.joined(separator: " ") + " "
    }
}
