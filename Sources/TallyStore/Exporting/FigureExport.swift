import TallyModel

/// How an export was asked for.
package struct ExportOptions: Sendable {
    /// The id of the only area; every area where `nil`.
    package var area: String?
    /// The day at whose end the store is read.
    package var asKnown: Day?
    /// Every value that a figure has had, in place of the one in force.
    package var everyVersion = false

    package init(area: String? = nil, asKnown: Day? = nil, everyVersion: Bool = false) {
        self.area = area
        self.asKnown = asKnown
        self.everyVersion = everyVersion
    }
}

/// What an export wrote, and what the file cannot carry.
package struct ExportReport: Sendable, Hashable {
    package internal(set) var figures = 0
    package internal(set) var references = 0
    package internal(set) var populations = 0
    /// On how many days what was written became known.
    package internal(set) var days = 0
    /// Areas that no plugin declares and that go without the codes that files gave them.
    package internal(set) var areasWithoutCodes = 0
    /// Indicators, references and populations that are stored and that no plugin knows any more.
    package internal(set) var unknown: [String] = []
    /// Figures whose period cannot be written so that it is read as the same.
    package internal(set) var undated = 0
    package internal(set) var milestones = 0
    package internal(set) var neighbours = 0
}

/// The columns of an export: those of ``FileFormat/figureRows``, so that it can be imported.
enum ExportColumns {
    static let figure = [
        "indicator", "kind", "area", "breakdown", "reference", "period", "period_type", "value",
        "source", "cited", "theme", "unit", "good_is", "lies_in",
    ]
    /// What is told beside where a figure stands more than once.
    static let version = ["known_at", "standing", "import", "file", "row", "column"]
}

/// Lines of CSV, gathered to be written many at a time.
struct CSVLines {
    private(set) var bytes: [UInt8] = []
    private var isFirst = true

    static let capacity = 65_536

    init() { bytes.reserveCapacity(Self.capacity + 1_024) }

    var isFull: Bool { bytes.count >= Self.capacity }

    mutating func clear() { bytes.removeAll(keepingCapacity: true) }

    mutating func add(_ field: String) {
        if !isFirst { bytes.append(UInt8(ascii: ",")) }
        isFirst = false
        let needsQuotes = field.utf8.contains {
            $0 == UInt8(ascii: ",") || $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: "\n")
                || $0 == UInt8(ascii: "\r")
        }
        guard needsQuotes else {
            bytes.append(contentsOf: field.utf8)
            return
        }
        bytes.append(UInt8(ascii: "\""))
        for byte in field.utf8 {
            if byte == UInt8(ascii: "\"") { bytes.append(byte) }
            bytes.append(byte)
        }
        bytes.append(UInt8(ascii: "\""))
    }

    mutating func endLine() {
        bytes.append(UInt8(ascii: "\n"))
        isFirst = true
    }
}
