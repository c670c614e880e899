import TallyEngine
import TallyLanguage
import TallyModel

/// The names that a session has been given: by `let`, by `--param`, and by the last result.
struct Names {
    /// The name of the text in which `--param` names its values, which no script names anew.
    static let parameters = "--param"

    /// What names of values stand for, by folded name; the last result among them, where it is one.
    private(set) var bindings: [String: Binding] = [:]
    /// What `let` has given names to that are no values.
    private var aliases: [String: Alias] = [:]
    /// All of them, kept, since putting them together takes as long as there are many.
    private var vocabulary: BindingVocabulary

    init(over catalogue: Catalogue) {
        vocabulary = BindingVocabulary(catalogue, bindings: [LastResult.name])
    }

    /// A vocabulary in which they have their meaning beside what plugins declare.
    ///
    /// - Parameter newest: what is known of figures; see ``Vocabulary/newest(of:)``.
    func vocabulary(
        over catalogue: Catalogue, newest: (@Sendable (String) -> Day?)? = nil
    ) -> BindingVocabulary { vocabulary.over(catalogue, newest: newest) }

    /// Whether a name was given by `--param`.
    func isParameter(_ name: String) -> Bool {
        bindings[name]?.source.name == Self.parameters || aliases[name]?.isParameter ?? false
    }

    /// Gives a folded name to a value.
    mutating func give(_ name: String, to binding: Binding) {
        bindings[name] = binding
        aliases[name] = nil
        vocabulary.bind(name, levels: binding.levels)
    }

    /// Gives a folded name to a period, an area, a reference or a theme.
    mutating func give(_ name: String, to alias: Alias) {
        bindings[name] = nil
        aliases[name] = alias
        vocabulary.bind(name, to: alias.words)
    }

    /// The value of the last result; `nil` where it has none.
    var last: Binding? {
        get { bindings[LastResult.name] }
        set {
            bindings[LastResult.name] = newValue
            vocabulary.bind(LastResult.name, levels: newValue?.levels ?? 1)
        }
    }
}
