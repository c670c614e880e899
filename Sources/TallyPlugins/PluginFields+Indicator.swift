import TallyModel

/// The fields of an indicator.
extension PluginFields {
    static let indicator = FieldTable<IndicatorDeclaration>(
        "an indicator",
        [
            .identifier("id", required: true, "The id, unique among indicators.") { $0.id = $1 },
            .text("name", required: true, "The printed name, exactly as files have it.") {
                $0.name = $1
            },
            .text("title", "A short title for tables; the name, if left out.") {
                $0.title = $1.value
            },
            .texts("aliases", "Other names by which it may be typed.") { $0.aliases = $1 },
            .texts("printed", "Other printed names by which files call it.") { $0.printed = $1 },
            .identifier("theme", "The id of its theme.") { $0.theme = $1 },
            unit,
            .wholeNumber("decimals", 0...9, "Digits behind the point in tables.") {
                $0.decimals = $1
            },
            .choice(
                "good", Polarity.allCases.map { (word: $0.rawValue, value: $0) },
                "What good looks like."
            ) { $0.good = $1 },
            kind,
            .choice("every", grains, "The length of the periods for which there are figures.") {
                $0.every = $1
            },
            .identifier("population", "The id of the population of its rate.") {
                $0.population = $1
            },
            .wholeNumber(
                "arrears", 0...120, "Months by which its figures lag behind their source."
            ) { $0.arrears = $1 },
            .identifier(
                "repeats",
                "The indicator that it quotes: beside that it is left out, unless it is named."
            ) { $0.repeats = $1 },
            .text("formula", "How it is reached from other indicators, in the query language.") {
                $0.formula = $1
            },
            subgroups,
            variants,
            .identifiers("dimensions", "Ids of the dimensions by which it is broken down.") {
                $0.dimensions = $1
            },
            .object(
                "status", status, "When a figure of it is green, amber or red.",
                blank: blankStatus
            ) { $0.status = $1 },
            definitions,
            .objects(
                "caveats", caveat,
                "What is said beside its figures wherever they are read, as a footnote.",
                blank: { _ in CaveatDeclaration() }
            ) { $0.caveats = $1 },
            .text("description", "What it counts.") { $0.description = $1.value },
            .text("source", "Where its figures come from.") { $0.source = $1.value },
        ])

    static let grains: [(word: String, value: Grain)] = [
        ("day", .day), ("month", .month), ("quarter", .quarter),
        ("financial year", .financialYear), ("academic year", .academicYear),
        ("calendar year", .calendarYear),
    ]

    // MARK: Unit

    private static let units: [(word: String, value: Unit)] = [
        ("number", .number), ("percent", .percent), ("percentage points", .percentagePoints),
        ("days", .days), ("weeks", .weeks), ("hours", .hours), ("score", .score),
        ("ratio", .ratio), ("text", .text),
    ]

    private static let unitForm =
        "a unit such as 'number', 'percent', 'days', 'rate per 10k' or 'money £'"

    private static let unit = Field<IndicatorDeclaration>(
        "unit",
        .either(
            .choice(units.map(\.word)),
            .pattern(
                "^(rate per (0[0,]*)?[1-9][0-9,]*[km]?|money [\\s\\S]+)$", says: unitForm)),
        "What a figure is counted in."
    ) { reader, node, indicator in
        guard let text = reader.text(node, of: "unit") else { return }
        if let unit = unit(text.value) {
            indicator.unit = unit
        } else {
            let words = units.map(\.word) + ["rate per 10k", "money £"]
            reader.note(
                .badForm(
                    text.value, field: "unit", form: unitForm, at: text.place,
                    label: Diagnostic.didYouMean(text.value, among: words)))
        }
    }

    /// The unit that a text says: `rate per 10,000`, `money £`; `nil` where it says none.
    static func unit(_ text: String) -> Unit? {
        if let unit = units.first(where: { $0.word == text }) { return unit.value }
        if text.hasPrefix("rate per ") {
            return scale(text.dropFirst("rate per ".count)).map { .rate(per: $0) }
        }
        if text.hasPrefix("money "), text.utf8.count > 6 {
            return .money(String(text.dropFirst("money ".count)))
        }
        return nil
    }

