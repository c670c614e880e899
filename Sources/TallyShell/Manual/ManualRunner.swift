import TallyModel

/// Runs the transcripts of a page in a fresh session.
package enum ManualRunner {
    /// One case that did not come out as the page has it.
    package struct Failure: Sendable, CustomStringConvertible {
        package let line: Int
        package let input: String
        package let expected: String
        package let actual: String

        package var description: String {
            "line \(line): \(input)\n--- the page has\n\(expected)\n--- it gives\n\(actual)\n---"
        }
    }

    /// What every case gives. `command` runs a command line and gives its output, `save` writes a
    /// file where command lines find it; a page that has `console` blocks and files needs them.
    package static func answers(
        of page: ManualPage, _ options: SessionOptions, command: (String) -> String,
        save: (_ path: String, _ text: String) -> Void
    ) throws(Diagnostic) -> [String] {
        let session = try Session(options)
        var files: [String: [String]] = [:]
        return page.cases.map { one in
            switch one.kind {
            case .file:
                let lines: [String]? =
                    if let before = files[one.input] {
                        ManualPage.replaced(before, by: one.content)
                    } else {
                        one.content
                    }
                guard let lines else {
                    return "the page has no part of '\(one.input)' that begins and ends so"
                }
                files[one.input] = lines
                save(one.input, lines.map { $0 + "\n" }.joined())
                return ""
            case .console:
                return trimmed(command(one.input))
            case .terminal:
                // There is none here: a test of its own types the keys.
                return one.expected
            case .tally:
                var output = ""
                _ = session.run(
                    SourceText(one.input), write: { output += $0 }, report: { output += $0 })
                return trimmed(output)
            }
        }
    }

    /// The cases of a page that do not come out as it has them.
    package static func failures(of page: ManualPage, _ answers: [String]) -> [Failure] {
        zip(page.cases, answers).compactMap { one, actual in
            one.expected == actual
                ? nil
                : Failure(
                    line: one.line, input: one.input, expected: one.expected, actual: actual)
        }
    }

    /// Without blank lines at either end and without spaces at the ends of lines, which editors
    /// take away.
    static func trimmed(_ text: String) -> String {
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
            var line = line
            while line.last == " " { line.removeLast() }
            return String(line)
        }
        while lines.last == "" { lines.removeLast() }
        while lines.first == "" { lines.removeFirst() }
        return lines.joined(separator: "\n")
    }
}
