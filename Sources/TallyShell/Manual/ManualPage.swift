import TallyLanguage

/// A page of the manual: prose with transcripts in fenced blocks.
///
/// A block `tally` is a session: lines that begin with `> ` are typed (several where a statement
/// goes on), those below are the exact answer. A block `console` is a command line: lines that
/// begin with `$ ` are given to the system's shell. A block `terminal` is what a terminal shows: behind
/// `keys: ` stands what is typed, below it the screen as it is then. A line that begins with none of
/// them and comes before any typed one is passed over.
///
/// A block whose fence names a file behind its language, as in `json waits.json`, is that file, for
/// the command lines below it. Where the page has had the file before, the block is a part of it that
/// reads so from now on: from the line that is the block's first to the next one that is its last.
package struct ManualPage: Sendable {
    package enum Kind: String, Sendable, Hashable {
        case tally, console, terminal
        /// A file to be written: its path is typed, and nothing comes of it.
        case file

        var mark: String {
            switch self {
            case .tally: "> "
            case .console: "$ "
            case .terminal: "keys: "
            case .file: ""
            }
        }

        /// Whether what is typed next belongs to what was typed before.
        func continues(_ input: String) -> Bool {
            switch self {
            case .tally: Parser.continues(input)
            case .console: input.hasSuffix("\\")
            case .terminal, .file: false
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
        /// Of a file.
        var content: [String] = []
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
            if let path = filePath(lines[index]) {
                let start = index + 1
                let end = lines[start...].firstIndex(of: "```") ?? lines.count
                cases.append(
                    Case(
                        kind: .file, input: path, expected: "", line: index + 1,
                        answerLines: end..<end, content: Array(lines[start..<end])))
                index = end + 1
                continue
            }
            guard lines[index].hasPrefix("```"),
                let kind = Kind(rawValue: String(lines[index].dropFirst(3))), kind != .file
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
                    input.append(String(lines[index].dropFirst(kind.mark.count)))
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

    /// The `waits.json` of a fence "json waits.json"; a path that leaves the folder is none.
    private static func filePath(_ line: String) -> String? {
        let words = line.split(separator: " ")
        guard line.hasPrefix("```"), words.count == 2, words[0].count > 3, words[1].contains("."),
            !words[1].hasPrefix("/"), !words[1].split(separator: "/").contains("..")
        else { return nil }
        return String(words[1])
    }

    /// A file with a part of it replaced; `nil` where it has no line that is the part's first and,
    /// behind it, one that is its last.
    static func replaced(_ file: [String], by part: [String]) -> [String]? {
        guard let first = part.first, let last = part.last,
            let start = file.firstIndex(of: first),
            let end = file[(start + 1)...].firstIndex(of: last)
        else { return nil }
        return file[..<start] + part + file[(end + 1)...]
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
