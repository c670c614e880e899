import TallyLanguage

/// What a sentence that is offered leaves out of the one that was typed.
enum Omission {
    /// The words of a query that another made from it lacks, where it has no others in their place:
    /// `by sex`; `nil` where there are none.
    static func words(of typed: Query, lackingIn offer: Query) -> String? {
        if let own = typed.clauses.window, let other = offer.clauses.window {
            // Other periods are no fewer words of the same.
            let texts = [own, other].map {
                Printer.text(Query(typed.phrase, Clauses(window: $0), typed.span))
            }
            if texts[0] != texts[1] { return nil }
        }
        let own = words(typed).dropFirst(counts(typed, offer) ? 1 : 0)
        var left: [String: Int] = [:]
        for word in words(offer) { left[word.lowercased(), default: 0] += 1 }
        var runs: [[String]] = []
        var isInRun = false
        for word in own {
            let count = left[word.lowercased(), default: 0]
            if count > 0 {
                left[word.lowercased()] = count - 1
                isInRun = false
                continue
            }
            if isInRun { runs[runs.count - 1].append(word) } else { runs.append([word]) }
            isInRun = true
        }
        // Of what has other words something is changed, not left out.
        guard left.values.allSatisfy({ $0 == 0 }) else { return nil }
        // How a thing is asked for is no part of it.
        runs.removeAll { run in run.allSatisfy { Keyword($0)?.saysNothingAlone ?? false } }
        return runs.isEmpty
            ? nil : runs.map { $0.joined(separator: " ") }.joined(separator: "', '")
    }

    /// Whether one counts the periods in which the condition holds that the other asks for, which
    /// says in how many it held.
    private static func counts(_ typed: Query, _ offer: Query) -> Bool {
        guard case .value(let value) = typed.phrase, case .value(let condition) = offer.phrase,
            case .call("count", _, let arguments) = value.kind, arguments.count == 1
        else { return false }
        return Printer.text(arguments[0]) == Printer.text(condition)
    }

    private static func words(_ query: Query) -> [String] {
        let separators: Set<Character> = [" ", ",", "(", ")", "|"]
        return Printer.text(query).split { separators.contains($0) }.map(String.init)
    }
}

extension Keyword {
    /// Whether it only says how something is shown, or what stands behind it.
    fileprivate var saysNothingAlone: Bool {
        switch self {
        case .trend, .compare, .explain, .list, .describe, .for, .in, .by, .of, .vs: true
        default: false
        }
    }
}
