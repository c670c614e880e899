import TallyModel

/// What can be wrong with what an author of plugins asks for.
extension Diagnostic {
    static func noPlugins(in folder: String) -> Diagnostic {
        Diagnostic(
            .fileNotFound, "there is no plugin in the folder '\(folder)': its files end in .json")
    }

    static func badPluginName(_ name: String, near: String?) -> Diagnostic {
        Diagnostic(
            .usage,
            "'\(name)' can't be the id of a plugin: it has the letters a to z, digits, '_' and '-',"
                + " and begins with a letter",
            notes: near.map { ["'\($0)' would do"] } ?? [])
    }

    static func pluginIsThere(_ name: String) -> Diagnostic {
        Diagnostic(
            .usage, "a plugin called '\(name)' is loaded already", notes: ["choose another name"])
    }

    static func noBoard(_ path: String, format: String) -> Diagnostic {
        Diagnostic(
            .unknownFormat,
            "'\(path)' is of the format '\(format)', and indicators are made from a"
                + " board: a row an indicator, a column a month")
    }

    static func boardWithoutRows(_ path: String) -> Diagnostic {
        Diagnostic(.emptyFile, "'\(path)' has no row of which an indicator could be made")
    }

    /// `other` is `plugin.id`.
    static func aliasClash(
        _ alias: String, of other: String, _ first: Place, inOnePlugin: Bool, at place: Place
    ) -> Diagnostic {
        Diagnostic(
            .duplicateName, "the alias '\(alias)' is also a name of '\(other)'", at: place,
            notes: ["that stands at \(first.lineText)"]
                + (inOnePlugin ? [] : ["a formula or a sentence must say which, as '\(other)'"]),
            severity: inOnePlugin ? .error : .warning)
    }

    static func feedWithoutRows(_ format: String, at place: Place) -> Diagnostic {
        Diagnostic(
            .missingField, "a feed of the format '\(format)' without 'rows' reads nothing",
            at: place)
    }

    static func rowNeverReached(_ subject: String, _ first: Place, at place: Place) -> Diagnostic {
        Diagnostic(
            .badValue, "this row reads nothing: all that it is for is read as '\(subject)' before",
            at: place, notes: ["that row stands at \(first.lineText)"])
    }

    static func cellReadTwice(_ first: Place, at place: Place) -> Diagnostic {
        Diagnostic(
            .badValue, "this row reads cells that an earlier one has read", at: place,
            notes: ["the earlier stands at \(first.lineText)"])
    }
}

extension Diagnostic.Place {
    /// `plugins/a.json:12:7`
    var lineText: String {
        let (line, column, _) = source.position(of: span.lower)
        return "\(source.name ?? "line"):\(line):\(column)"
    }
}
