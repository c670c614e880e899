import TallyModel

/// What the session refuses.
extension Diagnostic {
    static func unknownCommand(_ name: String, at place: Place) -> Diagnostic {
        let close = Resemblance.closest(to: name, among: Command.all.map(\.name)).first
        return Diagnostic(
            .unknownCommand, "there is no command '.\(name)'", at: place,
            label: close.map { "did you mean '.\($0)'?" } ?? "'.help' lists the commands")
    }

    static func badArgument(_ command: String, _ argument: String, wanted: String, at place: Place)
        -> Diagnostic
    {
        Diagnostic(
            .usage, "'.\(command)' cannot take '\(argument)'", at: place, label: wanted)
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
            .unknownTopic, "there is no help about '\(topic)'", at: place,
            label: closest.map { "did you mean '\($0)'?" })
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

    static func badDay(_ text: String) -> Diagnostic {
        Diagnostic(.usage, "'\(text)' is no day: write it as 2023-10-05")
    }

    static func fileNotFound(_ path: String) -> Diagnostic {
        Diagnostic(.fileNotFound, "there is no file '\(path)'")
    }

    static func fileExists(_ path: String) -> Diagnostic {
        Diagnostic(
            .fileUnreadable, "the file '\(path)' is there already, and nothing was written over it")
    }

    static func fileUnwritable(_ path: String, because reason: String) -> Diagnostic {
        Diagnostic(.fileUnreadable, "'\(path)' cannot be written: \(reason)")
    }

    static func fileUnreadable(_ path: String, because reason: String) -> Diagnostic {
        Diagnostic(.fileUnreadable, "'\(path)' cannot be read: \(reason)")
    }
}

extension String {
    fileprivate var startsWithVowel: Bool { first.map { "aeiou".contains($0) } ?? false }
}
