import TallyModel
import Testing

struct DiagnosticTests {
    @Test func codesAreKebabCase() {
        for code in DiagnosticCode.allCases {
            #expect(code.rawValue.wholeMatch(of: /[a-z]+(-[a-z]+)*/) != nil)
        }
    }

    @Test(arguments: [
        (DiagnosticCode.unknownIndicator, DiagnosticCode.Origin.statement),
        (.summingAStock, .statement), (.cancelled, .statement), (.usage, .usage),
        (.notAStore, .store), (.badRow, .store), (.badJSON, .plugin), (.formulaCycle, .plugin),
    ])
    func origins(_ code: DiagnosticCode, _ origin: DiagnosticCode.Origin) {
        #expect(code.origin == origin)
    }

    @Test func anErrorUnlessSaidOtherwise() {
        #expect(Diagnostic(.usage, "no such option").severity == .error)
        #expect(Diagnostic(.usage, "no such option", severity: .warning).severity == .warning)
    }
}
