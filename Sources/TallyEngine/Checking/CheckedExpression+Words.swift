import TallyLanguage
import TallyModel

extension CheckedExpression {
    /// As a sentence has it, with ids for names: what a name stands for is said in full.
    var words: String {
        switch kind {
        case .number(let value): NumberText.full(value)
        case .figure(let figure): figure.isPublished ? "published(\(figure.words))" : figure.words
        case .computed(_, let id): "computed(\(id))"
        case .population(let id): id
        case .negated(let inner): "-\(inner.bracketed)"
        case .remainder(let inner, _): inner.words
        case .binary(let sign, let a, let b): "\(a.bracketed) \(sign.rawValue) \(b.bracketed)"
        case .rate(let inner, let scale, let population):
            "rate \(inner.bracketed) per \(NumberText.full(scale)) of \(population)"
        case .share(let part, let whole): "share \(part.bracketed) of \(whole.bracketed)"
        case .shifted(let inner, .previous): "previous \(inner.bracketed)"
        case .shifted(let inner, .ago(let count, let unit)):
            "\(inner.bracketed) \(count) \(unit.rawValue)\(count == 1 ? "" : "s") ago"
        case .scoped(let inner, _, _): inner.words
        case .call(let function, let arguments):
            "\(function.name)(\(arguments.map(\.words).joined(separator: ", ")))"
        case .running(let inner, let window): "\(inner.bracketed) \(window.words)"
        case .compared(let a, let sign, let b): "\(a.bracketed) \(sign.rawValue) \(b.bracketed)"
        case .logical(let word, let a, let b): "\(a.bracketed) \(word.rawValue) \(b.bracketed)"
        case .not(let inner): "not \(inner.bracketed)"
        case .judged(let inner, let word, let reference):
            "\(inner.bracketed) \(word.rawValue) \(reference)"
        case .moved(let inner, let word): "\(inner.bracketed) \(word.rawValue)"
        }
    }

    /// The window that runs along its figures, as it is typed; `nil` where none does.
    var runningWords: String? {
        if case .running(_, let window) = kind { return window.words }
        for part in parts { if let found = part.runningWords { return found } }
        return nil
    }

    private var bracketed: String {
        switch kind {
        case .number, .figure, .population, .call, .computed: words
        case .scoped(let inner, _, _): inner.bracketed
        default: "(\(words))"
        }
    }
}

extension Figure {
    /// `waiting (sex=male)`
    var words: String {
        if breakdown == .whole { return indicator }
        return "\(indicator) (\(breakdown.key.split(separator: "|").joined(separator: ", ")))"
    }
}

extension RunningWindow.Kind {
    /// As it is typed: `rolling 12 months`.
    var words: String {
        switch self {
        case .rolling(let count, let unit):
            "rolling \(count) \(unit.rawValue)\(count == 1 ? "" : "s")"
        case .yearToDate: "year to date"
        }
    }
}
