/// Every word that the language keeps for itself, in any mixture of cases.
///
/// The manual's list comes from here, and a name that is typed without quotes may neither begin nor
/// end with one of them.
package enum Keyword: UInt8, CaseIterable, Sendable, Hashable {
    case `let`, rate, per, of, share, compare, vs, trend, rank, list, describe, explain, lineage
    case verdict, why, headline, revisions, check, report
    case `for`, `in`, at, from, to, since, last, by, `where`, rolling, `as`
    case excl, only, previous, ago, latest
    case and, or, not, `is`, contains, meets, misses, improves, worsens, when
    case sort, asc, desc, top, worst, best, columns, chart
    case help, quit, exit, read, assert, echo

    /// The word as it is printed, and what it means in one line.
    private var entry: (word: String, meaning: String) {
        switch self {
        case .let: ("let", "names a query for the statements after it")
        case .rate: ("rate", "a value for so many of a population")
        case .per: ("per", "the scale of a rate")
        case .of: ("of", "the population of a rate, or the whole of a share")
        case .share: ("share", "a part of a whole, as a percentage")
        case .compare: ("compare", "periods, references, areas or values side by side")
        case .vs: ("vs", "stands between the things compared")
        case .trend: ("trend", "a value over time")
        case .rank: ("rank", "areas in order of a value")
        case .list: ("list", "what there is of one kind")
        case .describe: ("describe", "all that is known of one name")
        case .explain: ("explain", "how a figure is reached")
        case .lineage: ("lineage", "what depends on what")
        case .verdict: ("verdict", "whether a series shows a real change")
        case .why: ("why", "what a change is due to")
        case .headline: ("headline", "the figures that matter most")
        case .revisions: ("revisions", "every value that a figure has had")
        case .check: ("check", "what does not reconcile")
        case .report: ("report", "a prepared set of answers")
        case .for: ("for", "the areas, themes or indicators asked for")
        case .in: ("in", "the period of one figure")
        case .at: ("at", "the period of one figure")
        case .from: ("from", "the first period of a series")
        case .to: ("to", "the last period of a series or a range, or where a result goes")
        case .since: ("since", "the first period of a series that runs to the latest")
        case .last: ("last", "so many of the latest periods")
        case .by: ("by", "one row for each member, area or period")
        case .where: ("where", "which rows to keep")
        case .rolling: ("rolling", "a window that moves along the series")
        case .as: ("as", "as known at a date")
        case .excl: ("excl", "leaves subgroups out")
        case .only: ("only", "keeps nothing but subgroups")
        case .previous: ("previous", "the period before")
        case .ago: ("ago", "so much earlier")
        case .latest: ("latest", "the newest period that has data")
        case .and: ("and", "both conditions hold")
        case .or: ("or", "either condition holds")
        case .not: ("not", "a condition does not hold")
        case .is: ("is", "what a row's value must be")
        case .contains: ("contains", "what stands somewhere in a row's text")
        case .meets: ("meets", "is as good as a reference or better")
        case .misses: ("misses", "is worse than a reference")
        case .improves: ("improves", "is better than in the period before")
        case .worsens: ("worsens", "is worse than in the period before")
        case .when: ("when", "the last period in which a condition held")
        case .sort: ("sort", "puts rows in order")
        case .asc: ("asc", "smallest first")
        case .desc: ("desc", "greatest first")
        case .top: ("top", "the first rows of what is sorted, ranked or listed, else the greatest")
        case .worst: ("worst", "the rows that stand worst")
        case .best: ("best", "the rows that stand best")
        case .columns: ("columns", "which columns to show")
        case .chart: ("chart", "draws the result")
        case .help: ("help", "how to use the shell")
        case .quit: ("quit", "ends the shell")
        case .exit: ("exit", "ends the shell")
        case .read: ("read", "runs a script")
        case .assert: ("assert", "fails where a condition does not hold")
        case .echo: ("echo", "writes the rest of the line")
        }
    }

    /// As it is printed: lower case.
    package var word: String { entry.word }

    /// What it means, in one line without a full stop.
    package var meaning: String {
        isForLater ? "kept for later: \(entry.meaning)" : entry.meaning
    }

    /// Whether no sentence has it yet, and it only waits for its meaning.
    package var isForLater: Bool {
        switch self {
        case .verdict, .why, .headline, .report: true
        default: false
        }
    }

    /// The keyword that a word is, in any mixture of cases.
    package init?(_ word: some StringProtocol) {
        var key = KeywordKey()
        for byte in word.utf8 { key.append(byte) }
        guard let keyword = key.keyword else { return nil }
        self = keyword
    }

    /// Whether a name begins or ends with a keyword, so that it can only be typed in quotes.
    package static func edges(_ name: String) -> Bool {
        let words = NameFolding.words(name)
        guard let first = words.first, let last = words.last else { return false }
        return Keyword(first) != nil || Keyword(last) != nil
    }

    /// The keywords, each at the first place that was free from that of its key on.
    fileprivate static let places: [(bits: UInt64, keyword: Keyword?)] = {
        var result = [(bits: UInt64, keyword: Keyword?)](
            repeating: (0, nil), count: KeywordKey.placeCount)
        for keyword in allCases {
            var key = KeywordKey()
            for byte in keyword.word.utf8 { key.append(byte) }
            var place = key.place
            while result[place].keyword != nil { place = KeywordKey.place(after: place) }
            result[place] = (key.bits, keyword)
        }
        return result
    }()
}

/// A word as a number, five bits a letter, so that a keyword is found without comparing texts.
struct KeywordKey {
    /// Zero where a byte was no letter or there were more than twelve.
    private(set) var bits: UInt64 = 0
    private var count = 0

    @inline(__always)
    mutating func append(_ byte: UInt8) {
        let letter = (byte | 0x20) &- UInt8(ascii: "a")
        if letter < 26, count < 12 {
            bits = bits << 5 | UInt64(letter &+ 1)
            count += 1
        } else {
            bits = 0
            count = 99
        }
    }

    var keyword: Keyword? {
        if bits == 0 || count > 9 || count < 2 { return nil }
        var place = place
        while let keyword = Keyword.places[place].keyword {
            if Keyword.places[place].bits == bits { return keyword }
            place = Self.place(after: place)
        }
        return nil
    }

    /// Several times as many as there are keywords.
    static let placeCount = 512

    /// Multiplicative hashing: the upper nine bits. Source: Knuth, "The Art of Computer
    /// Programming", volume 3, 6.4.
    var place: Int { Int((bits &* 0x9E37_79B9_7F4A_7C15) >> 55) }

    static func place(after place: Int) -> Int { (place + 1) % placeCount }
}
