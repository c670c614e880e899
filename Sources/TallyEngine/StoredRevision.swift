import TallyModel

/// One of the values that a figure has had: what one file said of it.
package struct StoredRevision: Sendable, Hashable {
    /// How it stands to the others for the same figure.
    package enum Standing: String, Sendable, Hashable {
        case inForce = "in force"
        /// A later one is in force in its place.
        case superseded
        /// Its import was undone, and it counts at no day.
        case undone
    }

    /// The id of a reference; `nil` for the figure itself.
    package let reference: String?
    package let grain: Grain
    package let source: String
    package let point: StoredPoint
    package let knownAt: Day
    /// The number of the import that brought it; `nil` where none did.
    package let importNumber: Int?
    package let standing: Standing

    package init(
        reference: String?, grain: Grain, source: String, point: StoredPoint, knownAt: Day,
        importNumber: Int?, standing: Standing
    ) {
        self.reference = reference
        self.grain = grain
        self.source = source
        self.point = point
        self.knownAt = knownAt
        self.importNumber = importNumber
        self.standing = standing
    }
}

/// An import, or what undid one.
package struct ImportRecord: Sendable, Hashable {
    /// A file that it took.
    package struct File: Sendable, Hashable {
        package let name: String
        package let format: String
        /// How many figures, references and populations came from it.
        package let figures: Int

        package init(name: String, format: String, figures: Int) {
            self.name = name
            self.format = format
            self.figures = figures
        }
    }

    /// From 1, in the order in which imports were recorded.
    package let number: Int
    /// `2023-10-05T09:30:00Z`
    package let recordedAt: String
    package let knownAt: Day
    /// The import that it undoes; `nil` for one that brought files.
    package let undoes: Int?
    /// What undid it and stands itself; `nil` where it counts.
    package let undoneBy: Int?
    package let files: [File]

    package init(
        number: Int, recordedAt: String, knownAt: Day, undoes: Int?, undoneBy: Int?, files: [File]
    ) {
        self.number = number
        self.recordedAt = recordedAt
        self.knownAt = knownAt
        self.undoes = undoes
        self.undoneBy = undoneBy
        self.files = files
    }
}

extension FigureSource {
    /// Of a source that keeps nothing but what is in force.
    package func revisions(
        of request: SeriesRequest, asKnown: Day?
    ) throws(Diagnostic) -> [StoredRevision] {
        var result: [StoredRevision] = []
        for series in try load([request], asKnown: asKnown)[request] ?? [] {
            let origins = try origins(of: series.points.map(\.origin))
            for (point, origin) in zip(series.points, origins) {
                result.append(
                    StoredRevision(
                        reference: series.reference, grain: series.grain, source: series.source,
                        point: point, knownAt: Day(iso: origin.knownAt) ?? point.day,
                        importNumber: nil, standing: .inForce))
            }
        }
        return result
    }

    /// Of a source that nothing is imported into.
    package func imports(asKnown: Day?) throws(Diagnostic) -> [ImportRecord] { [] }
}
