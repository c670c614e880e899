import TallyEngine
import TallyModel

extension Diagnostic {
    static let importCancelled = Diagnostic(.cancelled, "the import was cancelled")

    static func emptyFile(_ file: String) -> Diagnostic {
        Diagnostic(.emptyFile, "the file '\(file)' is empty")
    }

    static func noFigures(_ file: String) -> Diagnostic {
        Diagnostic(.emptyFile, "the file '\(file)' holds no figures", severity: .warning)
    }

    static func notText(_ file: String, because reason: String) -> Diagnostic {
        Diagnostic(.unknownFormat, "the file '\(file)' \(reason)")
    }

    static func tooManyColumns(_ file: String, most: Int) -> Diagnostic {
        Diagnostic(.unknownFormat, "the file '\(file)' has more than \(most) columns")
    }

    /// `nearest` is the format whose columns the header has most of, and what it lacks to be one.
    static func unknownFormat(
        _ file: String, nearest: (format: String, lacks: [String])?
    ) -> Diagnostic {
        guard let nearest else {
            return Diagnostic(
                .unknownFormat, "the header of '\(file)' is of no format that can be imported")
        }
        return Diagnostic(
            .unknownFormat,
            "the header of '\(file)' is of no known format; it is nearest to \(nearest.format), "
                + "but lacks \(nearest.lacks.joined(separator: " and "))")
    }

    /// The fields of a file are set apart by something other than commas.
    static func otherSeparator(_ separator: Character, file: String) -> Diagnostic {
        let name = separator == "\t" ? "tabs" : "'\(separator)'"
        return Diagnostic(
            .unknownFormat, "the columns of '\(file)' are set apart by \(name), and not by commas",
            notes: ["save it as CSV with commas"])
    }

    /// No feed has rows whose columns are all in the file, of a format that leaves it to feeds what
    /// its columns mean.
    static func noFeed(_ file: String, format: String) -> Diagnostic {
        Diagnostic(
            .unknownFormat, "no plugin says what the columns of '\(file)' mean",
            notes: [
                "a feed of the format '\(format)' names the column that holds the figures, and what "
                    + "other columns must hold",
                "its metadata CSV beside it says which columns hold figures: tally import "
                    + "\(file) \(file.hasSuffix(".csv") ? String(file.dropLast(4)) : file).meta.csv",
            ])
    }

    static func unreadRows(_ count: Int, first: Int, file: String) -> Diagnostic {
        Diagnostic(
            .unreadColumn,
            count == 1
                ? "row \(first) of '\(file)' is read by no feed"
                : "\(count) rows of '\(file)' are read by no feed, the first is row \(first)",
            severity: .warning)
    }

    static func oldSymbol(_ symbol: String, column: String, file: String) -> Diagnostic {
        Diagnostic(
            .declaredOtherwise,
            "'\(symbol)' in the column '\(column)' of '\(file)' is no published symbol, and was taken "
                + "as not available",
            severity: .warning)
    }

    /// An export of every version has no day of its own on which its figures became known.
    static func everyVersion(_ file: String) -> Diagnostic {
        Diagnostic(
            .unknownFormat,
            "'\(file)' has every value that its figures have had, which cannot be imported at once",
            notes: ["'tally export' without --all writes what can"])
    }

    /// What cannot be, or hardly. `first` is the first of them.
    static func unlikely(
        _ count: Int, _ what: String, first: String, row: Int, column: String, file: String
    ) -> Diagnostic {
        let position = "row \(row), column '\(column)'"
        return Diagnostic(
            .unlikelyFigure,
            count == 1
                ? "a figure of '\(file)' is \(what): \(first) in \(position)"
                : "\(count) figures of '\(file)' are \(what), the first is \(first) in \(position)",
            severity: .warning)
    }

    static func noAreaForFile(_ file: String) -> Diagnostic {
        Diagnostic(
            .noArea, "nothing says which area '\(file)' is about",
            notes: [
                "a column 'area' or 'authority' says it of each row, '--area NAME' of all, or a "
                    + "plugin names its home"
            ])
    }

