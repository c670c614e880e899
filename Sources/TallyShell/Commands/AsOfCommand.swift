import TallyEngine
import TallyModel

extension Command {
    static let asOf = Command(
        name: "asof", usage: ".asof [DATE|now]",
        summary: "answers with what was known on a day",
        details: ["a sentence with 'as known at' of its own is answered as of that day"],
        examples: [".asof 2023-10-31", ".asof now"], group: .session, setting: .asOf,
        arguments: { _ in [Candidate("now", "all that is known")] },
        run: { session, argument, place throws(Diagnostic) in
            func said() -> String {
                session.engine.asKnown.map { "as known on \($0.iso)" } ?? "as of now"
            }
            if argument.isEmpty { return .lines([said()]) }
            if argument.lowercased() == "now" {
                session.engine.asKnown = nil
                session.tell(said(), at: place)
                return nil
            }
            guard let day = try? Session.day(argument) else {
                throw .badArgument(
                    "asof", argument, wanted: "'now' or a day such as 2023-10-31", at: place)
            }
            session.engine.asKnown = day
            session.tell(said(), at: place)
            return nil
        })
}
