/// Where the user's own files are, by the XDG base directory specification; `nil` where the
/// environment names no place.
package struct UserFolders {
    private let environment: [String: String]

    package init(_ environment: [String: String]) { self.environment = environment }

    private func folder(_ variable: String, _ fallback: String) -> String? {
        if let path = environment[variable], path.hasPrefix("/") { return path + "/tally" }
        guard let home = environment["HOME"], home.hasPrefix("/") else { return nil }
        return "\(home)/\(fallback)/tally"
    }

    /// What the user has set up.
    package var config: String? { folder("XDG_CONFIG_HOME", ".config") }
    /// What is worth keeping, and would not be missed on another machine.
    package var state: String? { folder("XDG_STATE_HOME", ".local/state") }
    /// What can be made again.
    package var cache: String? { folder("XDG_CACHE_HOME", ".cache") }

    package var plugins: String? { config.map { $0 + "/plugins" } }
    /// What the shell runs when it starts.
    package var startUpFile: String? { config.map { $0 + "/init.tally" } }
}
