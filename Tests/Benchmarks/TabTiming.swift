import CTerminal
import Foundation

/// How long Tab takes in a shell on a terminal, from the key to the line that stands below the list.
final class TabTiming {
    struct Failure: Error, CustomStringConvertible {
        let description: String
    }

    private static let prompt = "tally> "
    private static let patience: Int32 = 20_000

    private let process: pid_t
    private var descriptor: Int32 = -1
    /// What was shown and not waited for yet.
    private var unread = Data()

    /// Starts a shell, whose program is named by its whole path, and has it read every plugin.
    init(command: [String], in folder: URL) throws {
        var modes = termios()
        let environment = [
            "HOME=\(folder.path)", "TERM=xterm-256color", "LC_ALL=C.UTF-8", "PATH=/usr/bin:/bin",
        ]
        var arguments = command.map { strdup($0) } + [nil]
        var variables = environment.map { strdup($0) } + [nil]
        defer { for pointer in arguments + variables { free(pointer) } }
        process = terminal_start(
            folder.path, &arguments, &variables, 50, 100, &descriptor, &modes)
        guard process > 0 else { throw Failure(description: "'\(command)' does not start") }
        try wait(for: Self.prompt)
        _ = try seconds("rate ")
    }

    deinit {
        if process > 0 {
            kill(process, SIGKILL)
            waitpid(process, nil, 0)
            close(descriptor)
        }
    }

    /// The median of so many presses of Tab behind a line that has several candidates.
    func median(behind line: String, rounds: Int) throws -> Double {
        try (0..<rounds).map { _ in try seconds(line) }.sorted()[rounds / 2]
    }

    /// Types a line, presses Tab, waits until the line is there again, and drops it.
    private func seconds(_ line: String) throws -> Double {
        send(line)
        while try read(within: 50) {}
        unread = Data()
        let start = ContinuousClock.now
        send("\t")
        try wait(for: "\n")
        try wait(for: Self.prompt + line)
        let time = ContinuousClock.now - start
        send("\u{03}")
        try wait(for: "^C")
        try wait(for: Self.prompt)
        return time / .seconds(1)
    }

    private func send(_ keys: String) {
        _ = Array(keys.utf8).withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
    }

    /// Waits until a text is shown, and takes all up to its end as read.
    private func wait(for text: String) throws {
        while true {
            if let place = unread.range(of: Data(text.utf8)) {
                unread.removeSubrange(..<place.upperBound)
                return
            }
            guard try read(within: Self.patience) else {
                throw Failure(description: "the shell does not show '\(text)'")
            }
        }
    }

    /// Reads what is shown within so many milliseconds; false where that is nothing.
    private func read(within milliseconds: Int32) throws -> Bool {
        var state = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        guard poll(&state, 1, milliseconds) > 0 else { return false }
        var chunk = [UInt8](repeating: 0, count: 65_536)
        let count = Glibc.read(descriptor, &chunk, chunk.count)
        guard count > 0 else { throw Failure(description: "the shell has ended") }
        unread += chunk.prefix(count)
        return true
    }
}
