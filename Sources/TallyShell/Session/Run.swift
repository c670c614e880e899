import TallyModel

/// One text that was entered, as it runs with the scripts that it reads.
struct Run {
    /// How deep scripts may read each other.
    static let deepestRead = 16

    /// When it began.
    let began = ContinuousClock.now
    /// Whether it runs on behind an error.
    let keepsGoing: Bool
    /// How many of its statements have run, or were refused.
    var tried = 0
    /// How many scripts are being read, each by the one before.
    var readDepth = 0
    /// The same with every slip in it mended, where each has one mend.
    var mended: Mend?
    /// What the command that runs has to report beside what it shows.
    var problems: [Diagnostic] = []

    /// Whether it is a script that runs now, and not what was entered.
    var isReading: Bool { readDepth > 0 }

    /// The problems of the command that ran, which are told once.
    mutating func takeProblems() -> [Diagnostic] {
        defer { problems = [] }
        return problems
    }
}
