import TallyModel

/// What can be wrong with a text in the query language.
extension Diagnostic {
    /// - Parameter after: the word before, if there is one.
    static func unexpected(
        _ expected: String, after before: String?, at place: Place, meant: String? = nil
    ) -> Diagnostic {
        let word = String(place.source[place.span])
        var message = "expected \(expected)"
        if let before {
            message += " after '\(short(before))'"
        } else if !word.isEmpty {
            message += ", not '\(short(word))'"
        }
        return Diagnostic(
            .unexpectedWord, message, at: place, label: meant.map { "did you mean '\($0)'?" },
            replacement: meant)
    }

    static func keptForLater(_ keyword: Keyword, at place: Place) -> Diagnostic {
        Diagnostic(
            .unexpectedWord, "'\(keyword.word)' is kept for a later Tally", at: place,
            label: "no sentence has it yet")
    }

    static func listKindMissing(at place: Place) -> Diagnostic {
        Diagnostic(
            .unexpectedWord, "'list' needs to be told what to list", at: place,
            notes: ["it lists \(ListKind.words.joined(separator: ", "))"])
    }

    static func controlCharacter(_ text: String, expected: String, at place: Place) -> Diagnostic {
        let scalar = text.unicodeScalars.first?.value ?? 0
        let digits = String(scalar, radix: 16, uppercase: true)
        let code = String(repeating: "0", count: max(0, 4 - digits.utf8.count)) + digits
        return Diagnostic(
            .unexpectedWord, "expected \(expected), not the control character U+\(code)", at: place,
            replacement: "")
    }

    static func closesNothing(_ expected: String, at place: Place) -> Diagnostic {
        Diagnostic(
            .unexpectedWord, "expected \(expected), since no bracket is open", at: place,
            replacement: "")
    }

    /// A period stands where a value should.
    static func periodForValue(
        _ text: String, expected: String, offers: [String], at place: Place
    ) -> Diagnostic {
        Diagnostic(
            .unexpectedWord, "expected \(expected), not the period '\(short(text))'", at: place,
            label: "a period stands behind 'in'", offers: offers)
    }

    static func unclosedBracket(at place: Place) -> Diagnostic {
        Diagnostic(.unclosedBracket, "this bracket is never closed", at: place)
    }

    static func unclosedQuote(at place: Place) -> Diagnostic {
        Diagnostic(.unclosedQuote, "this quotation mark is not closed on its line", at: place)
    }

    static func inputTooLong(most: Int, at place: Place) -> Diagnostic {
        Diagnostic(.inputTooLong, "a statement may have at most \(most) bytes", at: place)
    }

    static func nestedTooDeeply(most: Int, at place: Place) -> Diagnostic {
        Diagnostic(
            .nestedTooDeeply, "brackets and prefixes may be nested at most \(most) deep", at: place)
    }

    /// - Parameters:
    ///   - link: what joins the parts, where some of them can be put in brackets.
    ///   - hasNames: whether names stand for parts of it that `let` has given.
    static func chainTooLong(most: Int, link: String?, hasNames: Bool, at place: Place)
        -> Diagnostic
    {
        Diagnostic(
            .nestedTooDeeply, "at most \(most) parts may be put together one after the other",
            at: place,
            label: link.map { "put parts of it in brackets, as in (a \($0) b) \($0) (c \($0) d)" },
            notes: hasNames ? ["what 'let' has named counts as all that it stands for"] : [])
    }

    static func badNumber(_ text: String, at place: Place) -> Diagnostic {
        Diagnostic(
            .badNumber, "'\(short(text))' is not a number", at: place,
            label: "numbers are written like 1250, 10,000, 2.5 or 10k")
    }

    static func badScale(_ text: String, at place: Place) -> Diagnostic {
        Diagnostic(
            .badNumber, "'\(short(text))' is no scale for a rate", at: place,
            label: "a scale is a number from 1 up, such as 10k")
    }

    static func badCount(_ text: String, at place: Place) -> Diagnostic {
        Diagnostic(
            .badNumber, "'\(short(text))' is no number of periods", at: place,
            label: "so many periods are a whole number from 1 to \(NumberReader.greatestCount)")
    }

