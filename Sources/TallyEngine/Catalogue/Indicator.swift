import TallyModel
import TallyPlugins

/// An indicator as the engine knows it: its declaration, and where it came from.
package final class Indicator: Sendable {
    package let declaration: IndicatorDeclaration
    /// The id of the plugin that declares it; `nil` where an import made it from a file's rows.
    package let plugin: String?
    /// The area meant where a sentence names none.
    package let home: String?
    /// Sources in the order in which they are believed; a source not listed comes after them.
    package let sources: [String]
    package let calendar: Calendar
    /// The status policy in force: the indicator's own, else its plugin's.
    package let status: StatusDeclaration?

    package init(
        declaration: IndicatorDeclaration, plugin: String?, home: String?, sources: [String],
        calendar: Calendar, status: StatusDeclaration?
    ) {
        self.declaration = declaration
        self.plugin = plugin
        self.home = home
        self.sources = sources
        self.calendar = calendar
        self.status = status
    }

    package var id: String { declaration.id.value }
    package var title: String { declaration.title ?? declaration.name.value }
}

package struct Area: Sendable, Hashable {
    package let id: String
    package let title: String
    package let level: String
    package let codes: [String: String]
    /// The id of the area that it lies in, where a plugin says so.
    package let within: String?
    package let parts: [String]

    package init(
        id: String, title: String, level: String, codes: [String: String] = [:],
        within: String? = nil, parts: [String] = []
    ) {
        self.id = id
        self.title = title
        self.level = level
        self.codes = codes
        self.within = within
        self.parts = parts
    }
}

/// A theme, reference, subgroup, dimension member or population: an id and what it is called.
package struct Term: Sendable, Hashable {
    package let id: String
    package let title: String

    package init(id: String, title: String) {
        self.id = id
        self.title = title
    }
}

package struct Dimension: Sendable, Hashable {
    package let id: String
    package let title: String
    /// In declared order.
    package let members: [Term]
    /// The id of the member that is meant where a sentence names none; `nil` where the whole is.
    package let defaultMember: String?

    package init(id: String, title: String, members: [Term], defaultMember: String? = nil) {
        self.id = id
        self.title = title
        self.members = members
        self.defaultMember = defaultMember
    }
}

package struct Population: Sendable, Hashable {
    package let id: String
    package let title: String
    /// Sources in the order in which they are believed; empty where any will do.
    package let sources: [String]

    package init(id: String, title: String, sources: [String]) {
        self.id = id
        self.title = title
        self.sources = sources
    }
}
