import Glibc
import Testing

/// Keys that nobody would press in that order, with changes of size and interrupts among them.
///
/// `TALLY_KEYSTROKE_SESSIONS=500 swift test --filter KeystrokeTests` tries more of them, and
/// `TALLY_KEYSTROKE_FIRST=100` others.
struct KeystrokeTests {
    private static let first = number("TALLY_KEYSTROKE_FIRST") ?? 0
    private static let sessions = number("TALLY_KEYSTROKE_SESSIONS") ?? 10

    private static func number(_ name: String) -> Int? {
        getenv(name).flatMap { Int(String(cString: $0)) }
    }

    @Test(arguments: first..<(first + sessions))
    func twoHundredKeysLeaveAShellThatAnswersAndATerminalAsItWas(_ seed: Int) throws {
        let environment: [String: String] =
            switch seed % 5 {
            case 1: ["LC_ALL": "C"]
            case 2: ["TERM": "vt100"]
            case 3: ["TERM": "dumb"]
            case 4: ["TERM": "linux"]
            default: [:]
            }
        let terminal = try Terminal(
            [tally], in: Folder(),
            environment: environment.merging(["PAGER": "cat", "EDITOR": "true"]) { $1 })
        try terminal.wait(for: "tally> ")
        var keys = Keystrokes(seed: UInt64(seed))
        for _ in 0..<200 {
            let event = keys.next()
            switch event {
            case .keys(let bytes): terminal.send(bytes)
            case .resize(let rows, let columns): terminal.resize(rows: rows, columns: columns)
            case .interrupt: terminal.signal(SIGINT)
            case .pause: break
            }
            let patience: Int32 = if case .pause = event { 20 } else { 0 }
            // A word that Tab completed may be the one that ends the shell.
            guard terminal.settle(milliseconds: patience) else { break }
        }
        if terminal.settle(milliseconds: 0) { try comeBack(terminal) }
        let (status, _) = try terminal.waitForEnd()
        #expect(status == 0)
        #expect(terminal.isAsFound)
        #expect(leftOn(terminal.everything) == [])
    }

    /// Leaves whatever the keys began, asks something, and ends the shell: a search takes one Ctrl-C,
    /// and the line that it has found another.
    private func comeBack(_ terminal: Terminal) throws {
        terminal.resize(rows: 24, columns: 80)
        // Output on again, and the end of a paste.
        terminal.send("\u{11}\u{1B}[201~")
        guard try terminal.rest(untilItEdits: false) else { return }
        terminal.send("\u{03}\u{03}")
        // What is typed behind an interrupt of what runs goes with it, so it is waited for; and a
        // Ctrl-D that was sent behind a half escape may have ended the shell just now.
        guard try terminal.rest(untilItEdits: true) else { return }
        terminal.forget()
        terminal.send("17 * 49\r")
        try terminal.wait(for: "833")
        terminal.send(".quit\r")
    }

    /// The modes of the terminal that were switched on and not off again, and a colour that was.
    private func leftOn(_ shown: String) -> Set<String> {
        var on: Set<String> = []
        for escape in shown.matches(of: /\u{1B}\[(\?\d+|[\d;]*)([hlm])/) {
            let (name, final) = (String(escape.1), escape.2)
            switch final {
            case "m" where ["", "0"].contains(name): on.remove("colour")
            case "m": on.insert("colour")
            // Wrapping at the edge is on, and the cursor is shown, unless somebody ends that.
            case "h" where ["?7", "?25"].contains(name): on.remove(name)
            case "l" where ["?7", "?25"].contains(name): on.insert(name)
            case "h" where name.hasPrefix("?"): on.insert(name)
            default: on.remove(name)
            }
        }
        return on
    }
}

/// A row of things that happen to a terminal, the same for the same seed.
struct Keystrokes {
    enum Event {
        case keys([UInt8])
        case resize(rows: UInt16, columns: UInt16)
        case interrupt
        /// Time for the shell to draw.
        case pause
    }

    private var state: UInt64

    init(seed: UInt64) {
        state = seed &* 0x9E37_79B9_7F4A_7C15 &+ 0x5851_F42D_4C95_7F2D
    }

    private mutating func below(_ limit: Int) -> Int {
        state ^= state << 13
        state ^= state >> 7
        state ^= state << 17
        return Int(truncatingIfNeeded: (state >> 11) % UInt64(limit))
    }

    private mutating func one<Element>(of all: [Element]) -> Element { all[below(all.count)] }

    /// What begins sentences and commands that go on, wait, page and draw.
    private static let words = [
        "cic", "rate ", "excl ", "vs ", "in sep23", "last 12 months", " | ", "compare sep23 vs ",
        "help ", "cci in sep23", ".watch 0.1 cic", ".width 20", ".history", "cic +", "(", "'", "\"",
        "# ", "?cic", "list", "for each ", ".format ", "é", "数字", "e\u{301}", "👩‍👧", "\u{A0}",
    ]

    private static let escapes = [
        "[A", "[B", "[C", "[D", "[H", "[F", "[3~", "[1;5C", "[1;5D", "OA", "OB", "[Z", "[2~", "[5~",
        "b", "f", "d", "u", "x", "\u{1B}", "[", "O", "[99;99~", "[91~", "[93~", "]0;t\u{07}",
        "[200~", "[201~", "[200~cic in sep23\ncic\n\u{1B}[201~", "[200~\u{1B}[201~",
        "[200~a\u{0}\u{3}\u{1B}[A数\r\n\u{1B}[201~",
    ]

    mutating func next() -> Event {
        switch below(20) {
        case 0..<5: .keys([UInt8(below(95) + 32)])
        case 5..<8: .keys(Array(one(of: Self.words).utf8))
        case 8..<11: .keys(Array("\u{1B}\(one(of: Self.escapes))".utf8))
        case 11, 12: .keys([13])
        case 13: .keys([9])
        case 14: .keys(control())
        case 15: .keys([UInt8(below(256) | 128)])
        case 16: .keys([one(of: [3, 18, 26, 127, 18, 22])])
        case 17:
            .resize(rows: UInt16(below(60)), columns: UInt16(one(of: [0, 1, 2, 7, 20, 80, 500])))
        case 18: below(3) == 0 ? .interrupt : .keys(Array("z\u{1B}[D\u{04}".utf8))
        default: .pause
        }
    }

    /// Any control character; Ctrl-D not on an empty line, where it is the end, and no Ctrl-\,
    /// which ends a program that does not edit.
    private mutating func control() -> [UInt8] {
        let code = UInt8(below(32))
        return code == 4 || code == 28 ? [UInt8(ascii: "z"), 4] : [code]
    }
}