    static func badPeriod(_ text: String, meant: String?, at place: Place) -> Diagnostic {
        Diagnostic(
            .badPeriod, "'\(short(text))' is not a period", at: place,
            label: meant.map { "did you mean '\($0)'?" }
                ?? "periods are written like sep23, 2023-09, q2 2022/23 or 2022/23",
            replacement: meant)
    }

    /// `cic in dorset`
    static func nameForPeriod(_ text: String, offers: [String], at place: Place) -> Diagnostic {
        Diagnostic(
            .badPeriod, "'\(short(text))' is not a period", at: place,
            label: "areas and themes stand behind 'for'", offers: offers)
    }

    /// A name behind `in` that is an area and a period alike.
    static func areaOrPeriod(_ text: String, offers: [String], at place: Place) -> Diagnostic {
        Diagnostic(
            .ambiguousName, "'\(short(text))' may be an area or a period", at: place,
            label: "behind 'of' it is the area", offers: offers)
    }

    /// A condition where a figure is put in order or compared.
    static func conditionForFigure(
        _ what: String, _ condition: String, offers: [String], at place: Place
    ) -> Diagnostic {
        Diagnostic(
            .kindClash,
            "\(what), and '\(short(condition))' holds or does not hold", at: place, offers: offers)
    }

    static func refusedPeriod(
        _ refusal: PeriodRefusal, offers: [String], at place: Place
    ) -> Diagnostic {
        Diagnostic(
            refusal.isAmbiguous ? .ambiguousPeriod : .badPeriod, refusal.message, at: place,
            label: refusal.offer.map { "did you mean '\($0)'?" } ?? refusal.label,
            offers: offers, replacement: refusal.offer)
    }

    /// `as known at` a month.
    static func dayNeeded(_ text: String, at place: Place) -> Diagnostic {
        Diagnostic(
            .badPeriod, "what was known changes from day to day, and '\(short(text))' is no day",
            at: place, label: "a day is written like 2023-10-05 or 05/10/2023")
    }

    static func missingSpaces(
        _ text: String, offering mended: String?, at place: Place
    ) -> Diagnostic {
        Diagnostic(
            .missingSpaces, "an operator needs spaces around it, in '\(short(text))'", at: place,
            label: mended.map { "did you mean '\($0)'?" }, replacement: mended)
    }

    /// `cic sort by value`
    static func stageWithoutBar(_ word: String, offers: [String], at place: Place) -> Diagnostic {
        Diagnostic(
            .unexpectedWord, "'\(word)' works on what a sentence gives, and stands behind a '|'",
            at: place, offers: offers)
    }

    /// `cic from apr23`
    static func rangeWithoutEnd(_ first: String, offers: [String], at place: Place) -> Diagnostic {
        Diagnostic(
            .unexpectedWord, "expected 'to' after '\(short(first))'", at: place,
            label: "'since' goes on to the newest", offers: offers)
    }

    static func repeatedClause(
        _ part: ClauseRule.Part, _ first: String, at place: Place, offers: [String] = []
    ) -> Diagnostic {
        let said =
            switch part {
            case .names: "what is asked for"
            case .window: "the period"
            case .running: "how the value runs along the series"
            case .asKnown: "when it was known"
            case .grouping: "what the result is split by"
            case .predicate: "which rows to keep"
            }
        return Diagnostic(
            .repeatedClause, "\(said) is already said by '\(short(first))'", at: place,
            label: "each clause stands at most once", offers: offers)
    }

    /// A clause that works on a whole result stands inside a bracket.
    static func clauseInBrackets(_ word: String, at place: Place) -> Diagnostic {
        Diagnostic(
            .unexpectedWord,
            "'\(word)' works on the whole result and cannot stand inside a bracket", at: place,
            label: "put it behind the bracket, at the end")
    }

    static func clauseInAssertion(_ word: String, at place: Place) -> Diagnostic {
        Diagnostic(
            .unexpectedWord, "'\(word)' splits or filters rows, and an assertion has none",
            at: place, label: "assert one condition, such as 'x > 400 since apr23'")
    }

