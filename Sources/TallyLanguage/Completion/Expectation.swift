/// One sort of thing that could stand at a place in a sentence.
package enum Expectation: Sendable, Hashable {
    case keyword(Keyword)
    case name(NameKind)
    /// `sep23`, `2022/23`, `latest`
    case period
    case number
    /// What a rate is for: `10k`, `1000`
    case scale
    /// A whole number of periods.
    case count
    /// `months`, `quarters`, `years`
    case unit
    /// The name of a function, before its bracket.
    case function
    /// `+ - * / ??`
    case binaryOperator
    /// `a year ago`, `3 months ago`
    case shift
    /// A minus before a value.
    case minus
    case openBracket, closeBracket, comma, equals
    /// The name that `let` gives.
    case newName
    /// What `list` lists: see ``ListKind``.
    case listKind
    /// Such a kind where it may be asked for without `list`: see ``ListKind/bareWords``.
    case bareListKind
    /// `area`, `month`: what `by` splits by beside dimensions; see ``ByKey/Kind/builtIn``.
    case byWord
    /// `neighbours`, before `of` and an area.
    case neighbours
    /// The name of a check, which the vocabulary does not have.
    case checkName
    /// A column of the result that is asked for.
    case column
    /// `=`, `<>`, `<`
    case comparison
    /// What a column is compared with: a number, words or a text in quotes.
    case value
    /// `year to date`, a clause of three words; then its last word.
    case yearToDate, date
    /// `known`, between `as` and `at`.
    case known
    /// `|`, before a stage.
    case pipe
    /// A kind of chart.
    case chartKind
    /// A format to write a result in.
    case format
    /// The name of a file, in quotes.
    case fileName
    /// A command of the shell, with its dot.
    case command
    /// What follows a command of the shell on its line.
    case argument(command: String)
    /// Nothing more: the sentence is whole.
    case end
}

/// The expectations at one place, as bits: they are collected for every word that is read.
struct ExpectationSet: Equatable {
    /// Those expectations that are neither keywords nor kinds of names, in the order in which they
    /// are told.
    enum Plain: UInt8, CaseIterable {
        case period, number, scale, count, unit, function, openBracket, minus, binaryOperator, shift
        case newName, listKind, bareListKind, byWord, neighbours, checkName, column, value
        case comparison
        /// Brackets around a condition, and around the values behind `in`.
        case bracketedCondition, bracketedList
        case yearToDate, date, known, chartKind, format, fileName, command, equals, comma,
            closeBracket, pipe, end

        var expectation: Expectation {
            switch self {
            case .period: .period
            case .number: .number
            case .scale: .scale
            case .count: .count
            case .unit: .unit
            case .function: .function
            case .openBracket, .bracketedCondition, .bracketedList: .openBracket
            case .minus: .minus
            case .binaryOperator: .binaryOperator
            case .shift: .shift
            case .newName: .newName
            case .listKind: .listKind
            case .bareListKind: .bareListKind
            case .byWord: .byWord
            case .neighbours: .neighbours
            case .checkName: .checkName
            case .column: .column
            case .value: .value
            case .comparison: .comparison
            case .yearToDate: .yearToDate
            case .date: .date
            case .known: .known
            case .chartKind: .chartKind
            case .format: .format
            case .fileName: .fileName
            case .pipe: .pipe
            case .command: .command
            case .equals: .equals
            case .comma: .comma
            case .closeBracket: .closeBracket
            case .end: .end
            }
        }
    }

    private var keywords: UInt64 = 0
    private var names: UInt32 = 0
    private var plain: UInt64 = 0

    init() {}

    init(keywords: [Keyword] = [], names: [NameKind] = [], _ plain: [Plain] = []) {
        for keyword in keywords { self.keywords |= 1 << UInt64(keyword.rawValue) }
        for kind in names { self.names |= Self.bit(kind) }
        for item in plain { self.plain |= 1 << UInt64(item.rawValue) }
    }

    private static func bit(_ kind: NameKind) -> UInt32 {
        1 << UInt32(NameKind.allCases.firstIndex(of: kind) ?? 0)
    }

    var isEmpty: Bool { keywords == 0 && names == 0 && plain == 0 }

    @inline(__always)
    mutating func insert(_ keyword: Keyword) { keywords |= 1 << UInt64(keyword.rawValue) }

    @inline(__always)
    mutating func insert(_ item: Plain) { plain |= 1 << UInt64(item.rawValue) }

    mutating func remove(_ keyword: Keyword) { keywords &= ~(1 << UInt64(keyword.rawValue)) }
    mutating func remove(_ item: Plain) { plain &= ~(1 << UInt64(item.rawValue)) }

    @inline(__always)
    mutating func formUnion(_ other: ExpectationSet) {
        keywords |= other.keywords
        names |= other.names
        plain |= other.plain
    }

    /// Takes away all that another has.
    mutating func subtract(_ other: ExpectationSet) {
        keywords &= ~other.keywords
        names &= ~other.names
        plain &= ~other.plain
    }

    func contains(_ keyword: Keyword) -> Bool { keywords & (1 << UInt64(keyword.rawValue)) != 0 }
    func contains(_ item: Plain) -> Bool { plain & (1 << UInt64(item.rawValue)) != 0 }
    func contains(_ kind: NameKind) -> Bool { names & Self.bit(kind) != 0 }

    var keywordList: [Keyword] { Keyword.allCases.filter(contains) }
    var nameKinds: [NameKind] { NameKind.allCases.filter(contains) }
    var plainList: [Plain] { Plain.allCases.filter(contains) }

    /// Only the kinds of names.
    var namesOnly: ExpectationSet {
        var result = ExpectationSet()
        result.names = names
        return result
    }

    /// What may be in quotes, as inside a quotation mark.
    var quotedOnly: ExpectationSet {
        var result = namesOnly
        for item in [Plain.column, .value, .fileName] where contains(item) { result.insert(item) }
        return result
    }

    /// Each expectation: names, then the rest, then keywords.
    var all: [Expectation] {
        nameKinds.map(Expectation.name) + plainList.map(\.expectation)
            + keywordList.map(Expectation.keyword)
    }
}
