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
                times[index].append(try Self.seconds(runner))
            }
        }
        let medians = times.map { $0.sorted()[$0.count / 2] }
        func text(_ number: Double) -> String { String(format: "%.3f", number) }
        return "\(title): \(ours.name) \(text(medians[0])) s, \(other.name) \(text(medians[1])) s,"
            + " ratio \(String(format: "%.2f", medians[0] / medians[1]))"
    }

    /// The wall clock of one process; throws where it cannot be run or fails.
    private static func seconds(_ runner: Runner) throws -> Double {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = runner.command
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        let start = ContinuousClock.now
        try process.run()
        process.waitUntilExit()
        let time = ContinuousClock.now - start
        guard process.terminationStatus == 0 else { throw Failure(name: runner.name) }
        return Double(time.components.seconds) + Double(time.components.attoseconds) / 1e18
    }

    struct Failure: Error, CustomStringConvertible {
        let name: String
        var description: String { "'\(name)' failed" }
    }
}
