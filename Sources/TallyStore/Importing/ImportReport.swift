import TallyEngine
import TallyModel

/// How an import was asked for.
package struct ImportOptions: Sendable {
    /// The day on which the figures became known; today where `nil`.
    package var knownAt: Day?
    /// Reads and checks everything and writes nothing.
    package var dryRun = false
    /// What area a file is about that does not say so itself; rows that say another are bad.
    package var area: String?
    /// Takes the good rows of files that have bad ones.
    package var partial = false
    /// The source of all figures, in place of what feeds and plugins say.
    package var source: String?
    /// Asked now and then: whether whoever wanted the import has given up.
    package var isCancelled: @Sendable () -> Bool = { false }

    package init(
        knownAt: Day? = nil, dryRun: Bool = false, area: String? = nil, partial: Bool = false,
        source: String? = nil
    ) {
        self.knownAt = knownAt
        self.dryRun = dryRun
        self.area = area
        self.partial = partial
        self.source = source
    }

    /// Throws `cancelled` where whoever wanted the import has given up.
    func checkCancellation() throws(Diagnostic) {
        if isCancelled() { throw .importCancelled }
    }
}

/// What an import did, or with ``ImportOptions/dryRun`` would have done.
package struct ImportReport: Sendable {
    /// One of the files that were taken.
    package struct File: Sendable, Hashable {
        package let name: String
        /// `board`, `tidy`, `population`, `dfe`, `neighbours`, `milestones`, `milestone steps`
        package let format: String
        /// How many figures, references, populations, neighbours and milestones came from it.
        package let observations: Int
        /// Whether what came from it are figures, references or populations.
        package let holdsFigures: Bool
    }

    /// Rows that were left out, to be written beside the file they stood in.
    package struct Rejected: Sendable, Hashable {
        /// Which of the files that were given, from 0.
        package let file: Int
        package let rows: Int
        /// The header and the rows, as they stood in the file (in UTF-8).
        package let bytes: [UInt8]
    }

    package internal(set) var files: [File] = []
    /// Files that say what the columns of another mean, with that.
    package internal(set) var described: [(metadata: String, data: String)] = []
    package internal(set) var figures = 0
    package internal(set) var references = 0
    package internal(set) var populations = 0
    /// Pairs of an area and one of its statistical neighbours.
    package internal(set) var neighbours = 0
    /// Milestones and their steps.
    package internal(set) var milestones = 0
    /// Indicators that the import made.
    package internal(set) var adopted: [AdoptedIndicator] = []
    /// Areas that the import made.
    package internal(set) var areasAdopted: [Area] = []
    /// Names of files that the store held already, read by unchanged feeds: they changed nothing.
    package internal(set) var repeated: [String] = []
    package internal(set) var rejected: [Rejected] = []
    /// Warnings, and with ``ImportOptions/partial`` an error for each bad row.
    package internal(set) var warnings: [Diagnostic] = []
}
