import TallyEngine
import TallyModel

extension Command {
    static let timing = Command(
        name: "timing", usage: ".timing [on|off]",
        summary: "whether a line says how long each result took",
        details: [
            "and what was read for it; the line goes to standard error, so that results stay what they are"
        ],
        examples: [".timing on"], group: .results,
        arguments: { _ in ["on", "off"] },
        run: { session, argument, place throws(Diagnostic) in
            if argument.isEmpty {
                return .lines(["timing \(session.reading == nil ? "off" : "on")"])
            }
            guard let isOn = argument.isOn else {
                throw .badArgument("timing", argument, wanted: "'on' or 'off'", at: place)
            }
            session.time(isOn)
            return nil
        })
}
