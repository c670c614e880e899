import TallyEngine
import TallyModel
import TallyRender

/// A setting as the command says it that makes it.
struct Setting {
    /// With its dot and the space behind it.
    let command: String
    let argument: String
    let isUsual: Bool

    var text: String { command + argument }
}

extension Session {
    /// What is in force of the settings on which answers depend.
    var settings: [Setting] {
        [
            Setting(
                command: ".area ", argument: engine.area ?? "none", isUsual: engine.area == nil),
            Setting(
                command: ".asof ", argument: engine.asKnown?.iso ?? "now",
                isUsual: engine.asKnown == nil),
            Setting(
                command: ".format ", argument: options.format.rawValue,
                isUsual: options.format == .table),
        ]
    }

    /// What was in force of them when the session began, by command.
    var usualSettings: [String: String] {
        [
            Command.area.name: options.area?.lowercased() ?? "none",
            Command.asOf.name: options.asKnown ?? "now",
            Command.format.name: usualFormat.rawValue,
        ]
    }

    /// `tally [worcestershire, as of 1 Sep 2023]> `: what differs from the usual, in ASCII, since a
    /// terminal may know nothing else.
    package var prompt: String {
        var parts: [String] = []
        if let area = engine.area { parts.append(area) }
        if let day = engine.asKnown {
            parts.append("as of \(Period.day(day).title(in: Calendar()))")
        }
        if options.format != .table { parts.append(options.format.rawValue) }
        if isRecording { parts.append("recording") }
        let state = parts.joined(separator: ", ").filter(\.isASCII)
        return state.isEmpty ? "tally> " : "tally [\(state)]> "
    }

    /// Says what a command has changed to whoever typed it at a prompt; a script and a transcript
    /// show nothing of it.
    func tell(_ line: String, at place: Diagnostic.Place) {
        guard screen != nil, readDepth == 0, place.source.name == nil else { return }
        sink?.write(line + "\n")
    }
}
