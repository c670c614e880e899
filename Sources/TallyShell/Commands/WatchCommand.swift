import TallyEngine
import TallyModel

extension Command {
    static let watch = Command(
        name: "watch", usage: ".watch SECONDS QUERY",
        summary: "asks a query again every so many seconds, until Ctrl-C",
        details: ["only on a terminal, where the result is updated in place"],
        examples: [".watch 5 list indicators"], group: .results, trace: .none,
        argument: .query,
        run: { session, argument, place throws(Diagnostic) in
            let words = argument.split(separator: " ", maxSplits: 1).map(String.init)
            guard let first = words.first, let seconds = Double(first),
                Session.watchSeconds.contains(seconds)
            else {
                throw .badArgument(
                    "watch", words.first ?? "",
                    wanted: "as in '.watch 5 QUERY': from 0.1 seconds to a day", at: place)
            }
            guard words.count == 2 else {
                throw .badArgument("watch", first, wanted: "followed by a query", at: place)
            }
            try session.watch(words[1], every: seconds, at: place)
            return nil
        })
}