    /// `10k`, `10,000`, `1m`: a whole number above zero; `nil` where it is none.
    private static func scale(_ text: Substring) -> Double? {
        var number = 0.0
        var digits = 0
        var factor = 1.0
        for byte in text.utf8 {
            guard factor == 1 else { return nil }
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"):
                number = number * 10 + Double(byte - 48)
                digits += 1
            case UInt8(ascii: ",") where digits > 0: break
            case UInt8(ascii: "k") where digits > 0: factor = 1_000
            case UInt8(ascii: "m") where digits > 0: factor = 1_000_000
            default: return nil
            }
        }
        return number > 0 && digits <= 12 ? number * factor : nil
    }

    // MARK: Kind over time

    private static let kinds: [(word: String, value: TimeKind)] = [
        ("stock", .stock), ("flow", .flow), ("ratio of stocks", .ratioOfStocks),
        ("ratio of flows", .ratioOfFlows), ("average", .average),
        ("year to date", .yearToDate(.financialYear)),
        ("academic year to date", .yearToDate(.academicYear)),
        ("calendar year to date", .yearToDate(.calendarYear)),
    ]

    private static let kindForm =
        "'stock', 'flow', 'ratio of stocks', 'ratio of flows', 'average', 'rolling 12 months',"
        + " 'year to date', 'academic year to date' or 'calendar year to date'"

    private static let kind = Field<IndicatorDeclaration>(
        "kind",
        .either(
            .choice(kinds.map(\.word)),
            .pattern(
                "^rolling 0*([2-9]|[1-9][0-9]|1[01][0-9]|120) months$", says: kindForm)),
        "How it relates to time, which decides what a longer period gives; 'stock', if left out, or"
            + " of a formula what the formula gives."
    ) { reader, node, indicator in
        guard let text = reader.text(node, of: "kind") else { return }
        indicator.declaresKind = true
        if let kind = kinds.first(where: { $0.word == text.value }) {
            indicator.kind = kind.value
        } else if let months = rolling(text.value) {
            indicator.kind = .rolling(months: months)
        } else {
            let words = kinds.map(\.word) + ["rolling 12 months"]
            reader.note(
                .badForm(
                    text.value, field: "kind", form: kindForm, at: text.place,
                    label: Diagnostic.didYouMean(text.value, among: words)))
        }
    }

    /// The 12 of `rolling 12 months`; from 2 to 120.
    private static func rolling(_ text: String) -> Int? {
        guard text.hasPrefix("rolling "), text.hasSuffix(" months") else { return nil }
        let digits = text.dropFirst("rolling ".count).dropLast(" months".count)
        guard digits.utf8.allSatisfy({ 48...57 ~= $0 }), let months = Int(digits) else {
            return nil
        }
        return (2...120).contains(months) ? months : nil
    }

    // MARK: Subgroups

    private static let subgroupEntry = FieldTable<SubgroupDeclaration>(
        "a subgroup of an indicator",
        [
            .identifier("count", "The indicator that counts the subgroup.") { $0.count = $1 },
            .identifier("excl", "The published indicator that leaves the subgroup out.") {
                $0.excl = $1
            },
            .identifier("only", "The published indicator of the subgroup alone.") {
                $0.only = $1
            },
        ])

    private static let subgroups = Field<IndicatorDeclaration>(
        "subgroups",
        .map(of: .either(.identifier, .object(subgroupEntry.shape)), keys: .identifier),
        "By a subgroup's id, the indicator that counts it."
    ) { reader, node, indicator in
        let entries = reader.map(node, of: "subgroups") { reader, value -> SubgroupDeclaration? in
            switch reader.document.kind(value) {
            case .string:
                let blank = SubgroupDeclaration(subgroup: Placed("", at: reader.place(value)))
                return reader.identifier(value, of: "subgroups").map {
                    var entry = blank
                    entry.count = $0
                    return entry
                }
            case .object:
                return reader.object(value, subgroupEntry, of: "subgroups") {
                    SubgroupDeclaration(subgroup: Placed("", at: $0))
                }
            default:
                reader.noteType(value, of: "subgroups", "text or an object")
                return nil
            }
        }
        var subgroups: [SubgroupDeclaration] = []
        for (key, value) in entries {
            guard let id = reader.checkedIdentifier(key) else { continue }
            var entry = value
            entry.subgroup = id
            subgroups.append(entry)
        }
        reader.merge(subgroups, into: &indicator)
    }

    private static let variants = Field<IndicatorDeclaration>(
        "variants",
        .map(
            of: .identifier,
            keys: .pattern(
                "^(excl|only) [a-z][a-z0-9_-]*$", says: "'excl' or 'only' and a subgroup's id")),
        "By `excl` or `only` and a subgroup's id, the indicator that publishes that figure."
    ) { reader, node, indicator in
        let entries = reader.map(node, of: "variants") { $0.identifier($1, of: "variants") }
        var subgroups: [SubgroupDeclaration] = []
        for (key, value) in entries {
            let words = key.value.split(separator: " ", omittingEmptySubsequences: false)
            guard words.count == 2, words[0] == "excl" || words[0] == "only" else {
                reader.note(.badVariantKey(key.value, at: key.place))
                continue
            }
            let lower = words[0].utf8.count + 1
            let subgroup = Placed(
                String(words[1]), at: key.place(of: Span(lower, key.value.utf8.count)))
            guard let id = reader.checkedIdentifier(subgroup) else { continue }
            var entry = SubgroupDeclaration(subgroup: id)
            if words[0] == "excl" { entry.excl = value } else { entry.only = value }
            subgroups.append(entry)
        }
        reader.merge(subgroups, into: &indicator)
    }
}

extension DeclarationReader {
    /// Adds what is said of subgroups to what has been said of them before.
    fileprivate mutating func merge(
        _ entries: [SubgroupDeclaration], into indicator: inout IndicatorDeclaration
    ) {
        var places: [String: Int] = [:]
        for (index, known) in indicator.subgroups.enumerated() {
            places[known.subgroup.value] = index
        }
        for entry in entries {
            let id = entry.subgroup.value
            guard let index = places[id] else {
                places[id] = indicator.subgroups.count
                indicator.subgroups.append(entry)
                continue
            }
            for (word, path) in [("excl", \SubgroupDeclaration.excl), ("only", \.only)] {
                guard let value = entry[keyPath: path] else { continue }
                if indicator.subgroups[index][keyPath: path] != nil {
                    note(.variantTwice(word, id, at: value.place))
                } else {
                    indicator.subgroups[index][keyPath: path] = value
                }
            }
            if let count = entry.count { indicator.subgroups[index].count = count }
        }
    }
}
