import TallyModel

/// Where in the values of a JSON text a byte stands: `indicators[3].formula`.
struct JSONPath {
    private let bytes: [UInt8]
    private let nodes: [JSONNode]

    /// Also of a text whose structure is broken, as far as it could be read.
    init(_ text: String) {
        bytes = Array(text.utf8) + [0]
        nodes = JSONParser.outline(bytes)
    }

    /// Empty for the whole, and between the values of the outermost object.
    func path(to offset: Int) -> String {
        var path = ""
        var node = 0
        while node < nodes.count, let (step, next) = step(from: node, to: offset) {
            path += path.isEmpty && step.hasPrefix(".") ? String(step.dropFirst()) : step
            node = next
        }
        return path
    }

    /// The element or the field of a node in which a byte stands, or whose key it is in.
    private func step(from node: Int, to offset: Int) -> (String, Int)? {
        let end = Int(nodes[node].next)
        var index = node + 1
        var order = 0
        switch nodes[node].kind {
        case .array:
            while index < end, nodes[index].lower <= offset {
                if offset < nodes[index].upper { return ("[\(order)]", index) }
                order += 1
                index = Int(nodes[index].next)
            }
        case .object:
            while index < end, nodes[index].lower <= offset {
                let value = index + 1
                let upper = value < end ? nodes[value].upper : nodes[index].upper
                if offset < upper {
                    // Of a key nothing is further in, nor of a value that was not read.
                    let isInValue = value < end && nodes[value].lower <= offset
                    return (name(index), isInValue ? value : nodes.count)
                }
                index = value < end ? Int(nodes[value].next) : end
            }
        default: break
        }
        return nil
    }

    /// `.formula`; of a key that is no plain word `["excl b"]`.
    private func name(_ key: Int) -> String {
        let text = JSONDocument(bytes: bytes, nodes: nodes).text(key)
        let isPlain =
            text.utf8.allSatisfy {
                0x61...0x7A ~= $0 | 0x20 || 0x30...0x39 ~= $0 || $0 == UInt8(ascii: "_")
                    || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "$")
            } && !text.isEmpty && text.utf8.count <= 40
        return isPlain ? ".\(text)" : "[\(JSONString.quoted(String(text.prefix(40))))]"
    }
}

extension PluginReader {
    /// Diagnostics of plugin files, each with a note of where in the file's values it stands.
    package static func withPaths(_ diagnostics: [Diagnostic]) -> [Diagnostic] {
        var known: (source: SourceText, path: JSONPath)?
        return diagnostics.map { diagnostic in
            guard let place = diagnostic.place, place.source.name != nil else { return diagnostic }
            let path: JSONPath
            if let known, known.source == place.source {
                path = known.path
            } else {
                path = JSONPath(place.source.text)
                known = (place.source, path)
            }
            let text = path.path(to: place.span.lower)
            if text.isEmpty { return diagnostic }
            var result = diagnostic
            result.notes.insert("in \(text.prefix(200))\(text.count > 200 ? "…" : "")", at: 0)
            return result
        }
    }
}
