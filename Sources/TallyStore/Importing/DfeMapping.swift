import TallyEngine
import TallyLanguage
import TallyModel
import TallyPlugins

/// A mapping of a feed of the format `dfe`, bound to the columns of a file.
struct DfeMapping {
    let feed: FeedRow
    /// The column of the figures.
    let value: Int
    /// The column of the members of ``dimension``.
    let member: Int?
    let dimension: Dimension?
    let subject: Subject
    let clock: TimeIdentifier
    let isText: Bool

    /// Those, in declared order, whose columns the file all has.
    static func all(of context: ReadingContext) -> [DfeMapping] {
        FeedRow.all(of: context, format: "dfe").compactMap { feed in
            guard let value = feed.value else { return nil }
            var member: Int?
            if let column = feed.row.memberColumn?.value {
                guard let found = context.header.column(column) else { return nil }
                member = found
            }
            let isPopulation = feed.row.subjectKind == .population
            let id = feed.row.subject.value
            let indicator = isPopulation ? nil : context.catalogue.indicators[id]
            return DfeMapping(
                feed: feed, value: value, member: member,
                dimension: feed.row.dimension.flatMap { context.catalogue.dimensions[$0.value] },
                subject: Subject(isPopulation ? .population : .indicator, id),
                clock: TimeIdentifier(
                    calendar: indicator?.calendar ?? Calendar(), reportingYear: feed.reportingYear),
                isText: indicator?.declaration.unit == .text)
        }
    }
}

/// The columns that say which area a row of an open-data file is about.
struct DfeGeography {
    struct Refusal: Error {
        let column: Int
        let expected: String
    }

    /// The columns of one geographic level.
    private struct Level {
        let printed: [UInt8]
        /// As areas have it.
        let level: String
        let la: Int?
        let gss: Int?
        let name: Int?
        /// The code and the name of each larger area in which its areas lie, the nearest first.
        let around: [(level: String, gss: Int, name: Int)]
        /// The level's column and those of its area and of what that lies in, by which areas are told
        /// apart.
        let columns: [Int]
    }

    private let level: Int
    private let levels: [Level]

    init(_ header: CSVHeader) {
        let column = header.column("geographic_level") ?? 0
        level = column
        func columns(
            _ printed: String, _ word: String, la: String?, gss: String, name: String,
            in around: [(level: String, code: String, name: String)]
        ) -> Level {
            let la = la.flatMap { header.column($0) }
            let gss = header.column(gss)
            let name = header.column(name)
            let larger = around.compactMap { one -> (level: String, gss: Int, name: Int)? in
                guard let code = header.column(one.code), let name = header.column(one.name) else {
                    return nil
                }
                return (one.level, code, name)
            }
            return Level(
                printed: Array(printed.utf8), level: word, la: la, gss: gss, name: name,
                around: larger,
                columns: [column] + [la, gss, name].compactMap { $0 } + larger.map(\.gss))
        }
        let country = (level: "country", code: "country_code", name: "country_name")
        let region = (level: "region", code: "region_code", name: "region_name")
        levels = [
            columns(
                "National", "country", la: nil, gss: country.code, name: country.name, in: []),
            columns(
                "Regional", "region", la: nil, gss: region.code, name: region.name, in: [country]),
            columns(
                "Local authority", "authority", la: "old_la_code", gss: "new_la_code",
                name: "la_name", in: [region, country]),
        ]
    }

    private func level(_ row: CSVRow) -> Level? {
        let bytes = row.bytes[row.trimmed(level)]
        return levels.first { $0.printed.elementsEqual(bytes) }
    }

    /// The columns by which areas of a row's level are told apart; the level's alone where it is
    /// none that is known.
    func columns(of row: CSVRow) -> [Int] {
        level(row)?.columns ?? [level]
    }

    /// The area that a row is about, as named for a period that ends on `latest`.
    func area(
        _ row: CSVRow, _ latest: Day
    ) -> Result<AdoptedArea, Refusal> {
        guard let level = level(row) else {
            let known = levels.map { "'\(String(decoding: $0.printed, as: UTF8.self))'" }
            return .failure(
                Refusal(column: self.level, expected: "one of \(known.joined(separator: ", "))"))
        }
        let la = row.text(level.la)
        let gss = row.text(level.gss)
        let name = row.text(level.name)
        var area = AdoptedArea(title: name, level: level.level, latest: latest)
        if level.level == "authority" {
            guard la.utf8.count == 3, la.utf8.allSatisfy({ 0x30...0x39 ~= $0 }) else {
                return .failure(
                    Refusal(
                        column: level.la ?? self.level,
                        expected: "the three figures of an authority"))
            }
            area.la = la
        }
        if Self.isGSS(gss) {
            area.gss = gss
        } else if area.la == nil || !Self.isAbsent(gss) {
            return .failure(
                Refusal(
                    column: level.gss ?? self.level,
                    expected: "a letter and eight figures, such as E12000009"))
        }
        if name.isEmpty {
            return .failure(Refusal(column: level.name ?? self.level, expected: "a name"))
        }
        return .success(area)
    }

    /// The larger areas that a row says its area lies in, the nearest first: one without a code or a
    /// name is passed over.
    func around(_ row: CSVRow, _ latest: Day) -> [AdoptedArea] {
        (level(row)?.around ?? []).compactMap { one in
            let code = row.text(one.gss)
            let name = row.text(one.name)
            guard Self.isGSS(code), !name.isEmpty else { return nil }
            return AdoptedArea(title: name, level: one.level, gss: code, latest: latest)
        }
    }

    private static func isGSS(_ text: String) -> Bool {
        let bytes = text.utf8
        return bytes.count == 9 && bytes.first.map { 0x41...0x5A ~= $0 } == true
            && bytes.dropFirst().allSatisfy { 0x30...0x39 ~= $0 }
    }

    /// An authority may have no nine characters, or a symbol for them.
    private static func isAbsent(_ text: String) -> Bool {
        text.isEmpty || Reason(symbol: text) != nil
    }
}

extension Dimension {
    /// The id of the member that a file prints so: by id, title or alias.
    func member(printed: String, in catalogue: Catalogue) -> String? {
        let folded = NameFolding.fold(printed)
        if let member = members.first(where: {
            NameFolding.fold($0.title) == folded || NameFolding.fold($0.id) == folded
        }) {
            return member.id
        }
        let prefix = id + "="
        return catalogue.candidates(quoted: printed).first {
            $0.kind == .member && $0.id.hasPrefix(prefix)
        }.map { String($0.id.dropFirst(prefix.count)) }
    }
}