    static func secondByOfRank(at place: Place) -> Diagnostic {
        Diagnostic(
            .repeatedClause, "'rank' has one 'by', which says the value that areas are ranked by",
            at: place, label: "each clause stands at most once")
    }

    static func stagesInBinding(_ name: String, at place: Place) -> Diagnostic {
        Diagnostic(
            .unexpectedWord, "'let' names a query, and a query that has a name takes no stages",
            at: place, label: "put them where '\(short(name))' is used")
    }

    /// `2023,2024`, which is read as one number.
    static func columnsWithoutSpaces(_ text: String, at place: Place) -> Diagnostic {
        let mended = text.split(separator: ",").joined(separator: ", ")
        return Diagnostic(
            .missingSpaces, "a comma between columns needs a space behind it, in '\(short(text))'",
            at: place, label: "did you mean '\(short(mended))'?", replacement: mended)
    }

    static func badRowCount(_ text: String, at place: Place) -> Diagnostic {
        Diagnostic(
            .badNumber, "'\(short(text))' is no number of rows", at: place,
            label: "so many rows are a whole number from 1 to "
                + NumberText.fixed(Double(StatementParser.mostRows), decimals: 0, grouped: true))
    }

    static func fileWithoutName(at place: Place) -> Diagnostic {
        Diagnostic(.unexpectedWord, "expected the name of a file between the quotes", at: place)
    }

    static func clauseInsideCompare(
        _ clause: String, offers: [String], at place: Place
    ) -> Diagnostic {
        Diagnostic(
            .clauseInsideCompare,
            "'\(short(clause))' stands before 'vs', where it is not clear what it belongs to",
            at: place, label: "put it at the end or in brackets", offers: offers)
    }

    static func subgroupBehindPopulation(
        _ word: String, offering mended: String, at place: Place
    ) -> Diagnostic {
        Diagnostic(
            .unexpectedWord, "expected the end of the rate, since a population has no '\(word)'",
            at: place, label: "put it before 'per'", offers: [mended])
    }

    static func moreThanAFormula(at place: Place) -> Diagnostic {
        Diagnostic(
            .unexpectedWord, "expected the end of the formula, which is one expression", at: place)
    }

    static func noNewName(_ text: String, meant: String?, at place: Place) -> Diagnostic {
        Diagnostic(
            .unexpectedWord, "expected a new name after 'let', not '\(short(text))'", at: place,
            label: "a word or several, without quotes and brackets, such as 'gap' or 'my gap'",
            replacement: meant)
    }

    static func reservedName(
        _ name: String, because reason: String, at place: Place
    ) -> Diagnostic {
        Diagnostic(
            .reservedName, "'\(short(name))' cannot be given a meaning by 'let'", at: place,
            label: reason)
    }

    static func unknownName(
        _ name: String, _ slot: NameSlot, _ meant: StatementParser.Suggestion?, at place: Place
    ) -> Diagnostic {
        var label: String?
        if let meant {
            label = "did you mean '\(meant.name)'\(meant.title.map { " (\($0))" } ?? "")?"
        }
        return Diagnostic(
            slot.code, "\(slot.nobody) is called '\(short(name))'", at: place, label: label,
            replacement: meant.map { $0.isKeyword ? $0.name : NameText.typed($0.name) })
    }

    static func unknownFunction(_ name: String, meant: String?, at place: Place) -> Diagnostic {
        Diagnostic(
            .unknownFunction, "no function is called '\(short(name))'", at: place,
            label: meant.map { "did you mean '\($0)'?" }, replacement: meant)
    }

    static func unknownKind(_ word: String, meant: String?, at place: Place) -> Diagnostic {
        Diagnostic(
            .unexpectedWord,
            "expected one of \(ExpectationSet.joined(ListKind.words)) after 'list'",
            at: place, label: meant.map { "did you mean '\($0)'?" }, replacement: meant)
    }

    /// A text cut so that it fits into a sentence.
    private static func short(_ text: String) -> String {
        text.unicodeScalars.count <= 60 ? text : String(text.unicodeScalars.prefix(57)) + "…"
    }
}
