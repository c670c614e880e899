import TallyModel

/// What a field may hold. Drives the words of an error and the JSON Schema.
package indirect enum FieldType: Sendable {
    /// Text that is not empty.
    case text
    /// Letters a to z, digits, `_` and `-`, beginning with a letter.
    case identifier
    /// As an identifier, but it may begin with a digit: `0-4`.
    case memberIdentifier
    /// A text of a form that a regular expression gives and words say.
    case pattern(String, says: String)
    /// One of these words.
    case choice([String])
    case wholeNumber(ClosedRange<Int>)
    /// A number that is not below nought.
    case number
    case object(ObjectShape)
    case list(of: FieldType)
    /// An object with keys of the author's choosing, any at all or of a form, and values all of one
    /// type.
    case map(of: FieldType, keys: FieldType? = nil)
    case either(FieldType, FieldType)

    /// For a sentence: `a whole number`.
    var words: String {
        switch self {
        case .text, .identifier, .memberIdentifier, .pattern, .choice: "text"
        case .wholeNumber: "a whole number"
        case .number: "a number"
        case .object, .map: "an object"
        case .list: "a list"
        case .either(let first, let second): "\(first.words) or \(second.words)"
        }
    }
}

/// What the schema says of one field.
package struct FieldDescription: Sendable {
    package let name: String
    package let type: FieldType
    package let required: Bool
    package let description: String
}

/// What the schema says of one kind of object.
package struct ObjectShape: Sendable {
    /// With its article, for a sentence: `an indicator`.
    package let title: String
    package let fields: [FieldDescription]
}

/// One field of an object in a plugin file: what is said of it, and how it is read into a target.
struct Field<Target>: Sendable {
    /// Reads the value at a node; what is wrong with it is noted and the target left as it was.
    typealias Read = @Sendable (inout DeclarationReader, Int, inout Target) -> Void

    let name: String
    let required: Bool
    let nameBytes: [UInt8]
    let read: Read
    private let type: @Sendable () -> FieldType
    private let words: String

    /// - Parameter type: made when it is asked for, and so is the table of an object: a start reads
    ///   files in which most fields do not occur.
    init(
        _ name: String, _ type: @escaping @autoclosure @Sendable () -> FieldType,
        required: Bool = false, _ description: String, read: @escaping Read
    ) {
        self.name = name
        self.required = required
        self.type = type
        words = description
        nameBytes = Array(name.utf8)
        self.read = read
    }

    var description: FieldDescription {
        FieldDescription(name: name, type: type(), required: required, description: words)
    }
}

/// The one table of an object's fields: it drives reading, suggestions and the JSON Schema.
struct FieldTable<Target>: Sendable {
    let title: String
    let fields: [Field<Target>]
    /// A bit for each required field, by its index.
    let required: UInt64

    init(_ title: String, _ fields: [Field<Target>]) {
        precondition(fields.count <= 64, "the fields of an object are marked in one word")
        self.title = title
        self.fields = fields
        required = fields.indices.reduce(0) { bits, index in
            fields[index].required ? bits | 1 << UInt64(index) : bits
        }
    }

    var shape: ObjectShape { ObjectShape(title: title, fields: fields.map(\.description)) }

    /// The field that a key names. Looking begins at `start`, since authors keep to an order.
    func index(of key: Int, in document: JSONDocument, from start: Int) -> Int? {
        for index in start..<fields.count where document.isText(key, fields[index].nameBytes) {
            return index
        }
        for index in 0..<start where document.isText(key, fields[index].nameBytes) {
            return index
        }
        return nil
    }
}

/// Fields of the common types.
extension Field {
    typealias Set<Value> = @Sendable (inout Target, Value) -> Void

    static func text(
        _ name: String, required: Bool = false, _ description: String,
        set: @escaping Set<Placed<String>>
    ) -> Field {
        Field(name, .text, required: required, description) { reader, node, target in
            if let text = reader.text(node, of: name) { set(&target, text) }
        }
    }

    static func identifier(
        _ name: String, required: Bool = false, _ description: String,
        set: @escaping Set<Placed<String>>
    ) -> Field {
        Field(name, .identifier, required: required, description) { reader, node, target in
            if let id = reader.identifier(node, of: name) { set(&target, id) }
        }
    }

    static func texts(
        _ name: String, _ description: String, set: @escaping Set<[Placed<String>]>
    ) -> Field {
        Field(name, .list(of: .text), description) { reader, node, target in
            set(&target, reader.list(node, of: name) { $0.text($1, of: name) })
        }
    }

    static func identifiers(
        _ name: String, _ description: String, set: @escaping Set<[Placed<String>]>
    ) -> Field {
        Field(name, .list(of: .identifier), description) { reader, node, target in
            set(&target, reader.list(node, of: name) { $0.identifier($1, of: name) })
        }
    }

    static func wholeNumber(
        _ name: String, _ range: ClosedRange<Int>, _ description: String,
        set: @escaping Set<Int>
    ) -> Field {
        Field(name, .wholeNumber(range), description) { reader, node, target in
            if let number = reader.wholeNumber(node, range, of: name) { set(&target, number) }
        }
    }

    static func number(
        _ name: String, _ description: String, set: @escaping Set<Double>
    ) -> Field {
        Field(name, .number, description) { reader, node, target in
            if let number = reader.number(node, of: name) { set(&target, number) }
        }
    }

    /// A word out of few, each with what it means.
    static func choice<Value: Sendable>(
        _ name: String, _ choices: [(word: String, value: Value)], _ description: String,
        set: @escaping Set<Value>
    ) -> Field {
        let words = choices.map(\.word)
        return Field(name, .choice(words), description) { reader, node, target in
            if let index = reader.choice(node, words, of: name) {
                set(&target, choices[index].value)
            }
        }
    }

    static func object<Value: Sendable>(
        _ name: String, _ table: @escaping @autoclosure @Sendable () -> FieldTable<Value>,
        _ description: String,
        blank: @escaping @Sendable (Diagnostic.Place) -> Value, set: @escaping Set<Value>
    ) -> Field {
        Field(name, .object(table().shape), description) { reader, node, target in
            if let value = reader.object(node, table(), of: name, blank: blank) {
                set(&target, value)
            }
        }
    }

    static func objects<Value: Sendable>(
        _ name: String, _ table: @escaping @autoclosure @Sendable () -> FieldTable<Value>,
        _ description: String,
        blank: @escaping @Sendable (Diagnostic.Place) -> Value, set: @escaping Set<[Value]>
    ) -> Field {
        Field(name, .list(of: .object(table().shape)), description) { reader, node, target in
            let table = table()
            set(
                &target,
                reader.list(node, of: name) { $0.object($1, table, of: name, blank: blank) })
        }
    }

    /// An object of texts under keys of the author's choosing.
    static func textMap(
        _ name: String, _ description: String,
        set: @escaping Set<[(key: Placed<String>, value: Placed<String>)]>
    ) -> Field {
        Field(name, .map(of: .text), description) { reader, node, target in
            set(&target, reader.map(node, of: name) { $0.text($1, of: name) })
        }
    }
}
