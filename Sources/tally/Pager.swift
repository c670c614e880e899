import CLineEditor
import Glibc

/// The program that shows what is longer than the screen.
enum Pager {
    /// Shows a text through `$PAGER`, else through `less`. False where that did not come to its
    /// end, so that the text is still to be shown.
    static func show(_ text: String, environment: [String: String]) -> Bool {
        let chosen = environment["PAGER"]
        if chosen?.allSatisfy(\.isWhitespace) == true { return false }
        let isMissing = "command -v less >/dev/null 2>&1 || exit 127"
        // As version control does: colours pass, a short text does not stop, the screen stays.
        setenv("LESS", "FRX", 0)
        var modes = termios()
        let hasModes = tcgetattr(STDIN_FILENO, &modes) == 0
        guard let pipe = popen(chosen ?? "\(isMissing); exec less", "we") else { return false }
        // A pager that is left before its end closes the pipe.
        signal(SIGPIPE, SIG_IGN)
        defer { tally_die_by_closed_pipe() }
        var bytes = Array(text.utf8)
        fwrite(&bytes, 1, bytes.count, pipe)
        let status = pclose(pipe)
        if hasModes { tcsetattr(STDIN_FILENO, TCSADRAIN, &modes) }
        // Whoever interrupts the pager has seen enough.
        let wasInterrupted = tally_cancel_requested()
        tally_cancel_clear()
        return status == 0 || wasInterrupted
    }
}
