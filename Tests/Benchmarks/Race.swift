import Foundation

/// Whole processes that do the same work, run in turn so that a busy machine slows both.
struct Race {
    struct Runner {
        let name: String
        let command: [String]
    }

    let title: String
    let ours: Runner
    let other: Runner

    /// Runs both so many times and says how their medians compare.
    func run(rounds: Int) throws -> String {
        var times: [[Double]] = [[], []]
        for _ in 0..<rounds {
            for (index, runner) in [ours, other].enumerated() {
                times[index].append(try Self.seconds(runner.command))
            }
        }
        let medians = times.map { $0.sorted()[$0.count / 2] }
        let ratio = String(format: "%.2f", medians[0] / medians[1])
        return "\(title): \(ours.name) \(Self.text(medians[0])) s,"
            + " \(other.name) \(Self.text(medians[1])) s, ratio \(ratio)"
    }

    /// The median of so many runs of one command.
    static func median(of command: [String], rounds: Int) throws -> Double {
        try (0..<rounds).map { _ in try seconds(command) }.sorted()[rounds / 2]
    }

    /// A number as it is printed.
    static func text(_ number: Double) -> String { String(format: "%.3f", number) }

    /// The wall clock of one process; throws where it cannot be run or fails.
    private static func seconds(_ command: [String]) throws -> Double {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = command
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        let start = ContinuousClock.now
        try process.run()
        process.waitUntilExit()
        let time = ContinuousClock.now - start
        guard process.terminationStatus == 0 else { throw Failure(name: command[0]) }
        return Double(time.components.seconds) + Double(time.components.attoseconds) / 1e18
    }

    struct Failure: Error, CustomStringConvertible {
        let name: String
        var description: String { "'\(name)' failed" }
    }
}
