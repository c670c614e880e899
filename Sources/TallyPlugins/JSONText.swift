import TallyModel

/// A JSON value to be written, its keys in the order in which they are given.
package indirect enum JSONText: Sendable {
    case text(String)
    case number(Int)
    case truth(Bool)
    case list([JSONText])
    case object([(key: String, value: JSONText)])

    /// As a file has it: two spaces a level, what is short on one line, a line feed at the end.
    package var file: String { written(indent: 0) + "\n" }

    /// Lists and objects within this many characters stand on one line, where they hold no object.
    private static let widest = 80

    private func written(indent: Int) -> String {
        let pad = String(repeating: "  ", count: indent + 1)
        let end = "\n" + String(repeating: "  ", count: indent)
        switch self {
        case .text(let text): return JSONString.quoted(text)
        case .number(let number): return String(number)
        case .truth(let truth): return truth ? "true" : "false"
        case .list(let values):
            if let line = onOneLine(indent) { return line }
            let lines = values.map { pad + $0.written(indent: indent + 1) }
            return "[\n" + lines.joined(separator: ",\n") + end + "]"
        case .object(let fields):
            if let line = onOneLine(indent) { return line }
            let lines = fields.map {
                "\(pad)\(JSONString.quoted($0.key)): \($0.value.written(indent: indent + 1))"
            }
            return "{\n" + lines.joined(separator: ",\n") + end + "}"
        }
    }

    /// A list or an object of plain values, where it is short.
    private func onOneLine(_ indent: Int) -> String? {
        let line: String
        switch self {
        case .list(let values):
            guard values.allSatisfy(\.isPlain) else { return nil }
            line = "[" + values.map { $0.written(indent: 0) }.joined(separator: ", ") + "]"
        case .object(let fields):
            guard indent > 0, fields.allSatisfy(\.value.isPlain) else { return nil }
            let pairs = fields.map {
                "\(JSONString.quoted($0.key)): \($0.value.written(indent: 0))"
            }
            line = "{" + pairs.joined(separator: ", ") + "}"
        default: return nil
        }
        return line.count <= Self.widest ? line : nil
    }

    private var isPlain: Bool {
        switch self {
        case .list, .object: false
        default: true
        }
    }
}
