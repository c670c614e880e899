import TallyLanguage
import TallyModel
import TallyPlugins

/// The first phase: every name that is declared.
extension CatalogueBuilder {
    mutating func declareNames(adopted: [AdoptedIndicator], areas: [Area]) {
        let count = plugins.reduce(adopted.count) { $0 + $1.indicators.count }
        catalogue.indicators.reserveCapacity(count)
        catalogue.indicatorOrder.reserveCapacity(count)
        declarers.reserveCapacity(count)
        for index in plugins.indices { declareTerms(of: index) }
        for index in plugins.indices { declareIndicators(of: index) }
        for index in plugins.indices { declareCountedSubgroups(of: index) }
        declareAdopted(adopted, areas)
        declareLevels()
        for index in plugins.indices {
            let plugin = plugins[index]
            let home = plugin.home?.value
            for feed in plugin.feeds {
                catalogue.feeds.append(
                    Catalogue.Feed(declaration: feed, plugin: plugin.id.value, home: home))
            }
        }
    }

    private mutating func declareTerms(of index: Int) {
        let plugin = plugins[index]
        let id = plugin.id
        if let first = origins[NameCandidate(.plugin, id.value).key] {
            note(
                index,
                .duplicateName(NameCandidate(.plugin, id.value), first.id.place, at: id.place))
        } else {
            declare(
                .plugin, id.value,
                TermDeclaration(id: id, title: plugin.title ?? id.value, aliases: []), by: index)
            catalogue.plugins.append(
                Catalogue.Plugin(
                    id: id.value, title: plugin.title ?? id.value, version: plugin.version,
                    description: plugin.description, home: plugin.home?.value,
                    file: plugin.source.name))
        }
        let sources =
            plugin.sources + plugin.populations.flatMap(\.from) + plugin.feeds.map(\.source)
        for source in sources where origins[NameCandidate(.source, source.value).key] == nil {
            declare(
                .source, source.value,
                TermDeclaration(id: source, title: source.value, aliases: []), by: index)
        }
        for area in plugin.areas { declareArea(area, by: index) }
        for theme in plugin.themes {
            declare(.theme, theme.id.value, theme, by: index)
            if catalogue.themes[theme.id.value] == nil {
                catalogue.themes[theme.id.value] = Term(id: theme.id.value, title: theme.title)
            }
        }
        for reference in plugin.references {
            declare(.reference, reference.id.value, reference, by: index)
            if catalogue.references[reference.id.value] == nil {
                catalogue.references[reference.id.value] = Term(
                    id: reference.id.value, title: reference.title)
            }
        }
        for subgroup in plugin.subgroups {
            declare(.subgroup, subgroup.id.value, subgroup, by: index)
            if catalogue.subgroups[subgroup.id.value] == nil {
                catalogue.subgroups[subgroup.id.value] = Term(
                    id: subgroup.id.value, title: subgroup.title)
            }
        }
        for dimension in plugin.dimensions { declareDimension(dimension, by: index) }
        for population in plugin.populations { declarePopulation(population, by: index) }
    }

    private mutating func declareArea(_ declaration: AreaDeclaration, by plugin: Int) {
        let id = declaration.term.id.value
        declare(.area, id, declaration.term, by: plugin)
        let parts = declaration.parts.map(\.value)
        var area = Area(
            id: id, title: declaration.term.title, level: declaration.level,
            codes: declaration.codes, within: declaration.within?.value, parts: parts)
        if let known = catalogue.areas[id] {
            let codesAgree = declaration.codes.allSatisfy { kind, code in
                known.codes[kind] == nil || known.codes[kind] == code
            }
            let partsAgree = parts.isEmpty || known.parts.isEmpty || parts == known.parts
            let withinAgrees =
                known.within == nil || area.within == nil || known.within == area.within
            if known.level != area.level || !codesAgree || !partsAgree || !withinAgrees,
                let first = origins[NameCandidate(.area, id).key], first.plugin != plugin
            {
                note(
                    plugin,
                    .declaredOtherwise(
                        NameCandidate(.area, id), first.id.place, at: declaration.term.id.place))
            }
            area = Area(
                id: id, title: known.title, level: known.level,
                codes: known.codes.merging(declaration.codes) { known, _ in known },
                within: known.within ?? area.within,
                parts: known.parts.isEmpty ? parts : known.parts)
        }
        catalogue.areas[id] = area
        for code in area.codes.values where catalogue.areaCodes[code] == nil {
            catalogue.areaCodes[code] = id
        }
    }

