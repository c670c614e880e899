import TallyLanguage

/// A page of the manual: prose with transcripts in fenced blocks.
///
/// A block `tally` is a session: lines that begin with `> ` are typed (several where a statement
/// goes on), those below are the exact answer. A block `console` is a command line: lines that
/// begin with `$ ` are given to the system's shell. A line that begins with neither and comes before
/// any typed one is passed over.
package struct ManualPage: Sendable {
    package enum Kind: String, Sendable, Hashable {
        case tally, console

        var mark: String { self == .tally ? "> " : "$ " }

        /// Whether what is typed next belongs to what was typed before.
        func continues(_ input: String) -> Bool {
            switch self {
            case .tally: Parser.continues(input)
            case .console: input.hasSuffix("\\")
            }
        }
    }

    /// What is typed, and what must come of it.
    package struct Case: Sendable, Hashable {
        package let kind: Kind
        /// Lines joined by line feeds, without their marks.
        package let input: String
        /// Lines joined by line feeds, without the last.
        package let expected: String
        /// Of the first line typed, from 1.
        package let line: Int
        /// The lines of the page that hold the answer.
        let answerLines: Range<Int>
    }

    package let lines: [String]
    package let cases: [Case]

    package init(_ text: String) {
        lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        cases = Self.cases(in: lines)
    }

    private static func cases(in lines: [String]) -> [Case] {
        var cases: [Case] = []
        var index = 0
        while index < lines.count {
            guard lines[index].hasPrefix("```"),
                let kind = Kind(rawValue: String(lines[index].dropFirst(3)))
            else {
                index += 1
                continue
            }
            index += 1
            while index < lines.count, lines[index] != "```" {
                let start = index
                var input: [String] = []
                while index < lines.count, lines[index].hasPrefix(kind.mark),
                    input.isEmpty || kind.continues(input.joined(separator: "\n"))
                {
                    input.append(String(lines[index].dropFirst(2)))
                    index += 1
                }
                let answer = index
                while index < lines.count, lines[index] != "```", !lines[index].hasPrefix(kind.mark)
                {
                    index += 1
                }
                // A blank line before the next input or the end parts cases and is no answer.
                var end = index
                while end > answer, lines[end - 1].isEmpty { end -= 1 }
                cases.append(
                    Case(
                        kind: kind, input: input.joined(separator: "\n"),
                        expected: lines[answer..<end].joined(separator: "\n"), line: start + 1,
                        answerLines: answer..<end))
            }
            index += 1
        }
        return cases
    }

    /// What the transcripts of a page type, as a script: each line in its place, with blanks where
    /// its mark was, and all other lines empty.
    package static func script(of text: String) -> String {
        let page = ManualPage(text)
        var script = Array(repeating: "", count: page.lines.count)
        for one in page.cases where one.kind == .tally {
            for index in (one.line - 1)..<one.answerLines.lowerBound {
                script[index] = "  " + page.lines[index].dropFirst(one.kind.mark.count)
            }
        }
        return script.joined(separator: "\n")
    }

    /// The page with the answers put in the place of those expected, one for each case.
    package func rewritten(with answers: [String]) -> String {
        var result = lines
        for (one, answer) in zip(cases, answers).reversed() {
            let new =
                answer.isEmpty
                ? []
                : answer.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
            result.replaceSubrange(one.answerLines, with: new)
        }
        return result.joined(separator: "\n")
    }
}
