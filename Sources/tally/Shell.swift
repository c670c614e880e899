import CLineEditor
import Glibc
import TallyModel
import TallyShell

/// The shell on a terminal: reads, answers and never ends but by Ctrl-D or `quit`.
final class Shell {
    private let session: Session
    let output: Output
    let environment: [String: String]
    let editor: OpaquePointer
    private let historyFile: HistoryFile?
    /// What was typed here and could not be kept in a file.
    private var unkept: [String] = []
    /// Whether it was said that no history is kept.
    private var hasReportedHistory = false
    /// Whether something was shown since the last prompt.
    var hasShown = false
    /// How many rows the text takes that is shown again and again in its place.
    var refreshedRows = 0
    /// How much the screen had when text was last shown in its place.
    var refreshedSize: (columns: Int, rows: Int) = (0, 0)
    /// Where Tab showed a list last, and where its next page begins.
    private var listed: (text: String, cursor: Int, next: Int)?

    /// `nil` where the terminal can't be edited on.
    init?(session: Session, output: Output, environment: [String: String]) {
        guard let editor = tally_editor_create() else { return nil }
        self.session = session
        self.output = output
        self.environment = environment
        self.editor = editor
        historyFile = HistoryFile(UserFolders(environment))
        session.screen = self
    }

    /// Whether the terminal understands escapes.
    var isCapable: Bool { !["", "dumb"].contains(environment["TERM"] ?? "") }

    deinit { tally_editor_destroy(editor) }

    func run() {
        tally_interrupt_prepare(TALLY_INTERRUPT_CANCELS)
        let entries = historyEntries()
        for entry in entries {
            tally_editor_remember(editor, entry)
            session.habits.note(entry)
        }
        let me = Unmanaged.passUnretained(self).toOpaque()
        tally_editor_complete_with(editor, complete, me)
        tally_editor_continue_where(editor, goesOn, me)
        output.write(
            "Tally \(Program.version). Tab shows what fits, 'help' explains, Ctrl-D ends.\n")
        if entries.isEmpty { output.write(session.firstWords) }
        output.flush()
        while !session.wantsToQuit, output.failure == nil {
            var outcome = TALLY_EDITOR_END
            let text = tally_editor_read(editor, session.prompt, &outcome)
            if outcome == TALLY_EDITOR_END { return }
            guard outcome == TALLY_EDITOR_LINE, let text else { continue }
            enter(String(cString: text))
        }
    }

    /// Answers what was typed, without the empty line that has ended it.
    private func enter(_ text: String) {
        let blanks = " \t\n".utf8
        var entry = Substring(text)
        while let lineEnd = entry.utf8.lastIndex(of: UInt8(ascii: "\n")),
            entry.utf8[lineEnd...].allSatisfy(blanks.contains)
        {
            entry = entry[..<lineEnd]
        }
        if entry.utf8.allSatisfy(blanks.contains) { return }
        enter(whole: String(entry))
    }

    private func enter(whole entry: String) {
        tally_editor_remember(editor, entry)
        keep(entry)
        session.habits.note(entry)
        answer(SourceText(entry))
        if let mend = session.mended {
            output.report(mend.hint)
            tally_editor_suggest(editor, mend.text)
        }
        closeAnswer()
    }

    /// What was typed here and in other shells.
    func historyEntries() -> [String] {
        do {
            return (try historyFile?.entries() ?? []) + unkept
        } catch {
            reportHistory(error)
            return unkept
        }
    }

    private func keep(_ entry: String) {
        guard let historyFile else { return unkept.append(entry) }
        do {
            try historyFile.append(entry)
        } catch {
            unkept.append(entry)
            reportHistory(error)
        }
    }

    /// Once, since it would be said of every line.
    private func reportHistory(_ problem: Diagnostic) {
        if !hasReportedHistory { output.report(session.rendered([problem])) }
        hasReportedHistory = true
    }

    private func answer(_ source: SourceText, keepGoing: Bool = false) {
        refreshedRows = 0
        output.countSeconds()
        _ = session.run(
            source, keepGoing: keepGoing,
            write: { [self] text in
                hasShown = true
                output.write(text)
            },
            report: { [self] text in
                hasShown = true
                output.report(text)
            })
        output.endCounting()
        output.flush()
    }

    /// One blank line behind whatever was shown since the last prompt.
    private func closeAnswer() {
        output.flush()
        // Behind what was cancelled too, where nothing else is written any more.
        if hasShown { output.endLine() }
        hasShown = false
    }

    /// Runs the user's start-up file, where there is one; what is wrong in it is reported, and the
    /// rest of it holds.
    func runStartUpFile() {
        guard let path = UserFolders(environment).startUpFile, Files.exists(path) else { return }
        var name = path
        if let home = environment["HOME"], path.hasPrefix(home + "/") {
            name = "~" + path.dropFirst(home.count)
        }
        do {
            let (source, problem) = ScriptText.read(try Files.script(path), name: name)
            if let problem {
                output.report(session.rendered([problem]))
            } else {
                answer(source, keepGoing: true)
            }
            if problem != nil { hasShown = true }
            closeAnswer()
        } catch {
            output.report(session.rendered([error]))
        }
    }

    /// What Tab does at a byte of the text. Where it has shown a list and nothing was changed since,
    /// it shows the next page.
    fileprivate func completion(of text: String, at cursor: Int) -> Completion {
        let (span, candidates) = session.completions(text, at: cursor)
        let isAgain = listed.map { $0.text == text && $0.cursor == cursor } ?? false
        let completion = Completion(
            of: text, replacing: span, candidates: candidates, width: columns, height: rows,
            from: isAgain ? listed?.next ?? 0 : 0)
        listed = nil
        if case .list(_, let next) = completion { listed = (text, cursor, next) }
        return completion
    }

    fileprivate func continues(_ text: String) -> Bool { session.continues(text) }
}

/// Enter, as the editor asks about it.
private func goesOn(context: UnsafeMutableRawPointer?, text: UnsafePointer<CChar>) -> Bool {
    guard let context else { return false }
    return Unmanaged<Shell>.fromOpaque(context).takeUnretainedValue()
        .continues(String(cString: text))
}

/// Tab, as the editor calls it with the shell for its context.
private func complete(
    context: UnsafeMutableRawPointer?, editor: OpaquePointer, text: UnsafePointer<CChar>,
    cursor: Int
) -> tally_editor_completion {
    guard let context else { return TALLY_EDITOR_NOTHING }
    let shell = Unmanaged<Shell>.fromOpaque(context).takeUnretainedValue()
    switch shell.completion(of: String(cString: text), at: cursor) {
    case .nothing:
        return TALLY_EDITOR_NOTHING
    case .replace(let span, let replacement):
        tally_editor_replace(editor, span.lower, span.upper, replacement)
        return TALLY_EDITOR_CHANGED
    case .list(let lines, _):
        tally_editor_list(editor, lines)
        return TALLY_EDITOR_LISTED
    }
}
