import TallyModel

/// What can be wrong with the tests in a plugin, and what does not come out as they expect.
extension Diagnostic {
    // MARK: Names

    static func givenOfNothing(_ id: String, near: String?, at place: Place) -> Diagnostic {
        Diagnostic(
            .unknownIndicator, "no indicator and no population has the id '\(id)'", at: place,
            label: near.map { "did you mean '\($0)'?" })
    }

    static func testNamesNothing(
        _ kind: String, _ name: String, _ near: String?, at place: Place
    ) -> Diagnostic {
        Diagnostic(
            .unknownName, "no \(kind) is called '\(name)'", at: place,
            label: near.map { "did you mean '\($0)'?" })
    }

    static func noDimension(
        _ dimension: String, of indicator: String, _ near: String?, at place: Place
    ) -> Diagnostic {
        Diagnostic(
            .unknownName, "'\(indicator)' is not broken down by '\(dimension)'", at: place,
            label: near.map { "did you mean '\($0)'?" })
    }

    static func populationHasNone(_ id: String, at place: Place) -> Diagnostic {
        Diagnostic(
            .badValue, "the population '\(id)' has neither members nor references", at: place)
    }

    static func testPeriod(_ text: String, at place: Place) -> Diagnostic {
        Diagnostic(
            .badPeriod, "'\(text)' is no period of the calendar: write it as apr22 or 2022/23",
            at: place)
    }

    static func testDay(_ text: String, at place: Place) -> Diagnostic {
        Diagnostic(.badPeriod, "'\(text)' is no day: write it as 2023-10-05", at: place)
    }

    static func commandInTest(_ name: String, at place: Place) -> Diagnostic {
        Diagnostic(
            .unexpectedWord, "a test asks sentences, and '.\(name)' is a command of the shell",
            at: place)
    }

    static var nothingAsked: Diagnostic {
        Diagnostic(.unexpectedWord, "nothing is asked here")
    }

    // MARK: Answers

    static func otherFigures(
        _ query: String, gives: String, expected: String, at place: Place
    ) -> Diagnostic {
        Diagnostic(.testFailed, "'\(query)' gives \(gives), not \(expected)", at: place)
    }

    static func noSuchColumn(
        _ column: String, _ query: String, _ known: [String], at place: Place
    ) -> Diagnostic {
        Diagnostic(
            .testFailed, "the answer to '\(query)' has no column '\(column)' of figures",
            at: place,
            notes: known.isEmpty
                ? [] : ["its columns of figures are \(known.joined(separator: ", "))"])
    }

    static func otherReason(
        _ query: String, gives: String, _ expected: String, at place: Place
    ) -> Diagnostic {
        Diagnostic(
            .testFailed, "'\(query)' gives \(gives), not a figure that is \(expected)", at: place)
    }

    static func otherPeriod(
        _ query: String, gives: String, _ expected: String, at place: Place
    ) -> Diagnostic {
        Diagnostic(
            .testFailed, "'\(query)' gives a figure of \(gives), not of \(expected)", at: place)
    }

    static func otherWords(
        _ query: String, _ what: String, gives: String, _ expected: String, at place: Place
    ) -> Diagnostic {
        Diagnostic(
            .testFailed, "the \(what) of '\(query)' is \(gives), not \(expected)", at: place)
    }

    static func otherRowCount(
        _ query: String, _ count: Int, _ expected: Int, at place: Place
    ) -> Diagnostic {
        Diagnostic(
            .testFailed,
            "'\(query)' gives \(NumberText.counted(count, "row")), not \(expected)", at: place)
    }

    static func otherRow(
        _ query: String, _ number: Int, _ texts: [String], _ expected: String, at place: Place
    ) -> Diagnostic {
        let said = texts.filter { !$0.isEmpty }.joined(separator: ", ")
        return Diagnostic(
            .testFailed, "row \(number) of '\(query)' has no '\(expected)'", at: place,
            notes: ["it has \(said)"])
    }

    static func notNoted(
        _ query: String, _ expected: String, _ said: [String], at place: Place
    ) -> Diagnostic {
        Diagnostic(
            .testFailed, "no note beside '\(query)' is or says '\(expected)'", at: place,
            notes: said.isEmpty ? ["there is none"] : said)
    }

    static func notedAnyway(_ query: String, _ said: [String], at place: Place) -> Diagnostic {
        Diagnostic(
            .testFailed, "no note is expected beside '\(query)'", at: place, notes: said)
    }

    static func notRefused(_ query: String, gives: String, at place: Place) -> Diagnostic {
        Diagnostic(.testFailed, "'\(query)' is not refused but gives \(gives)", at: place)
    }

    static func otherRefusal(
        _ query: String, _ refusal: Diagnostic, _ expected: String, at place: Place
    ) -> Diagnostic {
        Diagnostic(
            .testFailed, "'\(query)' is refused with '\(refusal.code.rawValue)', not '\(expected)'",
            at: place, notes: [refusal.message])
    }
}
