import TallyModel
import TallyRender

extension Command {
    static let format = Command(
        name: "format", usage: ".format [NAME]",
        summary: "shows or sets how results are written",
        details: ["one of " + ResultFormat.allCases.map(\.rawValue).joined(separator: ", ")],
        examples: [".format csv"], group: .results, setting: .format,
        arguments: { _ in ResultFormat.allCases.map { Candidate($0.rawValue, $0.summary) } },
        run: { session, argument, place throws(Diagnostic) in
            if argument.isEmpty { return .lines(["format \(session.options.format.rawValue)"]) }
            session.options.format = try ResultFormat.named(argument, for: "format", at: place)
            session.tell("format \(session.options.format.rawValue)", at: place)
            return nil
        })
}

extension ResultFormat {
    /// The format that a command was given.
    static func named(_ name: String, for command: String, at place: Diagnostic.Place)
        throws(Diagnostic) -> ResultFormat
    {
        if let format = ResultFormat(rawValue: name.lowercased()) { return format }
        let known = allCases.map(\.rawValue)
        throw .badArgument(
            command, name, wanted: "one of \(known.joined(separator: ", "))",
            meant: Resemblance.closest(to: name.lowercased(), among: known).first, at: place)
    }
}
