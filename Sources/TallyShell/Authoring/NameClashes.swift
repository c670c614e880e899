import TallyLanguage
import TallyModel
import TallyPlugins

/// Names by which more than one indicator could be meant.
enum NameClashes {
    private struct Use {
        let name: Placed<String>
        let indicator: String
        let plugin: String
        let isAlias: Bool
    }

    /// Aliases in some plugins that are also a name of another indicator: in one plugin a mistake,
    /// across plugins something to know, since `plugin.id` tells them apart.
    static func find(
        _ plugins: [PluginDeclaration], among others: [PluginDeclaration]
    ) -> [Diagnostic] {
        var uses: [String: [Use]] = [:]
        for plugin in others + plugins {
            for indicator in plugin.indicators {
                func add(_ name: Placed<String>, isAlias: Bool) {
                    uses[NameFolding.fold(name.value), default: []].append(
                        Use(
                            name: name, indicator: indicator.id.value, plugin: plugin.id.value,
                            isAlias: isAlias))
                }
                add(indicator.id, isAlias: false)
                add(indicator.name, isAlias: false)
                for alias in indicator.aliases { add(alias, isAlias: true) }
            }
        }
        let own = Set(plugins.map(\.id.value))
        var found: [Diagnostic] = []
        for plugin in plugins {
            let most = found.count + PluginCheck.mostProblems
            for indicator in plugin.indicators {
                for alias in indicator.aliases where found.count < most {
                    guard let all = uses[NameFolding.fold(alias.value)], all.count > 1 else {
                        continue
                    }
                    // Of two aliases the later is told; of plugins, the one that is looked at.
                    let other = all.first { use in
                        guard use.indicator != indicator.id.value else { return false }
                        let isBefore =
                            use.plugin != plugin.id.value
                            || use.name.place.span.lower < alias.place.span.lower
                        return !use.isAlias || !own.contains(use.plugin) || isBefore
                    }
                    guard let other else { continue }
                    found.append(
                        .aliasClash(
                            alias.value, of: "\(other.plugin).\(other.indicator)",
                            other.name.place, inOnePlugin: other.plugin == plugin.id.value,
                            at: alias.place))
                }
            }
        }
        return found
    }
}
