import TallyRender

/// How a session was asked to work: what the command line and the environment said.
package struct SessionOptions: Sendable {
    package typealias Format = ResultFormat

    /// `--store`; `nil` means `$TALLY_STORE`, else `./tally.db`, else the built-in sample.
    package var store: String?
    /// `--plugins`, in order.
    package var plugins: [String] = []
    /// `--area`
    package var area: String?
    package var format: Format = .table
    /// `--as-known`, as typed.
    package var asKnown: String?
    package var keepGoing = false
    /// Whether results may be coloured; decided by the terminal.
    package var colour = false
    /// Columns of the terminal; `nil` where output is no terminal and nothing is cut.
    package var width: Int?
    /// The environment: `TALLY_STORE`, `TALLY_PLUGINS`, `HOME`, `XDG_CONFIG_HOME`, ….
    package var environment: [String: String] = [:]

    /// Polled while statements run: whether whoever asked has given up.
    package var isCancelled: @Sendable () -> Bool = { false }

    /// Told while many checks run how many of how many are done.
    package var progress: @Sendable (_ done: Int, _ all: Int) -> Void = { _, _ in }

    /// The names of the formats.
    package static var formats: [String] { Format.allCases.map(\.rawValue) }

    /// The names of the formats, for a sentence.
    package static var formatsInWords: String {
        formats.dropLast().joined(separator: ", ") + " or " + (formats.last ?? "")
    }

    package init() {}
}
