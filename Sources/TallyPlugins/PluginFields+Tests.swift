import TallyModel

/// The fields of the tests in a plugin.
extension PluginFields {
    /// Read only where tests are asked for: whoever wants answers does not pay for them.
    static let tests = Field<PluginDeclaration>(
        "tests", .list(of: .object(test.shape)),
        "What sentences must give of figures that stand in the test itself."
    ) { reader, node, plugin in
        guard reader.extras.contains(.tests) else { return }
        plugin.tests = reader.list(node, of: "tests") {
            $0.object($1, test, of: "tests") { TestDeclaration(name: Placed("", at: $0)) }
        }
    }

    private static let test = FieldTable<TestDeclaration>(
        "a test",
        [
            .text("name", required: true, "What is tested, in a few words.") { $0.name = $1 },
            .text("area", "The area of the figures; the indicator's home, if left out.") {
                $0.area = $1
            },
            .text(
                "from",
                "The period with which the figures begin; the one that holds 1 April 2022, if left"
                    + " out."
            ) { $0.from = $1 },
            given,
            Field(
                "expect", .list(of: .object(expectation.shape)), required: true,
                "What sentences must give."
            ) { reader, node, test in
                let found = reader.list(node, of: "expect") { reader, node in
                    reader.expectation(node)
                }
                if reader.document.kind(node) == .array, reader.document.childCount(node) == 0 {
                    reader.note(.expectsNothing(at: reader.place(node)))
                }
                test.expectations = found
            },
        ])

    // MARK: Given

    private static let given = Field<TestDeclaration>(
        "given",
        .map(
            of: .either(
                .text,
                .either(
                    .object(givenSeries.shape),
                    .list(of: .either(.text, .object(givenSeries.shape)))))),
        "By the id of an indicator or a population, its figures."
    ) { reader, node, test in
        guard reader.document.kind(node) == .object else {
            reader.noteType(node, of: "given", "an object")
            return
        }
        for key in reader.document.children(node) {
            let subject = reader.placed(key)
            let value = key + 1
            if reader.document.kind(value) == .array {
                for element in reader.document.children(value) {
                    if let one = reader.given(subject, element) { test.given.append(one) }
                }
            } else if let one = reader.given(subject, value) {
                test.given.append(one)
            }
        }
    }

    fileprivate static let givenSeries = FieldTable<GivenDeclaration>(
        "a given series",
        [
            Field(
                "figures", .text, required: true,
                "One for each period, in order: '41 43 _ c', '3+2x3' for 3 5 7 9."
            ) { reader, node, given in given.figures = reader.series(node, of: "figures") },
            .text("from", "The period of the first.") { $0.from = $1 },
            .choice(
                "every", grains, "The length of the periods; the indicator's own, if left out."
            ) { $0.every = $1 },
            .text("area", "The area that they are of.") { $0.area = $1 },
            .textMap("members", "By dimension, the member that they are of.") { $0.members = $1 },
            .identifier("reference", "The reference that they are: 'target'.") {
                $0.reference = $1
            },
            .text("source", "The source that published them.") { $0.source = $1 },
            .text("known", "The day on which they became known: '2023-10-04'.") { $0.known = $1 },
        ])

    // MARK: Expected

