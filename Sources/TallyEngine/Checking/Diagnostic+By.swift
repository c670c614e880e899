import TallyModel

/// What cannot be split as a sentence asks.
extension Diagnostic {
    static func wrongBy(_ word: String, _ phrase: String, at place: Place) -> Diagnostic {
        Diagnostic(.wrongKindOfName, "\(phrase) cannot be split by '\(word)'", at: place)
    }

    /// A theme is of indicators, and a figure has one.
    static func oneTheme(
        _ text: String, theme: (id: String, title: String)?, at place: Place
    ) -> Diagnostic {
        Diagnostic(
            .wrongKindOfName, "'\(text)' is one figure, and themes are groups of indicators",
            at: place, label: theme.map { "it is of the theme \($0.title)" },
            offers: theme.map {
                [
                    "compare latest vs target for theme \($0.id)",
                    "list indicators for theme \($0.id)",
                ]
            } ?? ["list indicators by theme"])
    }

    /// Only what was published comes from somewhere. `parts` are indicators that were.
    static func noSource(_ text: String, parts: [String], at place: Place) -> Diagnostic {
        Diagnostic(
            .wrongKindOfName,
            "'\(text)' is computed, and only the published figures of an indicator have a source",
            at: place, offers: parts.map { "\($0) by source" })
    }
}
