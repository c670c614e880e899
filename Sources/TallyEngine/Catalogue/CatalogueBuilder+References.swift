import TallyLanguage
import TallyModel
import TallyPlugins

/// What one plugin uses outside its formulas must be declared by some plugin.
extension CatalogueBuilder {
    /// Every use of a name in a plugin, formulas apart.
    static func forEachUse(
        in plugin: PluginDeclaration, _ visit: (NameCandidate, Diagnostic.Place) -> Void
    ) {
        func use(_ kind: NameKind, _ name: Placed<String>?) {
            if let name { visit(NameCandidate(kind, name.value), name.place) }
        }
        use(.area, plugin.home)
        for area in plugin.areas {
            use(.area, area.within)
            for part in area.parts { use(.area, part) }
        }
        for indicator in plugin.indicators { forEachUse(in: indicator, visit) }
        for check in plugin.checks {
            for source in check.between { use(.source, source) }
            for area in check.areas { use(.area, area) }
        }
        for feed in plugin.feeds {
            for row in feed.rows {
                use(row.subjectKind == .population ? .population : .indicator, row.subject)
                use(.dimension, row.dimension)
                use(.reference, row.reference)
                for (dimension, member) in row.members.sorted(by: { $0.key < $1.key }) {
                    let place = row.memberPlaces[dimension] ?? row.subject.place
                    visit(NameCandidate(.dimension, dimension), place)
                    visit(.member(dimension, member), place)
                }
            }
        }
    }

    /// Every use of a name in an indicator, its formula apart.
    static func forEachUse(
        in indicator: IndicatorDeclaration, _ visit: (NameCandidate, Diagnostic.Place) -> Void
    ) {
        func use(_ kind: NameKind, _ name: Placed<String>?) {
            if let name { visit(NameCandidate(kind, name.value), name.place) }
        }
        use(.theme, indicator.theme)
        use(.population, indicator.population)
        use(.indicator, indicator.repeats)
        for dimension in indicator.dimensions { use(.dimension, dimension) }
        for subgroup in indicator.subgroups {
            use(.subgroup, subgroup.subgroup)
            use(.indicator, subgroup.count)
            use(.indicator, subgroup.excl)
            use(.indicator, subgroup.only)
        }
    }

    /// Everything that a plugin declares.
    func forEachDeclared(in index: Int, _ visit: (NameCandidate) -> Void) {
        let plugin = plugins[index]
        for area in plugin.areas { visit(NameCandidate(.area, area.term.id.value)) }
        for term in plugin.themes { visit(NameCandidate(.theme, term.id.value)) }
        for term in plugin.references { visit(NameCandidate(.reference, term.id.value)) }
        for term in plugin.subgroups { visit(NameCandidate(.subgroup, term.id.value)) }
        for dimension in plugin.dimensions {
            visit(NameCandidate(.dimension, dimension.term.id.value))
            for member in dimension.members {
                visit(.member(dimension.term.id.value, member.id.value))
            }
        }
        for term in plugin.populations {
            visit(NameCandidate(.population, term.term.id.value))
        }
        for indicator in plugin.indicators {
            visit(NameCandidate(.indicator, indicator.id.value))
        }
    }

    mutating func checkReferences() {
        for index in plugins.indices {
            var unknown: [(NameCandidate, Diagnostic.Place)] = []
            Self.forEachUse(in: plugins[index]) { candidate, place in
                if !isKnown(candidate) { unknown.append((candidate, place)) }
            }
            for (candidate, place) in unknown {
                // Of an unknown dimension no member is known: once is enough.
                if let (dimension, _) = candidate.memberParts,
                    catalogue.dimensions[String(dimension)] == nil
                {
                    continue
                }
                noteUnknown(index, candidate, at: place)
            }
            checkBreakdowns(of: index)
        }
        checkParts()
    }

