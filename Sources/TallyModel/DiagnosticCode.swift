/// The stable kebab-case code of every diagnostic, and what kind of failure it is.
package enum DiagnosticCode: String, CaseIterable, Hashable, Sendable {
    // What was typed.
    case unexpectedWord = "unexpected-word"
    case unclosedBracket = "unclosed-bracket"
    case unclosedQuote = "unclosed-quote"
    case missingSpaces = "missing-spaces"
    case badNumber = "bad-number"
    case badPeriod = "bad-period"
    case ambiguousPeriod = "ambiguous-period"
    case repeatedClause = "repeated-clause"
    case clauseInsideCompare = "clause-inside-compare"
    case nestedTooDeeply = "nested-too-deeply"
    case inputTooLong = "input-too-long"
    case notText = "not-text"

    // What the words stand for.
    case unknownIndicator = "unknown-indicator"
    case unknownName = "unknown-name"
    case unknownFunction = "unknown-function"
    case unknownCommand = "unknown-command"
    case unknownTopic = "unknown-topic"
    case ambiguousName = "ambiguous-name"
    case wrongKindOfName = "wrong-kind-of-name"
    case reservedName = "reserved-name"

    // What the sentence would mean.
    case noSubgroup = "no-subgroup"
    case noPopulation = "no-population"
    case noArea = "no-area"
    case nothingWithin = "nothing-within"
    case noReference = "no-reference"
    case noReferenceThen = "no-reference-then"
    case unitClash = "unit-clash"
    case summingAStock = "summing-a-stock"
    case summingOverlaps = "summing-overlaps"
    case averagingRatios = "averaging-ratios"
    case ratioWithoutParts = "ratio-without-parts"
    case kindUnknown = "kind-unknown"
    case kindClash = "kind-clash"
    case nothingToCompare = "nothing-to-compare"
    case lengthsDiffer = "lengths-differ"
    case unfinishedPeriod = "unfinished-period"
    case windowNeeded = "window-needed"
    case noFormula = "no-formula"
    case neverPublished = "never-published"
    case cancelled = "cancelled"
    case noResultYet = "no-result-yet"

    // Scripts.
    case assertionFailed = "assertion-failed"
    case scriptFailed = "script-failed"

    // The command line, files and the store.
    case usage
    case fileNotFound = "file-not-found"
    case fileUnreadable = "file-unreadable"
    case fileUnwritable = "file-unwritable"
    case notAStore = "not-a-store"
    case newerStore = "newer-store"
    case storeUnwritable = "store-unwritable"
    case storeDamaged = "store-damaged"
    case noImport = "no-import"
    case alreadyUndone = "already-undone"
    case unknownFormat = "unknown-format"
    case badRow = "bad-row"
    case emptyFile = "empty-file"
    case olderEncoding = "older-encoding"
    case unreadColumn = "unread-column"
    case declaredOtherwise = "declared-otherwise"
    case unlikelyFigure = "unlikely-figure"
    case unknownUnit = "unknown-unit"

    // Plugins.
    case badJSON = "bad-json"
    case badPlugin = "bad-plugin"
    case unknownField = "unknown-field"
    case missingField = "missing-field"
    case wrongType = "wrong-type"
    case badValue = "bad-value"
    case duplicateName = "duplicate-name"
    case formulaCycle = "formula-cycle"
    case testFailed = "test-failed"

    /// What failed, which decides the exit code.
    package enum Origin: Hashable, Sendable {
        case statement, usage, store, plugin
    }

    package var origin: Origin {
        switch self {
        case .usage: .usage
        case .fileNotFound, .fileUnreadable, .fileUnwritable, .notAStore, .newerStore,
            .storeUnwritable, .storeDamaged, .noImport, .alreadyUndone, .unknownFormat, .badRow,
            .emptyFile,
            .olderEncoding, .unreadColumn,
            .declaredOtherwise, .unlikelyFigure, .unknownUnit:
            .store
        case .badJSON, .badPlugin, .unknownField, .missingField, .wrongType, .badValue,
            .duplicateName, .formulaCycle:
            .plugin
        default: .statement
        }
    }
}
