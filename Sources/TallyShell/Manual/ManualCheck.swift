import TallyModel

/// Pages run against what they say: `tally manual check`.
package struct ManualCheck {
    /// What there is to show of it.
    package private(set) var text = ""
    /// Whether every answer is as its page has it.
    package private(set) var isMet = true

    /// Runs each page in a session and a folder of its own. With `rewriting` the answers found
    /// take the place of those expected. Throws where a file cannot be read or written, and where a
    /// page has no transcript.
    package init(
        _ paths: [String], _ options: SessionOptions, programs: String, rewriting: Bool
    ) throws(Diagnostic) {
        for path in paths {
            let bytes = try Files.script(path)
            guard let content = String(validating: bytes, as: UTF8.self) else {
                throw .fileUnreadable(path, because: "it is not UTF-8")
            }
            let page = ManualPage(content)
            if page.cases.isEmpty { throw .pageWithoutTranscript(path) }
            let desk = try ManualDesk(
                programs: programs,
                cache: options.environment["XDG_CACHE_HOME"]
                    ?? options.environment["HOME"].map { $0 + "/.cache" })
            defer { desk.clear() }
            let answers = try ManualRunner.answers(
                of: page, options, command: desk.run, save: desk.save)
            let failures = ManualRunner.failures(of: page, answers)
            let count = "\(NumberText.counted(page.cases.count, "answer"))"
            if failures.isEmpty {
                text += "\(path): \(count) as expected\n"
                continue
            }
            for failure in failures { text += "\(path):\(failure.line): \(failure.difference)" }
            if rewriting {
                try Files.write(Array(page.rewritten(with: answers).utf8), to: path)
                text += "\(path): \(failures.count) of \(count) rewritten\n"
            } else {
                isMet = false
                text += "\(path): \(failures.count) of \(count) differ\n"
            }
        }
    }
}

extension ManualRunner.Failure {
    /// What was typed, and the lines expected and found: `-` those that the page has and that did not
    /// come, `+` those that came instead.
    package var difference: String {
        let before =
            expected.isEmpty
            ? []
            : expected.split(
                separator: "\n", omittingEmptySubsequences: false)
        let after =
            actual.isEmpty
            ? []
            : actual.split(
                separator: "\n", omittingEmptySubsequences: false)
        let changes = after.difference(from: before)
        let removed = Set(changes.removals.map(\.offset))
        let inserted = Set(changes.insertions.map(\.offset))
        var text = input + "\n"
        var next = 0
        func writeInserted() {
            while next < after.count, inserted.contains(next) {
                text += "  + \(after[next])\n"
                next += 1
            }
        }
        for (index, line) in before.enumerated() {
            if removed.contains(index) {
                text += "  - \(line)\n"
            } else {
                writeInserted()
                text += "    \(line)\n"
                next += 1
            }
        }
        writeInserted()
        return text
    }
}

extension CollectionDifference.Change {
    fileprivate var offset: Int {
        switch self {
        case .insert(let offset, _, _), .remove(let offset, _, _): offset
        }
    }
}

extension Diagnostic {
    fileprivate static func pageWithoutTranscript(_ path: String) -> Diagnostic {
        Diagnostic(
            .fileUnreadable, "'\(path)' has no transcript to check",
            notes: ["a transcript is a block that begins with ```tally; '.record' writes one"])
    }
}
