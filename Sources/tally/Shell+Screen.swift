import CLineEditor
import Glibc
import TallyShell

/// What commands do with the terminal.
extension Shell: Screen {
    var columns: Int {
        let columns = Int(tally_terminal_width(STDOUT_FILENO))
        return columns > 0 ? columns : 80
    }

    var rows: Int {
        let rows = Int(tally_terminal_height(STDOUT_FILENO))
        return rows > 0 ? rows : 24
    }

    func page(_ text: String) {
        output.flush()
        output.endCounting()
        // What was typed meanwhile is for the next prompt, and no key of the pager's.
        tally_editor_keep_typed(editor)
        if isCapable, Pager.show(text, environment: environment) { return }
        hasShown = true
        output.write(text)
    }

    func refresh(_ text: String) {
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        while lines.last?.isEmpty == true { lines.removeLast() }
        guard isCapable else {
            output.write(lines.joined(separator: "\n") + "\n\n")
            return
        }
        let size = (columns: columns, rows: rows)
        let most = max(1, rows - 1)
        if lines.count > most { lines = lines.prefix(most - 1) + ["…"] }
        // What stands above may be another program's.
        if tally_editor_was_suspended() { refreshedRows = 0 }
        // Lines are cut at the edge and not wrapped, so that each is one row.
        var shown = refreshedRows > 0 ? "\u{1B}[\(refreshedRows)A\r" : ""
        // A screen that has another size has broken the lines anew, or lost some.
        if refreshedRows > 0, size != refreshedSize { shown = "\u{1B}[H\u{1B}[2J" }
        refreshedSize = size
        shown += "\u{1B}[?7l"
        // Cleared before it is written: behind a line that reaches the edge, its last letter would go.
        for line in lines { shown += "\u{1B}[K\(line)\n" }
        shown += "\u{1B}[J\u{1B}[?7h"
        refreshedRows = lines.count
        output.write(shown)
    }

    func wait(seconds: Double) -> Bool {
        let slice = 0.05
        var rest = seconds
        while rest > 0, !tally_cancel_requested(), refreshedSize == (columns, rows) || !isCapable {
            var time = timespec(tv_sec: 0, tv_nsec: Int(min(rest, slice) * 1e9))
            nanosleep(&time, nil)
            rest -= slice
        }
        if !tally_cancel_requested() { return true }
        // Behind the `^C` that the terminal shows.
        output.endLine()
        return false
    }

    func history() -> [String] { historyEntries() }
}
