import TallyEngine
import TallyModel
import TallyRender

/// What answers depend on beside the sentence: one value for each command that sets it.
struct Setting: Sendable {
    /// The name of the command.
    let command: String
    /// With what the program begins where nothing else is said, as the command takes it.
    let usual: String
    /// What is in force, as the command takes it.
    let current: @Sendable (Session) -> String
    /// What the prompt says of it where it is not as usual.
    let prompted: @Sendable (Session) -> String

    static let all = [area, asOf, format]

    static let area = Setting(
        command: "area", usual: "none", current: { $0.engine.area ?? "none" },
        prompted: { $0.engine.area ?? "" })

    static let asOf = Setting(
        command: "asof", usual: "now", current: { $0.engine.asKnown?.iso ?? "now" },
        prompted: { session in
            session.engine.asKnown.map { "as of \(Period.day($0).title(in: Calendar()))" } ?? ""
        })

    static let format = Setting(
        command: "format", usual: ResultFormat.table.rawValue,
        current: { $0.options.format.rawValue }, prompted: { $0.options.format.rawValue })

    /// A setting with what is in force of it.
    struct Made: Equatable {
        let command: String
        let argument: String
        let isUsual: Bool

        /// As it is typed: `.area dorset`.
        var text: String { start + argument }
        var start: String { ".\(command) " }
    }

    /// What is in force of it in a session.
    func made(in session: Session) -> Made {
        let argument = current(session)
        return Made(command: command, argument: argument, isUsual: argument == usual)
    }
}

extension Session {
    /// What is in force of all settings.
    var settings: [Setting.Made] { Setting.all.map { $0.made(in: self) } }

    /// `tally [worcestershire, as of 1 Sep 2023]> `: what differs from the usual, in ASCII, since a
    /// terminal may know nothing else.
    package var prompt: String {
        var parts = Setting.all.filter { !$0.made(in: self).isUsual }.map { $0.prompted(self) }
        if journal.isRecording { parts.append("recording") }
        let state = parts.joined(separator: ", ").filter(\.isASCII)
        return state.isEmpty ? "tally> " : "tally [\(state)]> "
    }
}
