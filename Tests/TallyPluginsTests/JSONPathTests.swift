import TallyModel
import Testing

@testable import TallyPlugins

/// Where in the values of a text a byte stands.
struct JSONPathTests {
    @Test(arguments: [
        ("{\"a\": [1, {\"b\": ▸2}]}", "a[1].b"),
        ("{\"a\": [1, ▸{\"b\": 2}]}", "a[1]"),
        ("{\"a\": [1, {▸\"b\": 2}]}", "a[1].b"),
        ("{\"a\": [1,▸ {\"b\": 2}]}", "a"),
        ("▸{\"a\": 1}", ""),
        ("{\"a\": 1▸, \"b\": 2}", ""),
        ("{\"a\": 1, ▸\"b\": 2}", "b"),
        ("[[], [▸3]]", "[1][0]"),
        ("{\"excl b\": ▸1}", "[\"excl b\"]"),
        ("{\"\\u0061\": ▸1}", "a"),
        ("{\"\": ▸1}", "[\"\"]"),
        ("{\"a\": {\"b\": [1, 2 ▸3]}}", "a.b"),
        ("{\"a\": [{\"id\": \"x\" ▸\"name\"", "a[0]"),
        ("{\"a\": [▸", "a"),
        ("{▸\"a\"", "a"),
        ("▸", ""),
    ])
    func path(_ marked: String, _ expected: String) throws {
        let mark = try #require(marked.utf8.firstRange(of: "▸".utf8))
        let offset = marked.utf8.distance(from: marked.startIndex, to: mark.lowerBound)
        var text = marked
        text.removeSubrange(mark)
        #expect(JSONPath(text).path(to: offset) == expected)
    }
}

/// What the tables say, as a JSON Schema.
struct JSONSchemaTests {
    @Test func saysEveryKindOfField() {
        let inner = ObjectShape(
            title: "a part's code",
            fields: [
                FieldDescription(
                    name: "id", type: .memberIdentifier, required: true, description: "The id.")
            ])
        let shape = ObjectShape(
            title: "a thing",
            fields: [
                FieldDescription(name: "name", type: .text, required: true, description: "N."),
                FieldDescription(
                    name: "size", type: .wholeNumber(0...9), required: false, description: "S."),
                FieldDescription(
                    name: "how", type: .choice(["a", "b"]), required: false, description: "H."),
                FieldDescription(
                    name: "parts", type: .list(of: .object(inner)), required: false,
                    description: "P."),
                FieldDescription(
                    name: "more",
                    type: .map(
                        of: .either(.identifier, .object(inner)),
                        keys: .pattern("^x", says: "an x")),
                    required: false, description: "M \"quoted\"."),
            ])
        #expect(
            JSONSchema.text(of: shape, title: "A thing") == #"""
                {
                  "$schema": "https://json-schema.org/draft/2020-12/schema",
                  "title": "A thing",
                  "type": "object",
                  "properties": {
                    "name": {"description": "N.", "type": "string", "pattern": "[^\\u0000-\\u0020]"},
                    "size": {"description": "S.", "type": "integer", "minimum": 0, "maximum": 9},
                    "how": {
                      "description": "H.",
                      "enum": ["a", "b"]
                    },
                    "parts": {
                      "description": "P.",
                      "type": "array",
                      "items": {"$ref": "#/$defs/parts_code"}
                    },
                    "more": {
                      "description": "M \"quoted\".",
                      "type": "object",
                      "propertyNames": {"type": "string", "pattern": "^x"},
                      "additionalProperties": {
                        "anyOf": [
                          {"type": "string", "pattern": "^[a-z][a-z0-9_-]*$"},
                          {"$ref": "#/$defs/parts_code"}
                        ]
                      }
                    }
                  },
                  "required": ["name"],
                  "additionalProperties": false,
                  "$defs": {
                    "parts_code": {
                      "type": "object",
                      "properties": {
                        "id": {"description": "The id.", "type": "string", "pattern": "^[a-z0-9][a-z0-9_-]*$"}
                      },
                      "required": ["id"],
                      "additionalProperties": false
                    }
                  }
                }

                """#)
    }
}
