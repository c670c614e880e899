import TallyModel

/// A feed while its fields are read.
struct FeedDraft: Sendable {
    var declaration: FeedDeclaration
    var rows: [FeedRowDraft] = []
    /// Fields that only feeds of some formats have, where they stand.
    var period: Diagnostic.Place?
    var firstRow: Diagnostic.Place?

    @Sendable init(at place: Diagnostic.Place) {
        declaration = FeedDeclaration(format: Placed("", at: place), source: Placed("", at: place))
    }
}

/// A row of a feed while its fields are read.
struct FeedRowDraft: Sendable {
    let start: Diagnostic.Place
    var conditions: [(column: Placed<String>, value: Placed<String>)] = []
    var indicator: Placed<String>?
    var population: Placed<String>?
    var dimension: Placed<String>?
    var reference: Placed<String>?
    var value: Placed<String>?
    var memberColumn: Placed<String>?
    var members: [(key: Placed<String>, value: Placed<String>)] = []

    @Sendable init(at place: Diagnostic.Place) { start = place }
}

/// The fields of a feed.
extension PluginFields {
    static let feed = FieldTable<FeedDraft>(
        "a feed",
        [
            Field(
                "format", .choice(formats), required: true, "The format of the files it reads."
            ) { reader, node, feed in
                guard let index = reader.choice(node, formats, of: "format") else { return }
                feed.declaration.format = Placed(formats[index], at: reader.place(node))
            },
            .text("source", required: true, "The source that its figures come from.") {
                $0.declaration.source = $1
            },
            .textMap("having", "By column, what a row must hold for the feed to read it.") {
                for (key, value) in $1 { $0.declaration.having[key.value] = value.value }
            },
            Field(
                "period", .choice(ReportingYear.allCases.map(\.rawValue)),
                "What a file of the format 'dfe' means by a reporting year."
            ) { reader, node, feed in
                let words = ReportingYear.allCases.map(\.rawValue)
                feed.period = reader.startPlace(node)
                if let index = reader.choice(node, words, of: "period") {
                    feed.declaration.reportingYear = ReportingYear.allCases[index]
                }
            },
            rows,
        ])

    private static let formats = ["board", "tidy", "population", "dfe", "milestones"]

    private static let rows = Field<FeedDraft>(
        "rows", .list(of: .object(row.shape)), "Which rows are figures of which indicator."
    ) { reader, node, feed in
        let drafts = reader.list(node, of: "rows") {
            $0.object($1, row, of: "rows", blank: FeedRowDraft.init)
        }
        feed.rows = drafts
        feed.firstRow = drafts.first?.start
    }

    private static let row = FieldTable<FeedRowDraft>(
        "a row of a feed",
        ["table", "measure", "dimension", "member", "unit"].map { column in
            Field(column, .text, "What the column '\(column)' must hold.") { reader, node, row in
                guard let text = reader.text(node, of: column) else { return }
                row.conditions.append((Placed(column, at: text.place), text))
            }
        } + [
            .textMap("having", "By column, what a row must hold.") {
                $0.conditions += $1.map { (column: $0.key, value: $0.value) }
            },
            .identifier("indicator", "The indicator that the rows are figures of.") {
                $0.indicator = $1
            },
            .identifier("population", "The population that the rows are figures of.") {
                $0.population = $1
            },
            .identifier(
                "reference",
                "The reference of the indicator, its target for one, that the rows hold in place of"
                    + " figures, in a file of the format 'tidy'."
            ) { $0.reference = $1 },
            .text(
                "value",
                "The column that holds the figures, in a file of the format 'dfe', or the reference."
            ) { $0.value = $1 },
            .identifier(
                "by",
                "The dimension that the column 'member' (of the format 'dfe', 'member_column') "
                    + "holds members of."
            ) { $0.dimension = $1 },
            .text(
                "member_column",
                "The column that holds the members of 'by', in a file of the format 'dfe'."
            ) { $0.memberColumn = $1 },
            .textMap("members", "By dimension, the member that all the rows are about.") {
                $0.members = $1
            },
        ])
}

