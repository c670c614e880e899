import TallyEngine
import TallyModel
import TallyRender

extension Command {
    static let last = Command(
        name: "last", usage: ".last [--format NAME]",
        summary: "writes the last result again",
        details: ["'_' is the last result too, for stages: _ | sort by gap | to csv \"gaps.csv\""],
        examples: [".last", ".last --format csv"], group: .results, trace: .shown,
        arguments: { _ in
            ResultFormat.allCases.map { Candidate("--format \($0.rawValue)", $0.summary) }
        },
        run: { session, argument, place throws(Diagnostic) in
            var words = argument.split(separator: " ").map(String.init)
            if words.first == "--format" { words.removeFirst() }
            guard words.count <= 1 else {
                throw .badArgument(
                    "last", argument, wanted: "nothing, or '--format' and one format", at: place)
            }
            guard let last = session.last else { throw .noResultBefore(at: place) }
            let format = try words.first.map { name throws(Diagnostic) in
                try ResultFormat.named(name, for: "last", at: place)
            }
            session.write(last.table, query: last.query, as: format)
            return nil
        })
}
