import TallyLanguage
import TallyModel
import TallyPlugins

extension NameIndex {
    /// The index of plugins that load together without a problem; `nil` where there are too many.
    ///
    /// - Parameter cuts: where the indicators of each plugin stand in its file; `nil` of a plugin that
    ///   is read whole.
    package init?(
        of plugins: [PluginDeclaration], in catalogue: Catalogue, cuts: [PluginCuts?]
    ) {
        guard plugins.count <= Self.mostPlugins, cuts.count == plugins.count else { return nil }
        for (plugin, cuts) in zip(plugins, cuts) {
            if let cuts, cuts.indicators.count != plugin.indicators.count { return nil }
        }
        let maker = NameIndexMaker(plugins, catalogue)
        let needs = maker.needsOfPlugins()
        let indicators = maker.needsOfIndicators()
        guard let names = maker.names() else { return nil }

        var numbers = [Place.mark, UInt32(plugins.count), UInt32(maker.indicators.count), 0, 0]
        func add(_ list: [UInt32]) {
            numbers.append(UInt32(list.count))
            numbers += list
        }
        for (plugin, need) in needs.enumerated() {
            numbers += [UInt32(truncatingIfNeeded: need), UInt32(need >> 32)]
            numbers += [UInt32(maker.first[plugin]), 0]
        }
        let lists = numbers.count
        numbers += Array(repeating: 0, count: indicators.count)
        for (indicator, need) in indicators.enumerated() {
            numbers[lists + indicator] = UInt32(numbers.count)
            add(need)
        }
        for (plugin, cuts) in cuts.enumerated() {
            guard let cuts else { continue }
            numbers[Place.plugins + plugin * Place.numbersOfPlugin + 3] = UInt32(numbers.count)
            for spans in [cuts.before, cuts.indicators, cuts.after] {
                add(spans.flatMap { [UInt32($0.lower), UInt32($0.upper)] })
            }
        }
        numbers[Place.computed] = UInt32(numbers.count)
        for (indicator, parts) in maker.computed() {
            numbers.append(indicator)
            add(parts)
        }
        numbers[Place.names] = UInt32(numbers.count)
        numbers += names
        let sum = Self.sum(of: numbers, upTo: numbers.count)
        numbers += [UInt32(truncatingIfNeeded: sum), UInt32(sum >> 32)]
        self.init(numbers: numbers)
    }
}

/// What an index is made of.
private struct NameIndexMaker {
    let plugins: [PluginDeclaration]
    let catalogue: Catalogue
    /// The plugins that declare something, as bits.
    private var declarers: [NameCandidate: UInt64] = [:]
    /// All indicators, through all plugins, and the number of the first of each plugin.
    private(set) var indicators: [IndicatorDeclaration] = []
    private(set) var first: [Int] = []
    /// By id, the numbers of the indicators of it.
    private var numbers: [String: [UInt32]] = [:]

    init(_ plugins: [PluginDeclaration], _ catalogue: Catalogue) {
        self.plugins = plugins
        self.catalogue = catalogue
        let builder = CatalogueBuilder(plugins)
        for index in plugins.indices {
            builder.forEachDeclared(in: index) { declarers[$0, default: 0] |= 1 << UInt64(index) }
            first.append(indicators.count)
            for indicator in plugins[index].indicators {
                numbers[indicator.id.value, default: []].append(UInt32(indicators.count))
                indicators.append(indicator)
            }
        }
    }