    private mutating func declareDimension(_ declaration: DimensionDeclaration, by plugin: Int) {
        let id = declaration.term.id.value
        declare(.dimension, id, declaration.term, by: plugin)
        var members = catalogue.dimensions[id]?.members ?? []
        for member in declaration.members {
            let candidate = NameCandidate.member(id, member.id.value)
            let isNew = origins[candidate.key] == nil
            declare(.member, candidate.id, member, by: plugin)
            if isNew { members.append(Term(id: member.id.value, title: member.title)) }
        }
        let known = catalogue.dimensions[id]
        var meant = known?.defaultMember
        if let named = declaration.defaultMember {
            if members.contains(where: { $0.id == named.value }) {
                meant = meant ?? named.value
            } else {
                noteUnknown(plugin, .member(id, named.value), at: named.place)
            }
        }
        catalogue.dimensions[id] = Dimension(
            id: id, title: known?.title ?? declaration.term.title, members: members,
            defaultMember: meant)
    }

    private mutating func declarePopulation(
        _ declaration: PopulationDeclaration, by plugin: Int
    ) {
        let id = declaration.term.id.value
        declare(.population, id, declaration.term, by: plugin)
        let known = catalogue.populations[id]
        var sources = known?.sources ?? []
        var seen = Set(sources)
        for source in declaration.from where seen.insert(source.value).inserted {
            sources.append(source.value)
        }
        catalogue.populations[id] = Population(
            id: id, title: known?.title ?? declaration.term.title, sources: sources)
    }

    private mutating func declareIndicators(of index: Int) {
        let plugin = plugins[index]
        let sources = plugin.sources.map(\.value)
        let home = plugin.home?.value
        let calendar = plugin.calendar ?? Calendar()
        let overridden = checkedOverrides(of: index)
        for declaration in plugin.indicators {
            let id = declaration.id.value
            let first = catalogue.indicators[id]
            if let first, declarers[id] == index || !overridden.contains(id) {
                if !isFull(index) {
                    let place = first.declaration.id.place
                    note(
                        index,
                        declarers[id] == index
                            ? .duplicateName(
                                NameCandidate(.indicator, id), place, at: declaration.id.place)
                            : .declaredAgain(id, place, at: declaration.id.place))
                }
                continue
            }
            let indicator = Indicator(
                declaration: declaration, plugin: plugin.id.value, home: home, sources: sources,
                calendar: calendar, status: declaration.status ?? plugin.status)
            if let first {
                let replacing = indicator.replacing(first, by: plugin)
                catalogue.indicators[id] = replacing
                if first.status == nil, replacing.status != nil { judged.append(id) }
            } else {
                if indicator.status != nil { judged.append(id) }
                catalogue.indicators[id] = indicator
                catalogue.indicatorOrder.append(id)
            }
            declarers[id] = index
            checkNames(declaration.id, declaration.aliases, .indicator, by: index)
        }
    }

    /// A subgroup that no plugin declares is called as the indicator of its id is.
    private mutating func declareCountedSubgroups(of index: Int) {
        for indicator in plugins[index].indicators {
            for subgroup in indicator.subgroups {
                let id = subgroup.subgroup.value
                guard catalogue.subgroups[id] == nil,
                    let counted = catalogue.indicators[id]?.declaration
                else { continue }
                let title = counted.title ?? counted.name.value
                let candidate = NameCandidate(.subgroup, id)
                origins[candidate.key] = Origin(
                    plugin: index, id: counted.id, title: title, thing: catalogue.things.count)
                catalogue.things.append(
                    Catalogue.NamedThing(
                        candidate: candidate, name: id, title: title,
                        aliases: counted.aliases.map(\.value)))
                catalogue.subgroups[id] = Term(id: id, title: title)
            }
        }
    }

