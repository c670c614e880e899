import TallyModel

/// What the session refuses.
extension Diagnostic {
    static func unknownCommand(_ name: String, at place: Place) -> Diagnostic {
        let close = Resemblance.closest(to: name, among: Command.all.map(\.name)).first
        let lower = place.span.lower
        let dotted = Place(place.source, Span(lower, lower + 1 + name.utf8.count))
        return Diagnostic(
            .unknownCommand, "there is no command '.\(name)'", at: dotted,
            label: close.map { "did you mean '.\($0)'?" } ?? "'.help' lists the commands",
            replacement: close.map { ".\($0)" })
    }

    /// `place` is the whole command; the argument is looked for in it.
    static func badArgument(
        _ command: String, _ argument: String, wanted: String, meant: String? = nil,
        at place: Place
    ) -> Diagnostic {
        if argument.isEmpty {
            return Diagnostic(
                .usage, "'.\(command)' needs more to go by", at: place, label: wanted)
        }
        return Diagnostic(
            .usage, "'.\(command)' cannot take '\(argument)'", at: place.narrowed(to: argument),
            label: meant.map { "did you mean '\($0)'?" } ?? wanted,
            notes: meant == nil ? [] : ["it takes \(wanted)"], replacement: meant)
    }

    static func needsTerminal(_ command: String, at place: Place) -> Diagnostic {
        Diagnostic(.usage, "'.\(command)' works in the shell, on a terminal only", at: place)
    }

    /// `_` or `.last` where nothing was asked yet.
    static func noResultBefore(at place: Place) -> Diagnostic {
        Diagnostic(
            .noResultYet, "there is no result yet", at: place,
            label: "the result of the last query would stand here")
    }

    /// A script was left at an error that has been reported.
    static func scriptFailed(_ path: String, at place: Place) -> Diagnostic {
        Diagnostic(.scriptFailed, "the script '\(path)' stopped at an error", at: place)
    }

    static func readTooDeep(_ path: String, most: Int, at place: Place) -> Diagnostic {
        Diagnostic(
            .nestedTooDeeply, "scripts read each other more than \(most) deep", at: place,
            label: "'\(path)' is not read")
    }

    /// A file that holds something else and would be lost.
    static func wouldReplaceStore(_ path: String) -> Diagnostic {
        Diagnostic(
            .fileUnwritable, "'\(path)' is a store, and nothing is written over one",
            notes: ["choose another name"])
    }

    static func wouldOverwrite(_ path: String, _ what: String, at place: Place) -> Diagnostic {
        Diagnostic(
            .fileUnwritable, "'\(path)' is there already and is no \(what) of ours", at: place,
            label: "choose another name, or remove it first")
    }

    /// `byte` stands at the place, where the repaired text has a replacement character.
    static func notUTF8(_ byte: UInt8, at place: Place) -> Diagnostic {
        let hex = String(byte, radix: 16, uppercase: true)
        return Diagnostic(
            .notText, "the text is not UTF-8: byte 0x\(hex) begins no character", at: place,
            label: "stands for this byte", notes: ["save the file as UTF-8"])
    }

    static func argumentMissing(_ command: String, wanted: String, at place: Place) -> Diagnostic {
        Diagnostic(.usage, "'.\(command)' needs \(wanted)", at: place)
    }

    static func noSuchFormat(_ name: String, known: [String], at place: Place) -> Diagnostic {
        let close = Resemblance.closest(to: name, among: known).first
        return Diagnostic(
            .unknownName, "there is no format called '\(name)'", at: place,
            label: close.map { "did you mean '\($0)'?" },
            notes: ["the formats are \(known.joined(separator: ", "))"])
    }

    static func stageAfterTo(at place: Place) -> Diagnostic {
        Diagnostic(
            .unexpectedWord, "'to' sends the result away and must be the last stage", at: place)
    }

    static func unknownTopic(_ topic: String, closest: String?, at place: Place) -> Diagnostic {
        Diagnostic(
            .unknownTopic, "there is no help about '\(topic)'", at: place.narrowed(to: topic),
            label: closest.map { "did you mean '\($0)'?" } ?? "'.help' names what there is",
            replacement: closest)
    }

    static func bindsNoExpression(_ name: String, at place: Place) -> Diagnostic {
        Diagnostic(
            .wrongKindOfName, "'let \(name)' names a value, a rate or a share, and this is none",
            at: place)
    }

    static func nameTaken(_ name: String, by kind: String, at place: Place) -> Diagnostic {
        Diagnostic(
            .reservedName, "'\(name)' already names \(kind.startsWithVowel ? "an" : "a") \(kind)",
            at: place, label: "choose another name")
    }

    static func unknownArea(_ name: String, closest: String?) -> Diagnostic {
        Diagnostic(
            .usage, "no area is called '\(name)'",
            notes: closest.map { ["did you mean '\($0)'?"] } ?? [])
    }

    static func cancelledReading(_ path: String) -> Diagnostic {
        Diagnostic(.cancelled, "reading '\(path)' was cancelled")
    }

    static func noStoreNamed() -> Diagnostic {
        Diagnostic(
            .fileNotFound, "there is no store here",
            notes: ["name one with --store PATH; 'tally import FILE' makes one"])
    }

    static func noImportNumber(_ text: String) -> Diagnostic {
        Diagnostic(
            .usage, "'\(text)' is no number of an import",
            notes: ["'list imports' lists them: tally -e 'list imports'"])
    }

    static func notYet(_ day: String) -> Diagnostic {
        Diagnostic(
            .usage, "'\(day)' is still to come, and nothing can be known since then",
            notes: ["--known-at is the day on which the figures became known"])
    }

    static func badDay(_ text: String) -> Diagnostic {
        Diagnostic(.usage, "'\(text)' is no day: write it as 2023-10-05")
    }

    static func fileNotFound(_ path: String) -> Diagnostic {
        Diagnostic(.fileNotFound, "there is no file '\(path)'")
    }

    static func noPlugins(at path: String) -> Diagnostic {
        Diagnostic(.fileNotFound, "there is no plugin file or folder '\(path)'")
    }

    static func fileExists(_ path: String) -> Diagnostic {
        Diagnostic(
            .fileUnwritable, "the file '\(path)' is there already, and nothing was written over it")
    }

    static func fileUnwritable(_ path: String, because reason: String) -> Diagnostic {
        Diagnostic(.fileUnwritable, "'\(path)' cannot be written: \(reason)")
    }

    static func fileUnreadable(_ path: String, because reason: String) -> Diagnostic {
        Diagnostic(.fileUnreadable, "'\(path)' cannot be read: \(reason)")
    }
}

extension Diagnostic.Place {
    /// The last place of a text within this one; this one where it is not in it.
    func narrowed(to text: String) -> Diagnostic.Place {
        let (whole, part) = (Array(source[span].utf8), Array(text.utf8))
        guard !part.isEmpty, whole.count >= part.count else { return self }
        for start in stride(from: whole.count - part.count, through: 0, by: -1)
        where whole[start..<(start + part.count)].elementsEqual(part) {
            let lower = span.lower + start
            return Diagnostic.Place(source, Span(lower, lower + part.count))
        }
        return self
    }
}

extension String {
    fileprivate var startsWithVowel: Bool { first.map { "aeiou".contains($0) } ?? false }
}
