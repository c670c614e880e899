import TallyModel

/// A place for a name: what kinds of names are meant, and what is said where none is known.
struct NameSlot: Sendable, Equatable {
    /// The kinds that completion and suggestions offer; what a name stands for is never narrowed.
    let kinds: [NameKind]
    let code: DiagnosticCode
    /// `no indicator`: before `is called 'cci'`.
    let nobody: String
    let expected: ExpectationSet
    /// Words that may stand there beside names, for suggestions.
    let words: [String]

    private init(
        _ kinds: [NameKind], _ code: DiagnosticCode, _ nobody: String, words: [String] = []
    ) {
        self.kinds = kinds
        self.code = code
        self.nobody = nobody
        self.words = words
        expected = ExpectationSet(names: kinds)
    }

    /// A value of an expression.
    static let value = NameSlot([.indicator, .binding], .unknownIndicator, "no indicator")
    /// Behind `excl` and `only`.
    static let subgroup = NameSlot([.subgroup, .member], .unknownName, "no subgroup")
    /// Behind `for`.
    static let filter = NameSlot(
        [.area, .theme, .indicator], .unknownName, "no area, theme or indicator",
        words: [StatementParser.neighbours])
    /// Beside `vs`.
    static let comparison = NameSlot(
        [.reference, .area, .indicator, .binding], .unknownName,
        "no period, reference, area or indicator")
    /// Behind `meets` and `misses`.
    static let reference = NameSlot([.reference], .unknownName, "no reference")
    /// Behind `of` after a rate.
    static let population = NameSlot([.population], .unknownName, "no population")
    /// Behind `by`.
    static let dimension = NameSlot(
        [.dimension], .unknownName, "no dimension", words: ByKey.Kind.builtIn.map(\.word))
    /// Behind `rank`.
    static let areas = NameSlot(
        [.level, .area], .unknownName, "no area or level of areas",
        words: [StatementParser.neighbours])
    /// Behind `neighbours of`.
    static let area = NameSlot([.area], .unknownName, "no area")
    /// Behind `describe`.
    static let anything = NameSlot(NameKind.allCases, .unknownName, "nothing")

    /// A place for names of one kind, behind a word that says so.
    static func qualified(_ kind: NameKind) -> NameSlot {
        NameSlot(
            [kind], kind == .indicator ? .unknownIndicator : .unknownName, "no \(kind.rawValue)")
    }
}