    /// The plugins that each plugin needs, itself among them.
    func needsOfPlugins() -> [UInt64] {
        var needs = plugins.indices.map { index -> UInt64 in
            var mask: UInt64 = 1 << UInt64(index)
            func need(_ candidate: NameCandidate) {
                // What a plugin declares itself it need not have from others.
                let known = declarers[candidate] ?? 0
                if known & (1 << UInt64(index)) == 0 { mask |= known }
            }
            // Unless another overrides it: which of them is meant only both together can tell.
            for indicator in plugins[index].indicators {
                mask |= declarers[NameCandidate(.indicator, indicator.id.value)] ?? 0
            }
            CatalogueBuilder.forEachUse(in: plugins[index]) { candidate, _ in need(candidate) }
            // Where several declare a population, each may know sources that others don't.
            for population in plugins[index].populations {
                let id = population.term.id.value
                let own = Set(population.from.map(\.value))
                let all = catalogue.populations[id]?.sources ?? []
                if !own.isSuperset(of: all) {
                    mask |= declarers[NameCandidate(.population, id)] ?? 0
                }
            }
            for indicator in plugins[index].indicators {
                catalogue.checkedFormulas[indicator.id.value]?.forEachFigure {
                    need(NameCandidate(.indicator, $0.indicator))
                }
            }
            // A policy may name any reference.
            for candidate in declarers.keys where candidate.kind == .reference { need(candidate) }
            return mask
        }
        // What is needed needs others in turn.
        var changed = true
        while changed {
            changed = false
            for index in needs.indices {
                var mask = needs[index]
                for other in needs.indices where mask & (1 << UInt64(other)) != 0 {
                    mask |= needs[other]
                }
                if mask != needs[index] {
                    needs[index] = mask
                    changed = true
                }
            }
        }
        return needs
    }

    /// The indicators that each indicator needs, itself among them.
    func needsOfIndicators() -> [[UInt32]] {
        let direct = indicators.map { indicator -> Set<UInt32> in
            var needed = Set(numbers[indicator.id.value] ?? [])
            func need(_ candidate: NameCandidate) { needed.formUnion(meant(by: candidate)) }
            CatalogueBuilder.forEachUse(in: indicator) { candidate, _ in need(candidate) }
            catalogue.formulas[indicator.id.value]?.forEachName { name, _ in
                name.candidates.forEach(need)
            }
            catalogue.checkedFormulas[indicator.id.value]?.forEachFigure {
                need(NameCandidate(.indicator, $0.indicator))
            }
            return needed
        }
        return direct.map { needed in
            var reached: Set<UInt32> = []
            var open = Array(needed)
            while let next = open.popLast() {
                if reached.insert(next).inserted { open += direct[Int(next)] }
            }
            return reached.sorted()
        }
    }

    /// The indicators that something is or is counted by.
    private func meant(by candidate: NameCandidate) -> [UInt32] {
        switch candidate.kind {
        case .indicator, .subgroup: numbers[candidate.id] ?? []
        default: []
        }
    }

    /// Each indicator with a formula, and the indicators of whose figures that is made.
    func computed() -> [(indicator: UInt32, parts: [UInt32])] {
        indicators.indices.compactMap { index in
            guard let formula = catalogue.checkedFormulas[indicators[index].id.value] else {
                return nil
            }
            var parts: Set<UInt32> = []
            formula.forEachFigure { parts.formUnion(numbers[$0.indicator] ?? []) }
            return (UInt32(index), parts.sorted())
        }
    }

    /// For each name the plugins, how much follows, a hash of each word, and the indicators.
    func names() -> [UInt32]? {
        var result: [UInt32] = []
        var names: [(name: String, candidates: [NameCandidate])] = []
        catalogue.forEachName { names.append(($0, $1)) }
        // So that of the same plugins the same index is made.
        names.sort { $0.name < $1.name }
        for (name, candidates) in names {
            var mask: UInt64 = 0
            var meant: Set<UInt32> = []
            var isGroup = false
            for candidate in candidates {
                mask |= declarers[candidate] ?? 0
                meant.formUnion(self.meant(by: candidate))
                switch candidate.kind {
                case .indicator, .subgroup, .population, .area, .reference, .dimension: break
                // Beside a member stand all others of its dimension.
                case .member:
                    if let dimension = candidate.memberParts?.dimension {
                        mask |= declarers[NameCandidate(.dimension, String(dimension))] ?? 0
                    }
                // All indicators of a theme, every area of a level.
                default: isGroup = true
                }
            }
            if mask == 0, !isGroup { continue }
            let words = name.split(separator: " ").map { Words.hash(String($0)) }
            let head = NameIndex.NameHead(
                words: words.count, indicators: meant.count, isGroup: isGroup)
            guard let head else { return nil }
            result += [UInt32(truncatingIfNeeded: mask), UInt32(mask >> 32), head.number]
            result += words + meant.sorted()
        }
        return result
    }

    private typealias Words = NameIndex.Words
}
