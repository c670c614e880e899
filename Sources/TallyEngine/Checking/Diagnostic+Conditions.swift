import TallyLanguage
import TallyModel

/// What is refused of conditions.
extension Diagnostic {
    static func notACondition(_ text: String, at place: Place) -> Diagnostic {
        Diagnostic(
            .kindClash, "'\(text)' is a figure, where a condition is needed", at: place,
            label: "as in '\(text) > 400', '\(text) meets target', '\(text) worsens'")
    }

    static func whenInside(at place: Place) -> Diagnostic {
        Diagnostic(
            .kindClash, "'when' asks for a period, and stands at the beginning of a sentence",
            at: place)
    }

    static func cannotBeCompared(
        _ left: String, _ leftUnit: Unit?, _ right: String, _ rightUnit: Unit?, at place: Place
    ) -> Diagnostic {
        Diagnostic(
            .unitClash,
            "'\(left)' (\(leftUnit.words)) is neither more nor less than '\(right)' "
                + "(\(rightUnit.words))", at: place)
    }

    static func goodIsNeither(_ text: String, _ word: String, at place: Place, instead: String)
        -> Diagnostic
    {
        Diagnostic(
            .kindClash,
            "nobody knows whether '\(text)' \(word): it is good neither high nor low", at: place,
            label: "'\(instead)' can be asked")
    }
}
