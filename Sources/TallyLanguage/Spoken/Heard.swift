/// One thing that is heard in a statement that cannot be read: what some of its words say.
struct Heard {
    /// What a name is in a sentence.
    enum Role: Hashable {
        case value
        /// A subgroup or member behind `without` and its like.
        case subgroup
        case reference, area, level, theme
        /// What it is split by, periods included.
        case dimension
        /// Several areas in words: `neighbours of dorset`.
        case group
        /// A name that stands for an area and a reference.
        case benchmark
    }

    enum Meaning {
        case name(Role)
        /// One period, in several ways where it could be two.
        case period
        /// A clause of several periods: `last 6 months`.
        case window
        /// A number, where it is whole and could count something.
        case number(Int?)
        case cue(SpokenCue, isNegated: Bool)
        /// What a figure must be: `> 450`.
        case condition
        /// `not` before nothing that it could be said of.
        case negation
        /// A word that says nothing of what is asked.
        case filler(isOfTime: Bool)
        /// A mark, or a word of the language that gives nothing away.
        case mark
        /// A word that nobody knows, or that nothing offered can say.
        case unknown
    }

    let meaning: Meaning
    let tokens: Range<Int>
    /// The last of its words, folded.
    let word: String
    /// How it may be typed in a sentence, the likeliest first.
    var texts: [String] = []

    /// What of a sentence says it, any of it; empty for what nothing can say, `nil` for what
    /// nothing need.
    var said: [String]? {
        switch meaning {
        case .name, .period, .window, .number, .condition: texts.isEmpty ? nil : texts
        case .cue(let cue, let isNegated): cue.said.isEmpty ? nil : cue.said(isNegated)
        case .filler, .mark: nil
        case .unknown, .negation: []
        }
    }

    var cue: SpokenCue? { if case .cue(let cue, _) = meaning { cue } else { nil } }

    /// Whether it is part of a name that was looked for, or is no name that is known.
    var isOfName: Bool {
        switch meaning {
        case .name(.value), .unknown: true
        default: false
        }
    }

    func isName(_ role: Role) -> Bool { if case .name(role) = meaning { true } else { false } }
    var isPeriod: Bool { if case .period = meaning { true } else { false } }
    var isCondition: Bool { if case .condition = meaning { true } else { false } }
    var isNegation: Bool { if case .negation = meaning { true } else { false } }
    var isNegated: Bool { if case .cue(_, true) = meaning { true } else { false } }
    var isUnknown: Bool { if case .unknown = meaning { true } else { false } }
}
