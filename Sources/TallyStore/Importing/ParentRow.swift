import TallyEngine
import TallyModel

/// An area and one in which it lies, by their keys in a reading.
struct ParentKey: Hashable, Comparable {
    let area: String
    let parent: String

    static func < (a: ParentKey, b: ParentKey) -> Bool {
        (a.area, a.parent) < (b.area, b.parent)
    }
}

/// When a file says that an area lies in another, and where.
struct ParentRow {
    /// The last day of the newest period for which it does.
    let latest: Day
    /// The first row that does, packed.
    let place: Int64
}

extension Reading {
    /// Says where the file contradicts itself about the newest period, and where plugins say
    /// otherwise: what they say counts.
    mutating func checkParents(in catalogue: Catalogue, file: String) {
        let tree = catalogue.declaredAreaTree
        var newest: [String: (parent: String, latest: Day)] = [:]
        for (pair, row) in parents.sorted(by: { $0.key < $1.key }) {
            if let other = newest[pair.area] {
                if other.latest == row.latest {
                    warn(
                        .twoParents(
                            title(of: pair.area, in: catalogue),
                            [other.parent, pair.parent].map { title(of: $0, in: catalogue) },
                            file: file))
                }
                if other.latest >= row.latest { continue }
            }
            newest[pair.area] = (pair.parent, row.latest)
        }
        for (area, said) in newest.sorted(by: { $0.key < $1.key }) {
            guard let declared = catalogue.areas[area]?.within, declared != said.parent,
                !tree.allAround(area).contains(said.parent)
            else { continue }
            warn(
                .otherParent(
                    title(of: area, in: catalogue), file: file,
                    says: title(of: said.parent, in: catalogue),
                    plugin: title(of: declared, in: catalogue)))
        }
    }

    private func title(of key: String, in catalogue: Catalogue) -> String {
        catalogue.areas[key]?.title ?? adoptedAreas[key]?.title ?? key
    }
}
