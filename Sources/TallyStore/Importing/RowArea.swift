import TallyEngine
import TallyLanguage

extension CSVHeader {
    /// What the column that says which area a row is about is called, the likeliest first; `_` may
    /// stand for a space.
    private static let areaColumns = [
        "authority", "area", "local authority", "la", "council", "trust", "organisation",
        "organization", "region", "authority name", "area name", "local authority name", "la name",
    ]

    /// The column that says which area a row is about; `nil` where none is called so.
    var areaColumn: Int? {
        Self.areaColumns.lazy.compactMap { name in
            column(name) ?? column(String(name.map { $0 == " " ? "_" : $0 }))
        }.first
    }
}

/// Which areas the rows of a file are about: what a column of theirs says, else what the import was
/// told of the whole file.
struct RowArea {
    /// The column that names it; `nil` where there is none.
    let column: Int?
    private let catalogue: Catalogue
    /// The key of the area of rows that name none; `nil` where every row must.
    private let usual: String?
    /// The area of the file as `--area` names it.
    private let told: (key: String, name: String)?

    /// `home` is the area of rows that name none, where the import was told nothing.
    init(_ context: ReadingContext, home: String? = nil) {
        column = context.header.areaColumn
        catalogue = context.catalogue
        told = context.options.area.map { name in
            let area = context.catalogue.area(named: name)
            return (area?.id ?? Slug.make(name), area?.title ?? name)
        }
        usual = told?.key ?? home
    }

    /// Whether a row that names no area is about one all the same.
    var hasUsual: Bool { usual != nil }

    /// The key of the area that a row is about, as it prints it; or what was expected instead.
    func key(printed: String, _ reading: inout Reading) -> Result<String, Expected> {
        guard printed.isEmpty else {
            let key = catalogue.area(named: printed)?.id ?? Slug.make(printed)
            if let told, told.key != key {
                return .failure(Expected(words: "'\(told.name)', as --area says"))
            }
            return .success(reading.area(named: printed, in: catalogue))
        }
        guard let usual else { return .failure(Expected(words: "an area")) }
        if let told { return .success(reading.area(named: told.name, in: catalogue)) }
        return .success(usual)
    }

    /// What should have stood there.
    struct Expected: Error { let words: String }
}
