/// What the standard library has for sequences of any kind, for the kinds that a start uses.
///
/// The first use of a general one makes the runtime look through every conformance of the program,
/// which takes a start longer than all that is done with it.
extension String {
    /// The text of bytes that are UTF-8; `nil` of others.
    package init?(validUTF8 bytes: [UInt8]) {
        guard let span = try? UTF8Span(validating: bytes.span) else { return nil }
        self.init(copying: span)
    }
}

extension Array where Element == String {
    /// The texts, one behind the other, with a separator between them.
    package func joined(separator: String = "") -> String {
        var result = ""
        for (index, text) in enumerated() {
            if index > 0 { result += separator }
            result += text
        }
        return result
    }
}
