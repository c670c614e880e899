import TallyModel

/// What can be wrong with a plugin file by itself.
extension Diagnostic {
    static func badJSON(_ problem: JSONProblem, in source: SourceText) -> Diagnostic {
        Diagnostic(
            .badJSON, problem.message, at: Place(source, Span(problem.lower, problem.upper)),
            label: problem.label)
    }

    static func notUTF8(_ byte: UInt8, at place: Place) -> Diagnostic {
        let digits = String(byte, radix: 16, uppercase: true)
        return Diagnostic(.badJSON, "the byte \(digits) is not UTF-8", at: place)
    }

    static func fileTooLong(_ count: Int, at place: Place) -> Diagnostic {
        Diagnostic(
            .badJSON,
            "a plugin file holds at most \(JSONParser.maximumSize) bytes and this one has \(count)",
            at: place)
    }

    static func notAnObject(found: String, at place: Place) -> Diagnostic {
        Diagnostic(.wrongType, "a plugin file holds an object, not \(found)", at: place)
    }

    package static func furtherProblems(_ count: Int, at place: Place) -> Diagnostic {
        Diagnostic(
            .badPlugin, "there are \(count) further problems in this file", at: place)
    }

    static func unknownField(
        _ name: String, in title: String, fields: [String], at place: Place
    ) -> Diagnostic {
        Diagnostic(
            .unknownField, "\(title) has no field '\(name)'", at: place,
            label: didYouMean(name, among: fields))
    }

    static func missingField(_ name: String, in title: String, at place: Place) -> Diagnostic {
        Diagnostic(.missingField, "\(title) needs the field '\(name)'", at: place)
    }

    static func wrongType(
        field: String, expected: String, found: String, at place: Place
    ) -> Diagnostic {
        Diagnostic(.wrongType, "'\(field)' takes \(expected), not \(found)", at: place)
    }

    static func emptyText(field: String, at place: Place) -> Diagnostic {
        Diagnostic(.badValue, "'\(field)' takes text that is not empty", at: place)
    }

    static func badIdentifier(
        _ text: String, leadingDigit: Bool, at place: Place
    ) -> Diagnostic {
        let form = "the letters a to z, digits, '_' and '-'"
        return Diagnostic(
            .badValue,
            leadingDigit
                ? "'\(text)' is no id: the id of a member has \(form), and begins with one of the"
                    + " first two"
                : "'\(text)' is no id: an id has \(form), and begins with a letter",
            at: place)
    }

    static func badNumber(
        _ text: String, field: String, range: ClosedRange<Int>, at place: Place
    ) -> Diagnostic {
        Diagnostic(
            .badValue,
            "'\(field)' takes a whole number from \(range.lowerBound) to \(range.upperBound),"
                + " not \(text.prefix(40))",
            at: place)
    }

    static func badChoice(
        _ text: String, field: String, choices: [String], at place: Place
    ) -> Diagnostic {
        Diagnostic(
            .badValue, "'\(field)' takes \(oneOf(choices)), not '\(text)'", at: place,
            label: didYouMean(text, among: choices))
    }

    /// A text that is not of the form that its field asks for.
    static func badForm(
        _ text: String, field: String, form: String, at place: Place, label: String? = nil
    ) -> Diagnostic {
        Diagnostic(
            .badValue, "'\(field)' takes \(form), not '\(text)'", at: place, label: label)
    }

    static func definitionBackwards(at place: Place) -> Diagnostic {
        Diagnostic(.badValue, "a definition ends on or after the day on which it begins", at: place)
    }

    /// `first` is the one that stands first in the file.
    static func definitionsOverlap(_ first: Place, at place: Place) -> Diagnostic {
        Diagnostic(
            .badValue, "two definitions of this indicator hold at one time", at: place,
            notes: ["the other stands at \(first.text)"])
    }

