import TallyModel
import TallyRender

extension Command {
    static let format = Command(
        name: "format", usage: ".format [NAME]",
        summary: "shows or sets how results are written: "
            + ResultFormat.allCases.map(\.rawValue).joined(separator: ", "),
        arguments: { _ in ResultFormat.allCases.map(\.rawValue) },
        run: { session, argument, place throws(Diagnostic) in
            if argument.isEmpty { return .lines(["format \(session.options.format.rawValue)"]) }
            guard let format = ResultFormat(rawValue: argument.lowercased()) else {
                let known = ResultFormat.allCases.map(\.rawValue)
                throw .badArgument(
                    "format", argument, wanted: "one of \(known.joined(separator: ", "))", at: place
                )
            }
            session.options.format = format
            return nil
        })
}
