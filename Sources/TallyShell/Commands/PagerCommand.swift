import TallyEngine
import TallyModel

extension Command {
    static let pager = Command(
        name: "pager", usage: ".pager [on|off]",
        summary: "whether a long result goes to the pager",
        details: [
            "the pager is $PAGER, else less; off a terminal there is none"
        ],
        examples: [".pager off"], group: .results,
        arguments: { _ in ["on", "off"] },
        run: { session, argument, place throws(Diagnostic) in
            if argument.isEmpty {
                return .lines(["pager \(session.options.pages ? "on" : "off")"])
            }
            guard let pages = argument.isOn else {
                throw .badArgument("pager", argument, wanted: "'on' or 'off'", at: place)
            }
            session.options.pages = pages
            return nil
        })
}
