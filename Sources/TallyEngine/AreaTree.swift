import TallyModel

/// In which area another lies, as files have said.
package struct AreaParent: Sendable, Hashable {
    package let id: String
    /// Whether the file that says so names it for earlier periods only, and others there for later
    /// ones: it is no more.
    package let isFormer: Bool

    package init(_ id: String, isFormer: Bool = false) {
        self.id = id
        self.isFormer = isFormer
    }
}

/// Which areas lie in which: as plugins say, by what an area lies in or is made of, else as files
/// do. Of no period: where an area has moved it lies where it lies now.
package struct AreaTree {
    /// Those in which an area lies, by its id.
    private var outer: [String: [String]] = [:]
    private var inner: [String: [String]] = [:]
    private var former: Set<String> = []

    init(_ catalogue: Catalogue, _ parents: [String: AreaParent]) {
        for (id, parent) in parents where catalogue.areas[id]?.within == nil {
            add(id, in: parent.id)
            if parent.isFormer { former.insert(id) }
        }
        let declared = catalogue.areas.values.filter { $0.within != nil || !$0.parts.isEmpty }
            .sorted { $0.id < $1.id }
        for area in declared { if let within = area.within { add(area.id, in: within) } }
        for area in declared { for part in area.parts { add(part, in: area.id) } }
    }

    private mutating func add(_ id: String, in other: String) {
        if outer[id]?.contains(other) ?? false { return }
        outer[id, default: []].append(other)
        inner[other, default: []].append(id)
    }

    func isFormer(_ id: String) -> Bool { former.contains(id) }

    /// All that lie in an area, near or far, in the order of their ids.
    func areas(in id: String) -> [String] { Self.reached(from: id, inner).sorted() }

    /// Those in which an area lies with nothing between: the one that it is said to lie in, then
    /// those of which it is a part.
    func around(_ id: String) -> [String] {
        let all = outer[id] ?? []
        if all.count < 2 { return all }
        return all.filter { one in
            !all.contains { $0 != one && Self.reached(from: $0, outer).contains(one) }
        }
    }

    /// All in which an area lies, near or far.
    package func allAround(_ id: String) -> Set<String> { Self.reached(from: id, outer) }

    /// What is reached, however far. Ends also where things go round, as in a damaged store.
    private static func reached(from id: String, _ next: [String: [String]]) -> Set<String> {
        var found: Set<String> = []
        var open = [id]
        while let one = open.popLast() {
            for other in next[one] ?? [] where other != id && found.insert(other).inserted {
                open.append(other)
            }
        }
        return found
    }
}

extension Catalogue {
    /// Which areas lie in which, as plugins say.
    package var declaredAreaTree: AreaTree { AreaTree(self, [:]) }
}

extension Engine {
    /// Which areas lie in which, as known on the day that is asked for.
    func areaTree() throws(Diagnostic) -> AreaTree {
        AreaTree(catalogue, try source.parents(asKnown: asKnown))
    }

    /// Those in which an area of any of some levels lies.
    package func areas(holding levels: [String]) throws(Diagnostic) -> Set<String> {
        let tree = try areaTree()
        return catalogue.areas.values.filter { levels.contains($0.level) }.reduce(into: []) {
            $0.formUnion(tree.allAround($1.id))
        }
    }
}