    /// `column` is the header of the column at fault; `nil` where it is the whole row.
    static func badRow(
        _ problem: Reading.Problem, column: String?, at place: Diagnostic.Place?
    ) -> Diagnostic {
        let position = column.map { "row \(problem.row), column '\($0)'" } ?? "row \(problem.row)"
        return Diagnostic(
            .badRow, "\(position): found \(problem.found), expected \(problem.expected)", at: place)
    }

    static func moreBadRows(_ file: String, count: Int) -> Diagnostic {
        Diagnostic(.badRow, "\(count) more mistakes in '\(file)' are not shown")
    }

    static func windows1252(_ file: String) -> Diagnostic {
        Diagnostic(
            .olderEncoding, "the file '\(file)' is no UTF-8 and was read as Windows-1252",
            severity: .warning)
    }

    static func unreadColumn(_ column: String, file: String) -> Diagnostic {
        Diagnostic(
            .unreadColumn, "the column '\(column)' of '\(file)' is not known and was not read",
            severity: .warning)
    }

    static func repeatedColumn(_ column: String, file: String) -> Diagnostic {
        Diagnostic(
            .unreadColumn, "the column '\(column)' of '\(file)' stands twice; the first was read",
            severity: .warning)
    }

    /// An indicator that no plugin declares has a unit that there is none of.
    static func unknownUnit(_ unit: String, file: String) -> Diagnostic {
        Diagnostic(
            .unknownUnit,
            "'\(file)' prints the unit \(unit.quoted), which is none that is known; its figures were "
                + "taken as plain numbers", severity: .warning)
    }

    static func declaredOtherwise(
        _ indicator: String, _ said: String, row: Int, declared: String
    ) -> Diagnostic {
        Diagnostic(
            .declaredOtherwise,
            "row \(row) says \(said) of '\(indicator)', where its plugin says \(declared)",
            severity: .warning)
    }

    /// Of one period.
    static func twoParents(_ area: String, _ parents: [String], file: String) -> Diagnostic {
        Diagnostic(
            .declaredOtherwise,
            "'\(file)' says of one period that \(area) lies in "
                + "\(parents.joined(separator: " and in ")); the first in order of name counts",
            severity: .warning)
    }

    static func otherParent(
        _ area: String, file: String, says parent: String, plugin declared: String
    ) -> Diagnostic {
        Diagnostic(
            .declaredOtherwise,
            "'\(file)' says that \(area) lies in \(parent), where a plugin says \(declared), "
                + "which counts",
            severity: .warning)
    }

    static func unknownMember(
        _ member: String, of dimension: Dimension, row: Int, file: String
    ) -> Diagnostic {
        Diagnostic(
            .declaredOtherwise,
            "'\(member)' in row \(row) of '\(file)' is no member that a plugin gives the dimension "
                + "'\(dimension.id)', and was taken as '\(Slug.make(member))'",
            severity: .warning)
    }

    /// A measure of a tidy file is called like an indicator, and no feed says that it is that.
    static func measureWithoutFeed(
        _ measure: String, table: String, _ indicator: Indicator, _ context: ReadingContext
    ) -> Diagnostic {
        let plugin = indicator.plugin.map { "the plugin '\($0)' has" } ?? "there is"
        var row = table.isEmpty ? "" : "\"table\": \(JSONString.quoted(table)), "
        row += "\"measure\": \(JSONString.quoted(measure)), \"indicator\": \"\(indicator.id)\""
        return Diagnostic(
            .declaredOtherwise,
            "\(plugin) '\(indicator.id)', called as the measure \(measure.quoted) of "
                + "'\(context.file)', but no feed reads these rows: they are not its figures",
            notes: [
                "a feed of the plugin makes them so: {\"format\": \"tidy\", \"source\": "
                    + "\(JSONString.quoted(context.stem)), \"rows\": [{\(row)}]}"
            ], severity: .warning)
    }
}
