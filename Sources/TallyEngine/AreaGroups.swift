import TallyLanguage
import TallyModel

/// The areas that a group stands for.
extension Engine {
    /// The query with the areas themselves in the place of each group behind `for`.
    func naming(_ query: Query, _ checker: Checker) throws(Diagnostic) -> Query {
        guard query.clauses.group != nil else { return query }
        let figure = firstFigure(of: query, checker)
        var query = query
        var focus: [Focus] = []
        var grouped: Set<String> = []
        for item in query.clauses.focus ?? [] {
            guard case .areas(let set) = item else {
                let isGrouped =
                    item.name.flatMap { name in
                        name.candidates.allSatisfy { $0.kind == .area }
                            ? name.ids(of: .area).first.map(grouped.contains) : nil
                    } ?? false
                if !isGrouped { focus.append(item) }
                continue
            }
            let found = try areas(of: set, with: figure, checker)
            if found.isEmpty {
                throw .noAreas(checker.text(set.span), at: checker.place(set.span))
            }
            for id in found {
                let name = Name(id, kind: .area, [NameCandidate(.area, id)], set.span)
                if !focus.contains(where: { $0.name?.ids(of: .area) == [id] }) {
                    focus.append(.name(name))
                    grouped.insert(id)
                }
            }
        }
        query.clauses.focus = focus
        return query
    }

    /// The first figure of the value that is asked for, else of an indicator that `for` names.
    private func firstFigure(of query: Query, _ checker: Checker) -> Figure? {
        var values = query.phrase.syntax.values
        for item in query.clauses.focus ?? [] {
            switch item {
            case .value(let value): values.append(value)
            case .name(let name) where !name.ids(of: .indicator).isEmpty:
                values.append(Expression(.name(name), name.span))
            case .name, .areas: break
            }
        }
        for value in values {
            var value = value
            if case .when(let condition) = value.kind { value = condition }
            if let first = (try? checker.check(value))?.firstFigure { return first }
        }
        return nil
    }

    /// The areas of a set: of a level those for which there are figures, of those that lie in an area
    /// also those in being for which there are none.
    ///
    /// Throws `nothing-within` where no area of the level lies in the other.
    ///
    /// - Parameter withFormer: whether those that are no more count without a figure, too.
    func areas(
        of set: AreaSet, with figure: Figure?, _ checker: Checker, withFormer: Bool = false
    ) throws(Diagnostic) -> [String] {
        switch set.kind {
        case .listed(let names):
            var ids: [String] = []
            for name in names {
                let id = try checker.area(name)
                if !ids.contains(id) { ids.append(id) }
            }
            return ids
        case .level(let name):
            let levels = name.ids(of: .level)
            let known = try figure.map { figure throws(Diagnostic) in try areas(with: figure) }
            return (known ?? catalogue.areas.keys.sorted()).filter { id in
                catalogue.areas[id].map { levels.contains($0.level) } ?? false
            }
        case .within(let level, let name):
            let (found, tree) = try areas(of: level, in: name, at: set.span, checker)
            if withFormer { return found }
            guard let figure else { return found.filter { !tree.isFormer($0) } }
            let known = Set(try areas(with: figure))
            return found.filter { known.contains($0) || !tree.isFormer($0) }
        case .neighbours(let name):
            return try withNeighbours(of: name, for: figure, checker)
        }
    }

    private func areas(
        of level: Name, in name: Name, at span: Span, _ checker: Checker
    ) throws(Diagnostic) -> ([String], AreaTree) {
        let id = try checker.area(name)
        let levels = level.ids(of: .level)
        if levels.isEmpty {
            throw .wrongKindOfName(
                level, wanted: "a level of areas", at: checker.place(level.span))
        }
        let tree = try areaTree()
        let found = tree.areas(in: id).filter { id in
            catalogue.areas[id].map { levels.contains($0.level) } ?? false
        }
        if found.isEmpty { throw try nothingWithin(levels[0], name, id, tree, checker.place(span)) }
        return (found, tree)
    }

    /// That no area, or none of a level, lies in another; what does, and in what it lies itself.
    func nothingWithin(
        _ level: String?, _ name: Name, _ id: String, _ tree: AreaTree, _ place: Diagnostic.Place
    ) throws(Diagnostic) -> Diagnostic {
        let title = catalogue.title(ofArea: id)
        if let day = asKnown {
            let now = AreaTree(catalogue, try source.parents(asKnown: nil))
            if !now.areas(in: id).isEmpty {
                return .nothingWithinThen(level, title, day, at: place)
            }
        }
        let held = held(in: id, tree)
        if held.isEmpty, tree.around(id).isEmpty,
            try source.parents(asKnown: asKnown).isEmpty
        {
            return .nothingLiesAnywhere(level, title, at: place)
        }
        let around = tree.around(id).map(catalogue.title(ofArea:))
        var notes: [String] = []
        if !held.isEmpty { notes.append("in it lie \(Self.words(held))") }
        if !around.isEmpty { notes.append("it lies in \(around.joined(separator: ", "))") }
        func group(_ level: String, _ area: String) -> String {
            "\(NameText.typed(CatalogueBuilder.plural(level))) \(Keyword.of.word) "
                + NameText.typed(area)
        }
        let offers: [String] =
            if !held.isEmpty {
                held.map { group($0.level, name.text) }
            } else if let level {
                tree.around(id).map { group(level, $0) }
            } else {
                tree.around(id).map { NameText.typed($0) }
            }
        return .nothingWithin(level, title, notes: notes, offers: offers, at: place)
    }
}

extension Engine {
    /// How many areas of each level that are in being lie in one, most first.
    func held(in id: String, _ tree: AreaTree) -> [(level: String, areas: [String])] {
        var found: [String: [String]] = [:]
        for inner in tree.areas(in: id) where !tree.isFormer(inner) {
            if let level = catalogue.areas[inner]?.level { found[level, default: []].append(inner) }
        }
        return found.map { (level: $0.key, areas: $0.value) }
            .sorted { ($1.areas.count, $0.level) < ($0.areas.count, $1.level) }
    }

    /// `15 authorities, 1 subregion`
    static func words(_ held: [(level: String, areas: [String])]) -> String {
        held.map {
            NumberText.counted(
                $0.areas.count, $0.level, plural: CatalogueBuilder.plural($0.level))
        }.joined(separator: ", ")
    }
}

extension Diagnostic {
    /// `offers` are groups of areas, to stand where the one at `place` does.
    fileprivate static func nothingWithin(
        _ level: String?, _ area: String, notes: [String], offers: [String], at place: Place
    ) -> Diagnostic {
        Diagnostic(
            .nothingWithin, "no \(level ?? "area") lies in \(area)", at: place, notes: notes,
            offers: offers)
    }

    /// Where it became known later.
    fileprivate static func nothingWithinThen(
        _ level: String?, _ area: String, _ day: Day, at place: Place
    ) -> Diagnostic {
        Diagnostic(
            .nothingWithin,
            "no \(level ?? "area") was known to lie in \(area) at \(day.iso)", at: place,
            notes: ["files that say what lies in it became known later"])
    }

    /// Where no file has said in what areas lie.
    fileprivate static func nothingLiesAnywhere(
        _ level: String?, _ area: String, at place: Place
    ) -> Diagnostic {
        Diagnostic(
            .nothingWithin, "no \(level ?? "area") is known to lie in \(area)", at: place,
            notes: [
                "files of open data say so of each area when they are imported, and again in a store "
                    + "of an earlier version; plugins may with 'in'"
            ])
    }
}