    /// A feed breaks an indicator down only by what the indicator names.
    private mutating func checkBreakdowns(of index: Int) {
        for feed in plugins[index].feeds {
            for row in feed.rows where row.subjectKind == .indicator {
                guard let indicator = catalogue.indicators[row.subject.value]?.declaration else {
                    continue
                }
                var used = row.members.keys.sorted().map {
                    ($0, row.memberPlaces[$0] ?? row.subject.place)
                }
                if let by = row.dimension { used.append((by.value, by.place)) }
                for (dimension, place) in used
                where catalogue.dimensions[dimension] != nil
                    && !indicator.dimensions.contains(where: { $0.value == dimension })
                {
                    note(index, .noDimension(row.subject.value, dimension, at: place))
                }
            }
        }
    }

    /// No area lies in itself, by its parts or by what others lie in.
    private mutating func checkParts() {
        let order = catalogue.ids(of: .area)
        let areas = catalogue.areas
        var inner: [String: [String]] = [:]
        for id in order {
            if let within = areas[id]?.within { inner[within, default: []].append(id) }
        }
        let next = { id in (areas[id]?.parts ?? []) + (inner[id] ?? []) }
        for cycle in Cycles.find(order, next: next).cycles {
            for id in Set(cycle).sorted() {
                guard let origin = origins[NameCandidate(.area, id).key], origin.plugin >= 0 else {
                    continue
                }
                note(origin.plugin, .areaWithinItself(cycle, at: origin.id.place))
                break
            }
        }
    }

    /// Fails each plugin that uses what only failed plugins declare, telling the first such use.
    mutating func failDependants() {
        var users: [NameCandidate: [(plugin: Int, place: Diagnostic.Place)]] = [:]
        for index in plugins.indices {
            Self.forEachUse(in: plugins[index]) { candidate, place in
                users[candidate, default: []].append((index, place))
            }
            for indicator in plugins[index].indicators {
                guard let formula = catalogue.formulas[indicator.id.value],
                    let text = indicator.formula
                else { continue }
                formula.forEachName { name, role in
                    let place = text.place(of: name.span)
                    for candidate in name.candidates where role.kinds.contains(candidate.kind) {
                        users[candidate, default: []].append((index, place))
                    }
                }
            }
        }
        var declarerCount: [NameCandidate: Int] = [:]
        for index in plugins.indices {
            forEachDeclared(in: index) { declarerCount[$0, default: 0] += 1 }
        }
        let broken = failed
        var queue = failed.sorted()
        while let index = queue.popLast() {
            var gone: [NameCandidate] = []
            forEachDeclared(in: index) {
                declarerCount[$0, default: 1] -= 1
                if declarerCount[$0] == 0 { gone.append($0) }
            }
            var told: Set<Int> = broken.union([index])
            for candidate in gone {
                for user in users[candidate] ?? [] where told.insert(user.plugin).inserted {
                    if !failed.contains(user.plugin) { queue.append(user.plugin) }
                    note(
                        user.plugin,
                        .declaredByLost(
                            candidate, plugin: plugins[index].id.value, at: user.place))
                }
            }
        }
    }
}

/// Rounds in a graph of names.
enum Cycles {
    /// Ways that end where they begin, `a b a`, from the first of each in order; no two have a
    /// name in common. Beside them every name that was reached, behind all that it leads to where
    /// nothing goes round. Takes time in proportion to the graph and little stack.
    static func find(
        _ names: [String], next: (String) -> [String]
    ) -> (cycles: [[String]], order: [String]) {
        enum Mark { case open, done }
        var marks: [String: Mark] = [:]
        var reported: Set<String> = []
        var cycles: [[String]] = []
        var order: [String] = []
        for start in names where marks[start] == nil {
            var path: [(name: String, next: [String], index: Int)] = [(start, next(start), 0)]
            marks[start] = .open
            while let top = path.last {
                guard top.index < top.next.count else {
                    marks[top.name] = .done
                    order.append(top.name)
                    path.removeLast()
                    continue
                }
                path[path.count - 1].index += 1
                let target = top.next[top.index]
                switch marks[target] {
                case nil:
                    marks[target] = .open
                    path.append((target, next(target), 0))
                case .open:
                    guard !reported.contains(target),
                        let begin = path.lastIndex(where: { $0.name == target })
                    else { continue }
                    let round = path[begin...].map(\.name)
                    if reported.isDisjoint(with: round) {
                        reported.formUnion(round)
                        cycles.append(round + [target])
                    }
                case .done:
                    continue
                }
            }
        }
        return (cycles, order)
    }
}