    fileprivate static let expectation = FieldTable<ExpectationDeclaration>(
        "an expectation",
        [
            .text("query", required: true, "The sentence that is asked.") { $0.query = $1 },
            Field(
                "is", .text, "The figure, or one for each row, written as given figures are."
            ) { reader, node, one in one.figures = reader.series(node, of: "is") },
            .text("column", "The column of the figures; 'value', if left out.") { $0.column = $1 },
            Field(
                "within", .pattern("^[0-9]+([.][0-9]+)?$", says: "a number"),
                "How far off a figure may be; if left out, it must round to the one expected."
            ) { reader, node, one in
                guard let text = reader.text(node, of: "within") else { return }
                if let item = try? CompactSeries.read(text.value), item.count == 1,
                    let value = item[0].cell.value, value >= 0
                {
                    one.within = ExactDecimal(value)
                } else {
                    reader.note(
                        .badForm(text.value, field: "within", form: "a number", at: text.place))
                }
            },
            .text("period", "The period that the figure is of.") { $0.period = $1 },
            word("reason", ExpectationDeclaration.reasons.map(\.word), "Why there is no figure.") {
                $0.reason = $1
            },
            words("status", Status.allCases.map(\.rawValue), "The status of each row.") {
                $0.status = $1
            },
            words(
                "direction", Direction.allCases.map { $0.rawValue.lowercased() },
                "The direction of travel of each row."
            ) { $0.direction = $1 },
            .texts("rows", "A text that stands in each row, in order.") { $0.rows = $1 },
            .texts("notes", "Kinds of notes, or parts of their texts; empty for none at all.") {
                $0.notes = $1
            },
            word(
                "error", DiagnosticCode.allCases.map(\.rawValue), "The code of the refusal."
            ) { $0.error = $1 },
        ])

    /// One of these words, kept with its place.
    private static func word(
        _ name: String, _ words: [String], _ description: String,
        set: @escaping Field<ExpectationDeclaration>.Set<Placed<String>>
    ) -> Field<ExpectationDeclaration> {
        Field(name, .choice(words), description) { reader, node, one in
            if let index = reader.choice(node, words, of: name) {
                set(&one, Placed(words[index], at: reader.place(node)))
            }
        }
    }

    /// Some of these words, `_` for none, with spaces between them.
    private static func words(
        _ name: String, _ words: [String], _ description: String,
        set: @escaping Field<ExpectationDeclaration>.Set<Placed<String>>
    ) -> Field<ExpectationDeclaration> {
        let one = "(\(words.joined(separator: "|"))|_)"
        let form = "\(words.map { "'\($0)'" }.joined(separator: ", ")) or '_', one for each row"
        return Field(
            name, .pattern("^\(one)( \(one))*$", says: form), description
        ) { reader, node, target in
            guard let text = reader.text(node, of: name) else { return }
            let unknown = text.value.split(separator: " ").first {
                $0 != "_" && !words.contains(String($0))
            }
            guard let unknown else { return set(&target, text) }
            reader.note(
                .badForm(
                    String(unknown), field: name, form: form, at: text.place,
                    label: Diagnostic.didYouMean(String(unknown), among: words)))
        }
    }
}

extension DeclarationReader {
    /// The figures at a node; what can't be read is noted where it stands.
    fileprivate mutating func series(_ node: Int, of field: String) -> PlacedSeries? {
        guard let text = text(node, of: field) else { return nil }
        do throws(CompactSeries.Problem) {
            return PlacedSeries(text: text, items: try CompactSeries.read(text.value))
        } catch {
            let place = text.place(of: error.span)
            note(
                error.isTooMany
                    ? .tooManyFigures(at: place)
                    : .noFigure(String(text.place.source[place.span]), at: place))
            return nil
        }
    }

    fileprivate mutating func given(_ subject: Placed<String>, _ node: Int) -> GivenDeclaration? {
        switch document.kind(node) {
        case .string:
            guard let figures = series(node, of: subject.value) else { return nil }
            var one = GivenDeclaration(subject: subject)
            one.figures = figures
            return one
        case .object:
            let read = object(node, PluginFields.givenSeries, of: subject.value) { _ in
                GivenDeclaration(subject: subject)
            }
            return read?.figures == nil ? nil : read
        default:
            noteType(node, of: subject.value, "text, an object or a list of these")
            return nil
        }
    }

    fileprivate mutating func expectation(_ node: Int) -> ExpectationDeclaration? {
        let before = problemCount
        let read = object(node, PluginFields.expectation, of: "expect") {
            ExpectationDeclaration(query: Placed("", at: $0))
        }
        guard let read, before == problemCount else { return read }
        if !read.saysSomething {
            note(.expectsNothing(at: startPlace(node)))
        } else if let error = read.error, read.saysOfAnswer {
            note(.errorAndAnswer(at: error.place))
        } else if let column = read.column, read.figures == nil {
            note(.columnWithoutFigures(at: column.place))
        }
        return read
    }
}
