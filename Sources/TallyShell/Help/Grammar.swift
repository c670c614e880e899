/// The page of the manual with the grammar, as help quotes it.
struct Grammar {
    struct Rule {
        /// The production, as many lines as it has.
        var form: [String]
        /// What it is, in a sentence without a full stop; `nil` where the page does not say.
        var meaning: String?
        /// What is typed first of the transcript that shows it.
        var example: String?
    }

    /// By name, and the names in the order of the page.
    private(set) var rules: [String: Rule] = [:]
    private(set) var names: [String] = []

    init(page: String) {
        let lines = page.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        guard let open = lines.firstIndex(of: "```grammar"),
            let close = lines[(open + 1)...].firstIndex(of: "```")
        else { return }
        for line in lines[(open + 1)..<close] {
            let words = line.split(separator: " ")
            if line.first?.isLowercase == true, words.count > 2, words[1] == "=" {
                names.append(String(words[0]))
                rules[String(words[0])] = Rule(form: [words.joined(separator: " ")])
            } else if let last = names.last, !words.isEmpty {
                rules[last]?.form.append("    " + words.joined(separator: " "))
            }
        }
        var current: String?
        for line in lines[close...] {
            if line.hasPrefix("`"), let end = line.firstRange(of: "`: ") {
                let name = String(line[line.index(after: line.startIndex)..<end.lowerBound])
                let meaning = line[end.upperBound...]
                rules[name]?.meaning = String(meaning.last == "." ? meaning.dropLast() : meaning)
                current = name
            } else if line.hasPrefix("> "), let name = current {
                rules[name]?.example = String(line.dropFirst(2))
                current = nil
            }
        }
    }

    /// The rule of a word: the one of its name, else the first in which it stands.
    func rule(of word: String) -> Rule? {
        if let own = rules[word] { return own }
        let name = names.first { name in
            rules[name]?.form.contains { line in
                line.split(separator: " ").contains { $0 == "\"\(word)\"" }
            } ?? false
        }
        return name.flatMap { rules[$0] }
    }
}
