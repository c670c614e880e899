import TallyModel

/// Reads declarations out of a JSON document, noting everything that is wrong with them.
///
/// A value of the wrong type is noted once and taken as absent, and what is absent for that reason
/// is not missed again.
struct DeclarationReader {
    let file: PlacedFile
    let document: JSONDocument
    /// What is read beside what answers sentences.
    let extras: PluginReader.Extras
    private(set) var problems: [Diagnostic] = []
    /// With those that are not kept.
    private(set) var problemCount = 0

    init(source: SourceText, document: JSONDocument, with extras: PluginReader.Extras) {
        file = PlacedFile(source)
        self.document = document
        self.extras = extras
    }

    /// Keeps the first hundred; the rest are counted.
    mutating func note(_ problem: Diagnostic) {
        problemCount += 1
        if !isFull { problems.append(problem) }
    }

    private var isFull: Bool { problems.count >= JSONParser.maximumProblems }

    var source: SourceText { file.source }

    func place(_ node: Int) -> Diagnostic.Place {
        let entry = document.nodes[node]
        return Diagnostic.Place(source, Span(Int(entry.lower), Int(entry.upper)))
    }

    /// The place of a leaf, or of the opening bracket of what spans lines.
    func startPlace(_ node: Int) -> Diagnostic.Place {
        let entry = document.nodes[node]
        let whole = entry.kind != .object && entry.kind != .array
        return Diagnostic.Place(
            source, Span(Int(entry.lower), whole ? Int(entry.upper) : Int(entry.lower) + 1))
    }

    /// A key or a string with its place, without checks.
    func placed(_ node: Int) -> Placed<String> {
        let (text, offsets) = document.placedText(node)
        let entry = document.nodes[node]
        return Placed(text, in: file, Int(entry.lower), Int(entry.upper), offsets: offsets)
    }

    mutating func noteType(_ node: Int, of field: String, _ expected: String) {
        note(
            .wrongType(
                field: field, expected: expected, found: document.kind(node).words,
                at: startPlace(node)))
    }

    mutating func text(_ node: Int, of field: String) -> Placed<String>? {
        guard document.kind(node) == .string else {
            noteType(node, of: field, "text")
            return nil
        }
        guard document.hasContents(node) else {
            note(.emptyText(field: field, at: place(node)))
            return nil
        }
        return placed(node)
    }

    mutating func identifier(
        _ node: Int, of field: String, leadingDigit: Bool = false
    ) -> Placed<String>? {
        guard let text = text(node, of: field) else { return nil }
        return checkedIdentifier(text, leadingDigit: leadingDigit)
    }

    /// The text if it is an id; else a problem is noted.
    mutating func checkedIdentifier(
        _ text: Placed<String>, leadingDigit: Bool = false
    ) -> Placed<String>? {
        guard Self.isIdentifier(text.value, leadingDigit: leadingDigit) else {
            note(.badIdentifier(text.value, leadingDigit: leadingDigit, at: text.place))
            return nil
        }
        return text
    }

    private static func isIdentifier(_ text: String, leadingDigit: Bool) -> Bool {
        let bytes = text.utf8.span
        for index in bytes.indices {
            switch bytes[index] {
            case UInt8(ascii: "a")...UInt8(ascii: "z"): continue
            case UInt8(ascii: "0")...UInt8(ascii: "9") where index > 0 || leadingDigit: continue
            case UInt8(ascii: "_"), UInt8(ascii: "-"): if index > 0 { continue }
            default: break
            }
            return false
        }
        return !bytes.isEmpty
    }

    mutating func wholeNumber(
        _ node: Int, _ range: ClosedRange<Int>, of field: String
    ) -> Int? {
        guard document.kind(node) == .number else {
            noteType(node, of: field, "a whole number")
            return nil
        }
        let text = document.numberText(node)
        guard let number = Int(text), range.contains(number) else {
            note(.badNumber(text, field: field, range: range, at: place(node)))
            return nil
        }
        return number
    }

    /// A number that is not below nought.
    mutating func number(_ node: Int, of field: String) -> Double? {
        guard document.kind(node) == .number else {
            noteType(node, of: field, "a number")
            return nil
        }
        let text = document.numberText(node)
        guard let number = Double(text), number.isFinite, number >= 0 else {
            note(.badForm(text, field: field, form: "a number from 0 on", at: place(node)))
            return nil
        }
        return number
    }

    /// The index of the word that stands at a node.
    mutating func choice(_ node: Int, _ words: [String], of field: String) -> Int? {
        guard let text = text(node, of: field) else { return nil }
        if let index = words.firstIndex(of: text.value) { return index }
        note(.badChoice(text.value, field: field, choices: words, at: text.place))
        return nil
    }

    /// What `read` makes of each element; those of which it makes nothing are left out.
    mutating func list<Value>(
        _ node: Int, of field: String,
        _ read: (inout DeclarationReader, Int) -> Value?
    ) -> [Value] {
        guard document.kind(node) == .array else {
            noteType(node, of: field, "a list")
            return []
        }
        var result: [Value] = []
        result.reserveCapacity(document.childCount(node))
        for element in document.children(node) {
            if let value = read(&self, element) { result.append(value) }
        }
        return result
    }

    /// Each key of an object with what `read` makes of its value.
    mutating func map<Value>(
        _ node: Int, of field: String,
        _ read: (inout DeclarationReader, Int) -> Value?
    ) -> [(key: Placed<String>, value: Value)] {
        guard document.kind(node) == .object else {
            noteType(node, of: field, "an object")
            return []
        }
        var result: [(key: Placed<String>, value: Value)] = []
        for key in document.children(node) {
            if let value = read(&self, key + 1) { result.append((placed(key), value)) }
        }
        return result
    }

    /// An object read by its table into a blank one.
    mutating func object<Value>(
        _ node: Int, _ table: FieldTable<Value>, of field: String,
        blank: (Diagnostic.Place) -> Value
    ) -> Value? {
        guard document.kind(node) == .object else {
            noteType(node, of: field, "an object")
            return nil
        }
        var value = blank(startPlace(node))
        fill(&value, from: node, table)
        return value
    }

    /// Reads each key of an object by its table, noting unknown and missing ones.
    mutating func fill<Value>(_ value: inout Value, from node: Int, _ table: FieldTable<Value>) {
        var seen: UInt64 = 0
        var expected = 0
        for key in document.children(node) {
            guard let index = table.index(of: key, in: document, from: expected) else {
                note(
                    .unknownField(
                        document.text(key), in: table.title,
                        fields: isFull ? [] : table.fields.map(\.name),
                        at: place(key)))
                continue
            }
            seen |= 1 << UInt64(index)
            expected = index + 1
            table.fields[index].read(&self, key + 1, &value)
        }
        let missing = table.required & ~seen
        guard missing != 0 else { return }
        for index in table.fields.indices where missing & 1 << UInt64(index) != 0 {
            note(
                .missingField(
                    table.fields[index].name, in: table.title, at: startPlace(node)))
        }
    }
}
