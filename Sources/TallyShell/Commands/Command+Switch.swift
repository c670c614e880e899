import TallyEngine
import TallyModel

extension Command {
    /// A command that turns something on and off, and alone says which it is.
    static func onOff(
        _ name: String, summary: String, details: [String], example: String,
        isOn: @escaping @Sendable (Session) -> Bool,
        turn: @escaping @Sendable (Session, Bool) -> Void
    ) -> Command {
        Command(
            name: name, usage: ".\(name) [on|off]", summary: summary, details: details,
            examples: [example], group: .results, trace: .none,
            arguments: { _ in [Candidate("on"), Candidate("off")] },
            run: { session, argument, place throws(Diagnostic) in
                func said() -> String { "\(name) \(isOn(session) ? "on" : "off")" }
                if argument.isEmpty { return .lines([said()]) }
                guard let wanted = argument.isOn else {
                    throw .badArgument(name, argument, wanted: "'on' or 'off'", at: place)
                }
                turn(session, wanted)
                session.tell(said(), at: place)
                return nil
            })
    }
}
