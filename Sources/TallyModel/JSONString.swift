/// Text as JSON writes it.
package enum JSONString {
    /// Adds a string of JSON: quotation marks, backslashes and the control characters below U+0020
    /// are escaped, all else stands as UTF-8.
    ///
    /// Source: RFC 8259, section 7.
    package static func append(_ text: String, to output: inout String) {
        output += "\""
        if text.utf8.allSatisfy({ $0 >= 0x20 && $0 != 0x22 && $0 != 0x5C }) {
            output += text
        } else {
            for scalar in text.unicodeScalars {
                switch scalar {
                case "\"": output += "\\\""
                case "\\": output += "\\\\"
                case "\n": output += "\\n"
                case "\r": output += "\\r"
                case "\t": output += "\\t"
                case "\u{00}"..."\u{1F}":
                    let digits = String(scalar.value, radix: 16)
                    output += "\\u" + String(repeating: "0", count: 4 - digits.utf8.count) + digits
                default: output.unicodeScalars.append(scalar)
                }
            }
        }
        output += "\""
    }

    package static func quoted(_ text: String) -> String {
        var result = ""
        append(text, to: &result)
        return result
    }
}
