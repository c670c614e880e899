import TallyLanguage
import TallyModel
import TallyPlugins

/// Everything that the loaded plugins declare, by id, and every name by which it can be asked for.
///
/// Built in two phases: all names of all plugins, then all formulas. It is the parser's
/// ``Vocabulary``.
package struct Catalogue: Sendable {
    package internal(set) var indicators: [String: Indicator] = [:]
    /// Ids of indicators in declared order, plugin by plugin.
    package internal(set) var indicatorOrder: [String] = []
    package internal(set) var areas = AreaTable()
    package internal(set) var themes: [String: Term] = [:]
    package internal(set) var references: [String: Term] = [:]
    package internal(set) var dimensions: [String: Dimension] = [:]
    package internal(set) var populations: [String: Population] = [:]
    package internal(set) var subgroups: [String: Term] = [:]
    /// Every feed of every plugin, in order, with its plugin's home.
    package internal(set) var feeds: [Feed] = []
    /// The parsed formula of each indicator that has one and passed its checks.
    package internal(set) var formulas: [String: Expression] = [:]
    /// Each formula with its names resolved and its units agreed.
    package internal(set) var checkedFormulas: [String: CheckedExpression] = [:]
    /// The indicator that is computed so, by the canonical text of its formula.
    var identities: [String: String] = [:]
    /// The status policy of each indicator for which its plugin states one.
    var policies: [String: StatusPolicy] = [:]
    /// What must reconcile, plugin by plugin; empty where checks were not read.
    package internal(set) var checks: [Check] = []
    /// The plugins that loaded, in order.
    package internal(set) var plugins: [Plugin] = []

    /// What is meant by the name alone of an indicator that has a dimension with a default member.
    var meantBreakdowns: [String: Breakdown] = [:]

    /// What has a name and is no indicator, in declared order, kind by kind.
    var things: [NamedThing] = []
    /// What each name stands for.
    var names = CatalogueNames()
    /// By folded other printed name, the first indicator that files call so.
    var printed: [String: String] = [:]
    /// The first area of each code of any kind.
    var areaCodes: [String: String] = [:]

    package struct Feed: Sendable {
        package let declaration: FeedDeclaration
        package let plugin: String
        package let home: String?

        package init(declaration: FeedDeclaration, plugin: String, home: String?) {
            self.declaration = declaration
            self.plugin = plugin
            self.home = home
        }
    }

    /// A plugin that loaded.
    package struct Plugin: Sendable, Hashable {
        package let id: String
        package let title: String
        package let version: String?
        package let description: String?
        package let home: String?
        /// The name of its file.
        package let file: String?
    }

    /// An area, a term or a member with the names by which it may be asked for.
    struct NamedThing: Sendable {
        let candidate: NameCandidate
        /// As it is typed: of a member the part behind the dimension.
        let name: String
        let title: String
        var aliases: [String]
    }

    /// An empty catalogue: no names at all.
    package init() {}

    /// The indicator whose formula means the same as an expression: the expression is it.
    package func identity(ofFormula canonical: String) -> String? { identities[canonical] }

    /// The indicators that a name may mean: one whose id it is comes before those of which it is an
    /// alias, and in a plugin's formula the plugin's own before others.
    func meant(_ name: Name, in plugin: String?) -> [String] {
        let ids = name.ids(of: .indicator)
        if ids.count < 2 { return ids }
        let folded = NameFolding.fold(name.text)
        if let exact = ids.first(where: { $0 == folded }) { return [exact] }
        let own = ids.filter { plugin != nil && indicators[$0]?.plugin == plugin }
        return own.count == 1 ? own : ids
    }

    /// What an indicator's name alone means: its figures of the whole, of a dimension with a default
    /// member that member's.
    package func figure(of id: String) -> Figure {
        Figure(id, breakdown: meantBreakdowns[id] ?? .whole)
    }

    /// Calls `visit` with every name, folded, and all that it stands for.
    func forEachName(_ visit: (String, [NameCandidate]) -> Void) { names.forEach(visit) }

    /// The areas that plugins are at home in, each once, in order.
    package var homes: [String] {
        var result: [String] = []
        for case let home? in plugins.map(\.home) where !result.contains(home) {
            result.append(home)
        }
        return result
    }

    /// The ids of what is of a kind, in declared order; of members with their dimension,
    /// `sex=female`.
    package func ids(of kind: NameKind) -> [String] {
        if kind == .indicator { return indicatorOrder }
        return things.filter { $0.candidate.kind == kind }.map(\.candidate.id)
    }
}
