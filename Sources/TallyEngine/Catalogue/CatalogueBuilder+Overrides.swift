import TallyLanguage
import TallyModel
import TallyPlugins

/// A plugin may replace indicators of plugins before it. Everything that used the one replaced,
/// formulas, subgroups and feeds, uses the new one.
extension CatalogueBuilder {
    /// The ids that a plugin overrides, once it is checked that an earlier plugin declares each and
    /// so does the plugin itself.
    mutating func checkedOverrides(of index: Int) -> Set<String> {
        let plugin = plugins[index]
        if plugin.overrides.isEmpty { return [] }
        let own = Set(plugin.indicators.map(\.id.value))
        for id in plugin.overrides where !isFull(index) {
            if declarers[id.value] == nil {
                note(
                    index, .overridesNothing(id.value, near: nearest(to: id.value), at: id.place))
            } else if !own.contains(id.value) {
                note(index, .overridesWithNothing(id.value, at: id.place))
            }
        }
        return Set(plugin.overrides.map(\.value))
    }

    private mutating func nearest(to id: String) -> String? {
        guard suggestionsLeft > 0 else { return nil }
        suggestionsLeft -= 1
        return Resemblance.closest(to: id, among: catalogue.indicatorOrder, most: 1).first
    }

    /// The plugins whose overrides are why others failed that are well without them: to be left out
    /// in place of those, with what was said of those and by whom.
    ///
    /// A plugin cannot know what replaces its indicators, so that it is not to blame.
    func overridersToBlame() -> (plugins: Set<Int>, diagnostics: [Diagnostic]) {
        let overriders = plugins.indices.filter {
            !plugins[$0].overrides.isEmpty && !failed.contains($0)
        }
        let victims = failed.filter { plugins[$0].overrides.isEmpty }
        if overriders.isEmpty || victims.isEmpty { return ([], []) }
        let rest = plugins.indices.filter { !overriders.contains($0) }
        let without = CatalogueBuilder.built(rest.map { plugins[$0] })
        let innocent = victims.filter { victim in
            rest.firstIndex(of: victim).map { !without.failed.contains($0) } ?? false
        }
        if innocent.isEmpty { return ([], []) }
        let used = Set(innocent.flatMap(indicatorsUsed))
        let guilty = overriders.filter { index in
            plugins[index].overrides.contains { used.contains($0.value) }
        }
        let blamed = guilty.isEmpty ? overriders : guilty
        let reasons = blamed.flatMap { index in
            plugins[index].overrides.filter { guilty.isEmpty || used.contains($0.value) }.map {
                id in
                "'\(id.value)' is overridden at \(id.place.text), in a plugin that is left out"
            }
        }
        let told = innocent.sorted().flatMap(diagnostics(of:)).map { diagnostic in
            var diagnostic = diagnostic
            diagnostic.notes += reasons
            return diagnostic
        }
        return (Set(blamed), told)
    }

    /// The indicators that a plugin declares or uses, in formulas too.
    private func indicatorsUsed(by index: Int) -> [String] {
        var result = plugins[index].indicators.map(\.id.value)
        Self.forEachUse(in: plugins[index]) { candidate, _ in
            if candidate.kind == .indicator { result.append(candidate.id) }
        }
        for indicator in plugins[index].indicators {
            guard let formula = catalogue.formulas[indicator.id.value] else { continue }
            formula.forEachName { name, _ in result += name.ids(of: .indicator) }
        }
        return result
    }
}

extension Indicator {
    /// The indicator as it replaces one of an earlier plugin: whoever calls it by a name of the old
    /// one, a sentence or a file, finds the new, and what its plugin says of no indicator at all
    /// (home, sources, calendar, status) stays as it was.
    func replacing(_ old: Indicator, by plugin: PluginDeclaration) -> Indicator {
        var declaration = self.declaration
        func adding(_ names: [Placed<String>], to own: [Placed<String>]) -> [Placed<String>] {
            let known = Set(own.map(\.value))
            return own + names.filter { !known.contains($0.value) }
        }
        declaration.aliases = adding(
            old.declaration.aliases + [old.declaration.name], to: declaration.aliases)
        declaration.printed = adding(old.declaration.printed, to: declaration.printed)
        return Indicator(
            declaration: declaration, plugin: self.plugin, home: home ?? old.home,
            sources: sources.isEmpty ? old.sources : sources,
            calendar: plugin.calendar == nil ? old.calendar : calendar,
            status: status ?? old.status)
    }
}