    static func badVariantKey(_ key: String, at place: Place) -> Diagnostic {
        Diagnostic(
            .badValue,
            "a variant is 'excl' or 'only' and the id of a subgroup, not '\(key)'", at: place)
    }

    static func variantTwice(_ word: String, _ subgroup: String, at place: Place) -> Diagnostic {
        Diagnostic(
            .badValue, "'\(word) \(subgroup)' of this indicator stands twice", at: place)
    }

    /// `other` is a field that would do as well.
    static func noSubject(
        _ field: String, or other: String? = nil, format: String, at place: Place
    ) -> Diagnostic {
        let fields = other.map { "'\(field)' or '\($0)'" } ?? "'\(field)'"
        return Diagnostic(
            .missingField, "a row of the format '\(format)' needs the field \(fields)", at: place)
    }

    static func twoSubjects(at place: Place) -> Diagnostic {
        Diagnostic(
            .badValue, "a row is figures of an indicator or of a population, not of both",
            at: place)
    }

    /// A field of a feed or of its row that the feed's format has no use for.
    static func fieldOfOtherFormat(
        _ title: String, _ field: String, format: String, at place: Place
    ) -> Diagnostic {
        Diagnostic(
            .unknownField, "\(title) of the format '\(format)' has no field '\(field)'", at: place)
    }

    /// One of two fields that only mean something together is missing.
    static func fieldBeside(_ missing: String, _ present: String, at place: Place) -> Diagnostic {
        Diagnostic(
            .missingField, "a row with the field '\(present)' needs the field '\(missing)'",
            at: place)
    }

    static func brokenDownPopulation(at place: Place) -> Diagnostic {
        Diagnostic(.badValue, "a population is not broken down", at: place)
    }

    static func wrongSubject(
        _ found: String, _ field: String, format: String, at place: Place
    ) -> Diagnostic {
        Diagnostic(
            .unknownField, "a row of the format '\(format)' has no field '\(found)'", at: place,
            label: "it takes '\(field)'")
    }

    static func conditionTwice(_ column: String, at place: Place) -> Diagnostic {
        Diagnostic(.badValue, "the column '\(column)' of this row stands twice", at: place)
    }

    static func noFigure(_ text: String, at place: Place) -> Diagnostic {
        let plain = text.filter { $0 != "," }
        return Diagnostic(
            .badValue,
            "'\(text.prefix(40))' is no figure: a series has numbers, steps such as '3+2x3', '_', or"
                + " c x z low u due",
            at: place, label: plain != text && Int(plain) != nil ? "write \(plain)" : nil)
    }

    static func tooManyFigures(at place: Place) -> Diagnostic {
        Diagnostic(
            .badValue, "a series of a test has at most \(CompactSeries.mostItems) figures",
            at: place)
    }

    static func expectsNothing(at place: Place) -> Diagnostic {
        Diagnostic(
            .missingField, "a test without an expectation proves nothing", at: place,
            label: "say what the answer 'is', or which 'error' it is refused with")
    }

    static func errorAndAnswer(at place: Place) -> Diagnostic {
        Diagnostic(
            .badValue, "a sentence is refused or answered, and this expects both", at: place)
    }

    static func columnWithoutFigures(at place: Place) -> Diagnostic {
        Diagnostic(
            .missingField,
            "'column' says of which column 'is' gives the figures, and there is no"
                + " 'is'", at: place)
    }

    /// `did you mean 'formula'?`, where something is close.
    static func didYouMean(_ word: String, among names: some Sequence<String>) -> String? {
        Resemblance.closest(to: word, among: names, most: 1).first.map { "did you mean '\($0)'?" }
    }

    /// `'low', 'high' or 'none'`
    private static func oneOf(_ words: [String]) -> String {
        let quoted = words.map { "'\($0)'" }
        guard let last = quoted.last, quoted.count > 1 else { return quoted.joined() }
        return "\(quoted.dropLast().joined(separator: ", ")) or \(last)"
    }
}
