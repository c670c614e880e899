import TallyEngine
import TallyModel

extension Command {
    static let asOf = Command(
        name: "asof", usage: ".asof [DATE|now]",
        summary: "answers with what was known on a day",
        details: ["a sentence with 'as known at' of its own is answered as of that day"],
        examples: [".asof 2023-10-31", ".asof now"], group: .session,
        arguments: { _ in [Candidate("now", "all that is known")] },
        run: { session, argument, place throws(Diagnostic) in
            if argument.isEmpty {
                return .lines([
                    session.engine.asKnown.map { "as known on \($0.iso)" } ?? "as of now"
                ])
            }
            if argument.lowercased() == "now" {
                session.engine.asKnown = nil
                return nil
            }
            guard let day = try? Session.day(argument) else {
                throw .badArgument(
                    "asof", argument, wanted: "'now' or a day such as 2023-10-31", at: place)
            }
            session.engine.asKnown = day
            return nil
        })
}
