/// The JSON Schema of plugin files, made from the tables of their fields, so that an editor
/// completes and checks a plugin by the rules by which it is read.
///
/// It is as strict as the reader in what it can say, and never stricter: what only names and
/// formulas can tell is left to `tally plugin check`.
///
/// Source: JSON Schema: A Media Type for Describing JSON Documents, draft 2020-12.
package struct JSONSchema {
    /// The objects met so far that are described once and referred to.
    private var definitions: [(key: String, value: JSONText)] = []

    /// The text of the schema.
    package static var file: String { text(of: PluginReader.shape, title: "A plugin of Tally") }

    static func text(of shape: ObjectShape, title: String) -> String {
        var schema = JSONSchema()
        var fields: [(key: String, value: JSONText)] = [
            ("$schema", .text("https://json-schema.org/draft/2020-12/schema")),
            ("title", .text(title)),
        ]
        fields += schema.object(shape)
        fields.append(
            ("$defs", .object(schema.definitions.sorted { $0.key < $1.key })))
        return JSONText.object(fields).file
    }

    private mutating func object(_ shape: ObjectShape) -> [(key: String, value: JSONText)] {
        let properties = shape.fields.map { field in
            (
                key: field.name,
                value: JSONText.object(
                    [("description", .text(field.description))] + type(field.type))
            )
        }
        var result: [(key: String, value: JSONText)] = [
            ("type", .text("object")), ("properties", .object(properties)),
        ]
        let required = shape.fields.filter(\.required).map { JSONText.text($0.name) }
        if !required.isEmpty { result.append(("required", .list(required))) }
        result.append(("additionalProperties", .truth(false)))
        return result
    }

    /// What the schema says of a value of a type.
    private mutating func type(_ type: FieldType) -> [(key: String, value: JSONText)] {
        switch type {
        case .text: return text("[^\\u0000-\\u0020]")
        case .identifier: return text("^[a-z][a-z0-9_-]*$")
        case .memberIdentifier: return text("^[a-z0-9][a-z0-9_-]*$")
        case .pattern(let pattern, _): return text(pattern)
        case .choice(let words): return [("enum", .list(words.map { .text($0) }))]
        case .wholeNumber(let range):
            return [
                ("type", .text("integer")), ("minimum", .number(range.lowerBound)),
                ("maximum", .number(range.upperBound)),
            ]
        case .number: return [("type", .text("number")), ("minimum", .number(0))]
        case .object(let shape): return [("$ref", .text("#/$defs/\(define(shape))"))]
        case .list(let element):
            return [("type", .text("array")), ("items", .object(self.type(element)))]
        case .map(let value, let keys):
            var result: [(key: String, value: JSONText)] = [("type", .text("object"))]
            if let keys { result.append(("propertyNames", .object(self.type(keys)))) }
            result.append(("additionalProperties", .object(self.type(value))))
            return result
        case .either(let first, let second):
            return [("anyOf", .list([.object(self.type(first)), .object(self.type(second))]))]
        }
    }

    private func text(_ pattern: String) -> [(key: String, value: JSONText)] {
        [("type", .text("string")), ("pattern", .text(pattern))]
    }

    /// The key under which an object is described: `row_of_a_feed`.
    private mutating func define(_ shape: ObjectShape) -> String {
        let words = shape.title.split(separator: " ").dropFirst()
        let key = String(words.joined(separator: "_").filter { $0 != "'" })
        if !definitions.contains(where: { $0.key == key }) {
            // Its place is taken before its fields are looked at, which may refer to it.
            definitions.append((key, .truth(true)))
            let index = definitions.count - 1
            definitions[index].value = .object(object(shape))
        }
        return key
    }
}
