import TallyModel

/// What brings about each error, as the page of the manual shows that the binary carries.
enum ErrorExamples {
    private static var cases: [ManualPage.Case] { ManualPage(BuiltIn.errorsPage).cases }

    /// The codes that the page shows, in the order of the table of codes.
    static var codes: [String] {
        let shown = cases.map(\.expected)
        return DiagnosticCode.allCases.map(\.rawValue).filter { code in
            shown.contains { $0.contains(mark(code)) }
        }
    }

    /// What the page shows of a code; `nil` for what is none, or is not shown.
    static func lines(of code: String) -> [String]? {
        guard DiagnosticCode(rawValue: code) != nil else { return nil }
        let shown = cases.filter { $0.expected.contains(mark(code)) }.prefix(2)
        if shown.isEmpty { return nil }
        return [code]
            + shown.flatMap { one in
                (one.input + "\n" + one.expected).split(separator: "\n").enumerated().map {
                    ($0.offset == 0 ? "  \(one.kind.mark)" : "  ") + $0.element
                }
            }
    }

    private static func mark(_ code: String) -> String { "[\(code)]:" }
}
