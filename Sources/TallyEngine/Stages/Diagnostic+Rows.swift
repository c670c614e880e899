import TallyLanguage
import TallyModel

/// What is wrong with what stages and `where` ask of the rows of a result.
extension Diagnostic {
    static func unknownColumn(_ name: String, known: [String], at place: Place) -> Diagnostic {
        let close =
            Resemblance.closest(to: name, among: known).first
            ?? known.first { column in
                // `gap_pct`
                zip(column, name).prefix { $0 == $1 }.count * 4 >= name.count * 3 - 1
            }
        return Diagnostic(
            .unknownName, "the result has no column '\(name)'", at: place,
            label: close.map { "did you mean '\($0)'?" },
            notes: ["its columns are \(known.joined(separator: ", "))"])
    }

    static func notANumber(_ text: String, column: String, at place: Place) -> Diagnostic {
        Diagnostic(
            .badNumber, "the column '\(column)' has numbers, and '\(text)' is none", at: place)
    }

    static func notOfText(_ column: String, at place: Place) -> Diagnostic {
        Diagnostic(
            .kindClash, "the column '\(column)' has no texts to look into", at: place,
            label: "'is', '<' and '>' can compare it")
    }

    static func mixedUnits(
        _ column: String, instead: String?, at place: Place, offers: [String]
    ) -> Diagnostic {
        Diagnostic(
            .unitClash,
            "the column '\(column)' has figures in different units, which cannot be put in order",
            at: place, label: instead.map { "'\($0)' can" }, offers: offers)
    }

    /// - Parameter isMixed: whether high is good of some of the rows and low of others.
    static func noPolarity(
        _ word: Keyword, _ column: String, isMixed: Bool, at place: Place, offers: [String]
    ) -> Diagnostic {
        Diagnostic(
            .kindClash,
            isMixed
                ? "high is good of some of these rows and low of others, so that none is the "
                    + "\(word.word) by its '\(column)'"
                : "nothing says whether a high '\(column)' is good here, so that no row is the "
                    + word.word,
            at: place, label: "'\(Keyword.top.word)' takes the greatest", offers: offers)
    }

    static func nothingToDraw(at place: Place) -> Diagnostic {
        Diagnostic(
            .nothingToCompare, "there is nothing to draw: no row, or no column of figures",
            at: place)
    }

    static func unknownChart(_ word: String, known: [String], at place: Place) -> Diagnostic {
        Diagnostic(
            .unknownName, "there is no chart called '\(word)'", at: place,
            label: "the charts are \(known.joined(separator: ", "))")
    }
}
