import Glibc

/// A program on a terminal that draws: tmux on a socket of its own, with one window, which a test
/// types into and reads as a person would see it.
///
/// tmux is spoken to in its control mode, which tells of each output, so that nothing sleeps. The
/// server ends with this object, and with its only client where the test ends without a goodbye.
final class RenderedTerminal {
    /// Where tmux is installed; `nil` where it is not.
    static let tmux: String? = ["/usr/bin/tmux", "/usr/local/bin/tmux"].first { path in
        access(path, X_OK) == 0
    }

    /// What stands on the screen never came to be what a test waits for.
    struct NotShown: Error, CustomStringConvertible {
        let description: String
    }

    private let control: Terminal

    init(
        _ line: String, in folder: Folder = Folder(), environment: [String: String] = [:],
        rows: Int = 24, columns: Int = 80
    ) throws {
        guard let tmux = Self.tmux else { throw NotShown(description: "tmux is not installed") }
        control = try Terminal(
            [tmux, "-S", folder.path + "/tmux", "-f", "/dev/null", "-CC", "new-session", "cat"],
            in: folder)
        try control.wait(for: "%end ")
        let variables = environment.map { "\($0)='\($1)'" }.joined(separator: " ")
        for setting in [
            "set-option -s exit-unattached on", "set-option -s escape-time 0",
            "set-option -g remain-on-exit on", "set-option -g window-size manual",
            "set-option -g default-terminal tmux-256color",
        ] { try command(setting) }
        try resize(rows: rows, columns: columns)
        try command(
            "respawn-pane -k \"cd '\(folder.path)' && exec env -i HOME='\(folder.path)' "
                + "TERM=tmux-256color LC_ALL=C.UTF-8 PATH=/usr/bin:/bin \(variables) \(line)\"")
    }

    deinit {
        control.send("kill-server\n")
        _ = try? control.waitForEnd()
    }

    func resize(rows: Int, columns: Int) throws {
        try command("resize-window -x \(columns) -y \(rows)")
    }

    /// Types exactly these bytes.
    func send(_ keys: String) throws {
        let codes = keys.utf8.map { String($0, radix: 16) }
        guard !codes.isEmpty else { return }
        try command("send-keys -H " + codes.joined(separator: " "))
    }

    /// Pastes as the terminal does it for a program that asked to be told of pastes.
    func paste(_ text: String) throws {
        let escaped = text.replacing("\n", with: "\\n")
        try command("set-buffer -- \"\(escaped)\"")
        try command("paste-buffer -p -r")
    }

    /// The screen as soon as it is as wanted; what is not wanted is in what is thrown.
    @discardableResult
    func wait(seconds: Double = Terminal.patience, until isWanted: (RenderedScreen) -> Bool) throws
        -> RenderedScreen
    {
        let deadline = Terminal.now() + seconds
        while true {
            let screen = try screen()
            if isWanted(screen) { return screen }
            do {
                try control.wait(for: "%output ", seconds: deadline - Terminal.now())
            } catch {
                throw NotShown(
                    description: "the screen stays\n" + screen.lines.joined(separator: "\n"))
            }
        }
    }

    /// Waits for a line of the screen; where it stands several times, for the last.
    @discardableResult
    func wait(forLine line: String) throws -> RenderedScreen {
        try wait { $0.lines.contains(line) }
    }

    /// The screen once nothing more has come for a while, or after some of what comes again and again.
    func settled(seconds: Double) throws -> RenderedScreen {
        let deadline = Terminal.now() + 3 * seconds
        while Terminal.now() < deadline,
            (try? control.wait(for: "%output ", seconds: seconds)) != nil
        {}
        return try screen()
    }

    private func screen() throws -> RenderedScreen {
        // Both at once, so that they belong together.
        let place = try command(
            "display-message -p '#{cursor_x} #{cursor_y} #{alternate_on}' ; capture-pane -p -e")
        let numbers = (place.first ?? "").split(separator: " ").compactMap { Int($0) }
        guard numbers.count == 3 else { throw NotShown(description: "no cursor in \(place)") }
        return RenderedScreen(
            try answer(), cursor: (numbers[0], numbers[1]), isAlternate: numbers[2] == 1)
    }

    /// Gives tmux a command; gives the lines of its answer, and of several commands the first's.
    @discardableResult
    private func command(_ line: String) throws -> [String] {
        control.send(line + "\n")
        return try answer()
    }

    private func answer() throws -> [String] {
        try control.wait(for: "%begin ")
        try control.wait(for: "\n")
        // The end's line names the answer as the beginning does; no program here writes such a line.
        let answer = try control.wait(for: "%end ", orThrowAt: "%error ")
        try control.wait(for: "\n")
        return answer.split(separator: "\r\n", omittingEmptySubsequences: false).dropLast()
            .map(String.init)
    }
}

/// What a terminal shows at one moment.
struct RenderedScreen {
    /// The rows without trailing spaces; those below the last text are left out.
    private(set) var lines: [String] = []
    /// The attributes of each character of each row, as the terminal gave them: `1;31`, or nothing.
    private(set) var attributes: [[String]] = []
    /// Column and row, from 0.
    let cursor: (column: Int, row: Int)
    /// Whether the screen is one that a program put in place of the other.
    let isAlternate: Bool

    /// Attributes go on from row to row until they are changed.
    init(_ rows: [String], cursor: (Int, Int), isAlternate: Bool) {
        self.cursor = cursor
        self.isAlternate = isAlternate
        var current: [String] = []
        for row in rows {
            var text = ""
            var marks: [String] = []
            var rest = row[...]
            while let character = rest.first {
                if let escape = rest.prefixMatch(of: /\u{1B}\[([\d;]*)m/) {
                    var codes = escape.1.split(separator: ";", omittingEmptySubsequences: false)[
                        ...]
                    while let code = codes.popFirst() {
                        switch code {
                        case "", "0": current = []
                        case "39", "49":
                            current.removeAll { $0.hasPrefix(code == "39" ? "3" : "4") }
                        case "38" where codes.first == "5" && codes.count > 1:
                            current.append("38;5;\(codes.dropFirst().first ?? "")")
                            codes = codes.dropFirst(2)
                        default: current.append(String(code))
                        }
                    }
                    rest = rest[escape.range.upperBound...]
                } else {
                    text.append(character)
                    marks.append(current.joined(separator: ";"))
                    rest = rest.dropFirst()
                }
            }
            lines.append(text)
            attributes.append(marks)
        }
        while lines.last?.allSatisfy({ $0 == " " }) == true {
            lines.removeLast()
            attributes.removeLast()
        }
        lines = lines.map { String($0.reversed().drop { $0 == " " }.reversed()) }
    }

    /// The last row that has a text, with its attributes.
    var last: (text: String, attributes: Set<String>) {
        guard let line = lines.last, let marks = attributes.last else { return ("", []) }
        return (line, Set(marks))
    }

    /// The attributes of a text where it is first found.
    func attributes(of text: String) -> Set<String> {
        for (line, marks) in zip(lines, attributes) {
            guard let found = line.firstRange(of: text) else { continue }
            let start = line.distance(from: line.startIndex, to: found.lowerBound)
            return Set(marks[start..<(start + text.count)])
        }
        return []
    }
}
