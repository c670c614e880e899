import TallyPlugins

/// Which indicators of plugins are other than they were, by id in order.
package struct CatalogueChanges: Sendable {
    package let added: [String]
    package let changed: [String]
    package let removed: [String]
}

extension Catalogue {
    /// What is new, gone or said otherwise since an earlier catalogue; what imports have made is
    /// left out.
    package func changes(since earlier: Catalogue) -> CatalogueChanges {
        func declared(_ catalogue: Catalogue) -> Set<String> {
            Set(catalogue.indicators.values.filter { $0.plugin != nil }.map(\.id))
        }
        let (now, before) = (declared(self), declared(earlier))
        let changed = now.intersection(before).filter { id in
            guard let new = indicators[id], let old = earlier.indicators[id] else { return false }
            return !new.saysTheSame(as: old)
        }
        return CatalogueChanges(
            added: now.subtracting(before).sorted(), changed: changed.sorted(),
            removed: before.subtracting(now).sorted())
    }
}

extension Indicator {
    /// Whether two are the same in all that they say and in what their plugins say of them.
    fileprivate func saysTheSame(as other: Indicator) -> Bool {
        plugin == other.plugin && home == other.home && sources == other.sources
            && calendar == other.calendar && status?.green.value == other.status?.green.value
            && status?.amber?.value == other.status?.amber?.value
            && declaration.saysTheSame(as: other.declaration)
    }
}