    /// What an import has made; what a plugin declares goes before it.
    private mutating func declareAdopted(_ adopted: [AdoptedIndicator], _ areas: [Area]) {
        let nowhere = Diagnostic.Place(SourceText(""), Span(0, 0))
        // A file calls a theme by its title, or by its id.
        var themes: [String: String] = [:]
        if !adopted.isEmpty {
            for id in catalogue.ids(of: .theme).reversed() {
                themes[CatalogueNames.foldedText(catalogue.themes[id]?.title ?? id)] = id
            }
            for id in catalogue.themes.keys { themes[id] = id }
        }
        for indicator in adopted where catalogue.indicators[indicator.id] == nil {
            var declaration = IndicatorDeclaration(
                id: Placed(indicator.id, at: nowhere), name: Placed(indicator.name, at: nowhere))
            declaration.unit = indicator.unit
            declaration.kind = .unknown
            declaration.good = indicator.good
            declaration.decimals = indicator.decimals
            if let theme = indicator.theme {
                let id = themes[CatalogueNames.foldedText(theme)] ?? theme
                declaration.theme = Placed(id, at: nowhere)
                if catalogue.themes[id] == nil {
                    catalogue.themes[id] = Term(id: id, title: theme)
                    catalogue.things.append(
                        Catalogue.NamedThing(
                            candidate: NameCandidate(.theme, id), name: id, title: theme,
                            aliases: []))
                }
            }
            catalogue.indicators[indicator.id] = Indicator(
                declaration: declaration, plugin: nil, home: nil, sources: [],
                calendar: Calendar(), status: nil)
            catalogue.indicatorOrder.append(indicator.id)
        }
        for area in areas where catalogue.areas[area.id] == nil {
            catalogue.areas[area.id] = area
            let candidate = NameCandidate(.area, area.id)
            origins[candidate.key] = Origin(
                plugin: -1, id: Placed(area.id, at: nowhere), title: area.title,
                thing: catalogue.things.count)
            catalogue.things.append(
                Catalogue.NamedThing(
                    candidate: candidate, name: area.id, title: area.title, aliases: []))
            for code in area.codes.values where catalogue.areaCodes[code] == nil {
                catalogue.areaCodes[code] = area.id
            }
        }
    }

    /// Each level of areas, by its word and its plural.
    private mutating func declareLevels() {
        var seen: Set<String> = []
        for thing in catalogue.things where thing.candidate.kind == .area {
            guard let level = catalogue.areas[thing.candidate.id]?.level,
                seen.insert(level).inserted
            else { continue }
            let plural = Self.plural(level)
            catalogue.things.append(
                Catalogue.NamedThing(
                    candidate: NameCandidate(.level, level), name: level, title: plural,
                    aliases: [plural]))
        }
    }

    /// `authorities`, `regions`, `parishes`
    static func plural(_ word: String) -> String {
        if word.hasSuffix("y") {
            switch word.dropLast().last {
            case nil, "a", "e", "i", "o", "u": break
            default: return String(word.dropLast()) + "ies"
            }
        }
        for ending in ["s", "x", "z", "ch", "sh"] where word.hasSuffix(ending) {
            return word + "es"
        }
        return word + "s"
    }

    /// Enters a term under its id (`key`; of a member with its dimension) with its aliases. Where
    /// another plugin has declared it, it must be called the same.
    private mutating func declare(
        _ kind: NameKind, _ key: String, _ term: TermDeclaration, by plugin: Int
    ) {
        let candidate = NameCandidate(kind, key)
        checkNames(term.id, term.aliases, kind, by: plugin)
        guard let first = origins[candidate.key] else {
            origins[candidate.key] = Origin(
                plugin: plugin, id: term.id, title: term.title, thing: catalogue.things.count)
            catalogue.things.append(
                Catalogue.NamedThing(
                    candidate: candidate, name: term.id.value, title: term.title,
                    aliases: term.aliases.map(\.value)))
            return
        }
        if isFull(plugin) { return }
        if first.plugin == plugin {
            note(plugin, .duplicateName(candidate, first.id.place, at: term.id.place))
        } else if first.title != term.title {
            note(
                plugin,
                .otherTitle(
                    candidate, first.title, first.id.place, here: term.title, at: term.id.place))
        } else {
            let known = Set(catalogue.things[first.thing].aliases)
            catalogue.things[first.thing].aliases += term.aliases.map(\.value).filter {
                !known.contains($0)
            }
        }
    }

    /// The names that `by` has of its own.
    private static let breakdowns: Set<String> = [
        "area", "theme", "source", "month", "quarter", "year",
    ]

    /// Refuses names that a sentence could not use.
    private mutating func checkNames(
        _ id: Placed<String>, _ aliases: [Placed<String>], _ kind: NameKind, by plugin: Int
    ) {
        if kind != .plugin, kind != .source, CatalogueNames.isKeyword(id.value) {
            note(plugin, .keywordAsID(id.value, at: id.place))
        }
        if kind == .dimension, Self.breakdowns.contains(id.value) {
            note(plugin, .reservedDimension(id.value, at: id.place))
        }
        for alias in aliases
        where kind == .dimension || CatalogueNames.mayHaveKeyword(alias.value) {
            let folded = CatalogueNames.folded(alias.value)
            if folded.beginsWithKeyword || folded.endsWithKeyword {
                let words = folded.text.split(separator: " ")
                let keyword = folded.beginsWithKeyword ? words.first : words.last
                note(
                    plugin,
                    .keywordInAlias(
                        alias.value, String(keyword ?? ""), begins: folded.beginsWithKeyword,
                        at: alias.place))
            } else if kind == .dimension, Self.breakdowns.contains(folded.text) {
                note(plugin, .reservedDimension(alias.value, at: alias.place))
            }
        }
    }
}
