import TallyModel

/// What the program tells its caller, as documented in the manual.
enum ExitStatus: Int32, Comparable {
    case success = 0
    case statementFailed = 1
    case badUsage = 2
    /// The store or a file.
    case fileFailed = 3
    /// A plugin would not load; the rest did, and no statement failed.
    case pluginFailed = 4
    case interrupted = 130

    /// The status for a failure before any statement ran; what is wrong with an option's value is
    /// bad usage.
    init(starting diagnostic: Diagnostic) {
        switch diagnostic.code.origin {
        case .statement, .usage: self = .badUsage
        case .store: self = .fileFailed
        case .plugin: self = .pluginFailed
        }
    }

    static func < (left: ExitStatus, right: ExitStatus) -> Bool { left.rawValue < right.rawValue }

    /// The status for what a subcommand about plugins reports, where what is wrong with a formula is
    /// wrong with its plugin.
    init(reporting diagnostic: Diagnostic) {
        self = diagnostic.code.origin == .statement ? .pluginFailed : Self(starting: diagnostic)
    }
}
