/// Text between the tags of HTML and XML, and in their attributes.
package enum MarkupText {
    /// With names for the characters that would be read as markup.
    ///
    /// Source: HTML Living Standard, 13.3 Serializing HTML fragments; Extensible Markup Language 1.0,
    /// 2.4 Character Data and Markup.
    package static func escaped(_ text: String) -> String {
        let isPlain = text.utf8.allSatisfy {
            $0 != UInt8(ascii: "&") && $0 != UInt8(ascii: "<") && $0 != UInt8(ascii: ">")
                && $0 != UInt8(ascii: "\"")
        }
        if isPlain { return text }
        var result = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "\"": result += "&quot;"
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }
}
