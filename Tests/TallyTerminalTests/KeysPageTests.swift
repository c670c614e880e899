import Foundation
import TallyShell
import Testing

/// The pages of the manual with blocks `terminal`: their keys are typed into a terminal, one for each
/// page, and what it shows must be what the page has.
///
/// `<Tab>` is a key; `█` is the cursor, which is no part of the text; `…` at the end of a line stands
/// for what differs from time to time. `UPDATE_MANUAL=1` rewrites the page and then fails.
@Suite(
    .serialized,
    .enabled(if: RenderedTerminal.tmux != nil, "tmux is not installed: no screen was looked at"))
struct KeysPageTests {
    private static let folder = URL(filePath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().appending(path: "examples/manual")

    static let pages: [String] = {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        return names.filter { name in
            let text = try? String(contentsOf: folder.appending(path: name), encoding: .utf8)
            return text.map { ManualPage($0).cases.contains { $0.kind == .terminal } } ?? false
        }
    }()

    @Test func thereIsOne() { #expect(!Self.pages.isEmpty) }

    @Test(arguments: pages)
    func page(_ name: String) throws {
        let file = Self.folder.appending(path: name)
        let page = ManualPage(try String(contentsOf: file, encoding: .utf8))
        let isRewritten = getenv("UPDATE_MANUAL") != nil
        let home = Folder()
        _ = run(
            "cd '\(home.path)'; mkdir bin board; ln -s '\(tally)' bin/tally; touch board/sep23.csv")
        home.write("PS1='$ '; cd board\n", to: "rc")
        let terminal = try RenderedTerminal(
            "bash --rcfile rc -i", in: home,
            environment: ["PATH": "\(home.path)/bin:/usr/bin:/bin", "EDITOR": "vi"])
        try terminal.wait { $0.last.text == "$" }
        let answers = try page.cases.map { one in
            if one.kind != .terminal { return one.expected }
            try terminal.send(try Self.keys(one.input))
            if isRewritten {
                let shown = Self.text(of: try terminal.settled(seconds: 3))
                return Self.matches(shown, one.expected) ? one.expected : shown
            }
            do {
                try terminal.wait { Self.matches(Self.text(of: $0), one.expected) }
            } catch {
                throw NotAsThePageHasIt(description: "\(name):\(one.line): \(one.input)\n\(error)")
            }
            return one.expected
        }
        if isRewritten {
            try page.rewritten(with: answers).write(to: file, atomically: true, encoding: .utf8)
            Issue.record("\(name) was rewritten: read it, then run again")
        }
    }

    private struct NotAsThePageHasIt: Error, CustomStringConvertible {
        let description: String
    }

    /// What the keys send.
    private static func keys(_ typed: String) throws -> String {
        var sent = ""
        var rest = typed[...]
        while let character = rest.first {
            if let key = rest.prefixMatch(of: /<(\/?[A-Z][A-Za-z]*)(?:-(.))?>/) {
                sent += try #require(bytes(of: key.1, key.2?.first), "no key is called \(key.0)")
                rest = rest[key.range.upperBound...]
            } else {
                sent.append(character)
                rest = rest.dropFirst()
            }
        }
        return sent
    }

    private static func bytes(of name: Substring, _ with: Character?) -> String? {
        switch (name, with?.asciiValue) {
        case ("Enter", nil): "\r"
        case ("Tab", nil): "\t"
        case ("Escape", nil): "\u{1B}"
        case ("Backspace", nil): "\u{7F}"
        case ("Up", nil): "\u{1B}[A"
        case ("Down", nil): "\u{1B}[B"
        case ("Right", nil): "\u{1B}[C"
        case ("Left", nil): "\u{1B}[D"
        case ("Home", nil): "\u{1B}[H"
        // A terminal sends these around what is pasted; a line's end is one in it.
        case ("Paste", nil): "\u{1B}[200~"
        case ("Line", nil): "\n"
        case ("/Paste", nil): "\u{1B}[201~"
        case ("Ctrl", let letter?): String(UnicodeScalar(letter & 31))
        case ("Meta", let letter?): "\u{1B}" + String(UnicodeScalar(letter))
        default: nil
        }
    }

    /// The rows of a screen, with the cursor before the character that it is on.
    private static func text(of screen: RenderedScreen) -> String {
        var lines = screen.lines
        while lines.count <= screen.cursor.row { lines.append("") }
        let row = lines[screen.cursor.row]
        let column = screen.cursor.column
        let before = row.prefix(column)
        lines[screen.cursor.row] =
            before + String(repeating: " ", count: column - before.count) + "█"
            + row.dropFirst(column)
        return lines.joined(separator: "\n")
    }

    private static func matches(_ shown: String, _ expected: String) -> Bool {
        let shown = shown.split(separator: "\n", omittingEmptySubsequences: false)
        let expected = expected.split(separator: "\n", omittingEmptySubsequences: false)
        return shown.count == expected.count
            && zip(shown, expected).allSatisfy {
                $0 == $1 || ($1.hasSuffix("…") && $0.hasPrefix($1.dropLast()))
            }
    }
}
