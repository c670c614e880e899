import TallyEngine
import TallyLanguage

/// What help tells beside words, functions, commands and names.
struct HelpTopic: Sendable {
    let name: String
    var synonyms: [String] = []
    let lines: @Sendable (Session) -> [String]

    /// The topic that has the forms of everything.
    static let grammar = "grammar"

    static func named(_ name: String) -> HelpTopic? {
        all.first { $0.name == name || $0.synonyms.contains(name) }
    }

    /// Words in lines that fit a screen.
    private static func lines(of words: [String]) -> [String] {
        var lines: [String] = []
        var line = " "
        for word in words {
            if line.count + 1 + word.count > 78 {
                lines.append(line)
                line = " "
            }
            line += " " + word
        }
        return lines + [line]
    }

    /// Periods as they are written, each of which stands behind the name of an indicator, with `in`
    /// where it does not begin with a word of its own.
    static let periods: [(examples: [String], meaning: String)] = [
        (["sep23", "September 2023"], "a month"),
        (["q2 2023/24"], "a quarter of a year that begins in April"),
        (["2023/24"], "such a year"),
        (["cy2023", "ay2022/23"], "a calendar year; a year that begins in September"),
        (["2023-09-30", "30/09/2023"], "a day"),
        (["latest", "previous"], "the newest with data, and the one before"),
        (["3 months ago", "1 year ago"], "as long ago"),
        (["from apr23 to sep23"], "a series"),
        (["since apr23", "last 6 months"], "a series to the newest"),
    ]

    /// In the order in which help names them.
    static let all: [HelpTopic] = [
        HelpTopic(name: "periods", synonyms: ["dates"]) { _ in
            ["Periods"]
                + periods.map { period in
                    let examples = period.examples.joined(separator: ", ")
                    let gap = String(repeating: " ", count: max(2, 28 - examples.count))
                    return "  \(examples)\(gap)\(period.meaning)"
                }
        },
        HelpTopic(name: "status", synonyms: ["red", "amber", "green", "rag"]) { session in
            let usual = StatusPolicy.usual.words { _ in "target" }
            let stated = session.catalogue.policiesInWords.filter { $0.words != usual }
            return [
                "Status: green, amber or red",
                "  how good a figure is beside its references, by a policy that plugins state:",
            ]
                + stated.flatMap { policy in
                    lines(
                        of: ["\(policy.plugin):"]
                            + policy.words.split(separator: " ").map(String.init))
                }
                + lines(
                    of: ["others:"] + usual.split(separator: " ").map(String.init)
                ) + [
                    "  none where neither high nor low is good, or where there is nothing to meet",
                    "  under a figure stands why it is amber or red; 'describe NAME' has its policy",
                    "  compare latest vs target where status is red   keeps such rows",
                ]
        },
        HelpTopic(name: grammar) { _ in
            let grammar = Grammar(page: BuiltIn.grammarPage)
            return ["The grammar; '.help NAME' tells of each of its names:"]
                + grammar.names.flatMap { grammar.rules[$0]?.form ?? [] }.map { "  \($0)" }
        },
        HelpTopic(name: "keywords", synonyms: ["words"]) { _ in
            let now = Keyword.allCases.filter { !$0.isForLater }.map(\.word)
            let later = Keyword.allCases.filter(\.isForLater).map(\.word)
            return ["Words of the language, each explained by '.help WORD':"] + lines(of: now)
                + ["Kept for later, and no names either:"] + lines(of: later)
        },
        HelpTopic(name: "errors") { _ in
            [
                "Errors",
                "  error[code]: what is wrong, with the place under it in the sentence",
                "  note: why, and what there is instead; try: a sentence that works",
                "  try without 'WORDS': one that leaves those words out, where none has them all",
                "  after an error with one way out, Tab puts it into the line and Enter then runs it",
                "  '.help CODE' shows an example of each of these codes:",
            ] + lines(of: ErrorExamples.codes)
        },
        HelpTopic(name: "keys") { _ in
            [
                "Keys",
                "  Tab                      completes, or shows what fits",
                "  Up, Down                 what was typed before and after",
                "  Ctrl-R                   finds what was typed, letter by letter",
                "  Ctrl-A, Ctrl-E           to the line's beginning and end",
                "  Ctrl-L                   clears the screen",
                "  Ctrl-C                   drops the line, or cancels what runs",
                "  Ctrl-D                   ends the shell, on an empty line",
                "  others are set in ~/.editrc: '.help editrc'",
            ]
        },
        HelpTopic(name: "editrc", synonyms: [".editrc"]) { _ in
            [
                "~/.editrc",
                "  the settings of the line editor, read when the shell starts",
                "  bind -v                  has the keys of vi",
                "  tally:bind ^T tab-word   holds in this program only; 'man editrc' has all",
            ]
        },
        HelpTopic(name: "start-up", synonyms: ["startup", "start-up file", "init"]) { session in
            let folders = UserFolders(session.options.environment)
            let said: (String?) -> String = { $0 ?? "nowhere: HOME is not set" }
            return [
                "Start-up file: \(said(folders.startUpFile))",
                "  statements that the shell runs when it starts, unless --no-init is given",
                "  plugins that always load: \(said(folders.plugins))",
                "  what was typed: \(said(folders.state.map { $0 + "/history" }))",
            ]
        },
    ]
}