extension PluginFields {
    static let feeds = Field<PluginDeclaration>(
        "feeds", .list(of: .object(feed.shape)), "How the rows of files become figures."
    ) { reader, node, plugin in
        let drafts = reader.list(node, of: "feeds") {
            $0.object($1, feed, of: "feeds", blank: FeedDraft.init)
        }
        for draft in drafts { plugin.feeds.append(reader.finished(draft)) }
    }
}

extension DeclarationReader {
    /// The feed with its rows; what its format has no use for or misses is noted.
    fileprivate mutating func finished(_ draft: FeedDraft) -> FeedDeclaration {
        var feed = draft.declaration
        let format = feed.format.value
        if !format.isEmpty {
            if let period = draft.period, format != "dfe" {
                note(.fieldOfOtherFormat("a feed", "period", format: format, at: period))
            }
            if let row = draft.firstRow, format == "milestones" {
                note(.fieldOfOtherFormat("a feed", "rows", format: format, at: row))
            }
        }
        for row in draft.rows {
            let subject = subject(of: row, format: format)
            if !format.isEmpty { checkColumns(of: row, format: format) }
            if let subject { feed.rows.append(declaration(of: row, subject)) }
        }
        return feed
    }

    /// What a row is figures of: an indicator or, as the format has it, a population.
    private mutating func subject(
        of row: FeedRowDraft, format: String
    ) -> (FeedRowDeclaration.SubjectKind, Placed<String>)? {
        let indicator = row.indicator.map { (FeedRowDeclaration.SubjectKind.indicator, $0) }
        let population = row.population.map { (FeedRowDeclaration.SubjectKind.population, $0) }
        switch format {
        case "": return indicator ?? population
        case "dfe":
            if indicator == nil, population == nil {
                note(.noSubject("indicator", or: "population", format: format, at: row.start))
            } else if indicator != nil, let population {
                note(.twoSubjects(at: population.1.place))
            }
            return indicator ?? population
        case "population":
            if let indicator {
                note(
                    .wrongSubject("indicator", "population", format: format, at: indicator.1.place))
            } else if population == nil {
                note(.noSubject("population", format: format, at: row.start))
            }
            return population
        default:
            if let population {
                note(
                    .wrongSubject("population", "indicator", format: format, at: population.1.place)
                )
            } else if indicator == nil {
                note(.noSubject("indicator", format: format, at: row.start))
            }
            return indicator
        }
    }

    /// The columns that a row names, which only the format `dfe` leaves to the feed.
    private mutating func checkColumns(of row: FeedRowDraft, format: String) {
        if let reference = row.reference, format != "tidy" {
            note(.fieldOfOtherFormat("a row", "reference", format: format, at: reference.place))
        }
        guard format == "dfe" else {
            if let value = row.value, row.reference == nil {
                note(.fieldOfOtherFormat("a row", "value", format: format, at: value.place))
            }
            if let column = row.memberColumn {
                note(
                    .fieldOfOtherFormat(
                        "a row", "member_column", format: format, at: column.place))
            }
            return
        }
        if row.value == nil { note(.noSubject("value", format: format, at: row.start)) }
        if row.population != nil, let breakdown = row.dimension ?? row.members.first?.value {
            note(.brokenDownPopulation(at: breakdown.place))
        } else if let dimension = row.dimension, row.memberColumn == nil {
            note(.fieldBeside("member_column", "by", at: dimension.place))
        } else if let column = row.memberColumn, row.dimension == nil {
            note(.fieldBeside("by", "member_column", at: column.place))
        }
    }

    private mutating func declaration(
        of row: FeedRowDraft, _ subject: (FeedRowDeclaration.SubjectKind, Placed<String>)
    ) -> FeedRowDeclaration {
        var result = FeedRowDeclaration(having: [:], subject: subject.1, dimension: row.dimension)
        result.subjectKind = subject.0
        result.reference = row.reference
        result.value = row.value
        result.memberColumn = row.memberColumn
        for (column, value) in row.conditions
        where result.having.updateValue(value.value, forKey: column.value) != nil {
            note(.conditionTwice(column.value, at: value.place))
        }
        for (dimension, member) in row.members {
            result.members[dimension.value] = member.value
            result.memberPlaces[dimension.value] = member.place
        }
        return result
    }
}
