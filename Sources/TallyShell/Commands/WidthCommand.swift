import TallyEngine
import TallyModel

extension Command {
    static let width = Command(
        name: "width", usage: ".width [COLUMNS|auto]",
        summary: "shows or sets how wide a table may be",
        details: ["auto is the width of the terminal; off a terminal nothing is cut"],
        examples: [".width 72", ".width auto"], group: .results, trace: .none,
        arguments: { _ in [Candidate("auto", "the width of the terminal")] },
        run: { session, argument, place throws(Diagnostic) in
            func said() -> String {
                if let chosen = session.outlet.chosenWidth { return "width \(chosen)" }
                return "width auto" + (session.width.map { ": \($0) columns" } ?? "")
            }
            if argument.isEmpty { return .lines([said()]) }
            if argument.lowercased() == "auto" {
                session.outlet.chosenWidth = nil
                session.tell(said(), at: place)
                return nil
            }
            guard let columns = Int(argument), Outlet.widths.contains(columns) else {
                throw .badArgument(
                    "width", argument,
                    wanted: "'auto' or a number from \(Outlet.widths.lowerBound) to "
                        + "\(Outlet.widths.upperBound)", at: place)
            }
            session.outlet.chosenWidth = columns
            session.tell(said(), at: place)
            return nil
        })
}
