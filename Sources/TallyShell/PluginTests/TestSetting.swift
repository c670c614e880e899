import TallyEngine
import TallyLanguage
import TallyModel
import TallyPlugins

/// What a test gives, with its names looked up: figures in memory, and the area that is meant.
struct TestSetting {
    private let catalogue: Catalogue
    private let plugin: PluginDeclaration
    private let test: TestDeclaration
    private(set) var figures: FiguresInMemory
    /// The test's own area; `nil` where each indicator's home is meant.
    private(set) var area: String?
    /// The ids of the indicators that have figures.
    private(set) var given: Set<String> = []
    /// What names nothing.
    private(set) var problems: [Diagnostic] = []

    /// The area of figures where nobody names one.
    private static let nowhere = "here"
    /// The source of figures where the plugin names none.
    private static let unnamedSource = "given figures"
    private static let firstDay = Day(2022, 4, 1)

    init(catalogue: Catalogue, plugin: PluginDeclaration, test: TestDeclaration) {
        self.catalogue = catalogue
        self.plugin = plugin
        self.test = test
        figures = FiguresInMemory(
            file: plugin.source.name ?? plugin.id.value, knownAt: "all times")
    }

    mutating func read() {
        area = id(ofArea: test.area)
        for one in test.given { add(one) }
    }

    private mutating func add(_ one: GivenDeclaration) {
        let id = one.subject.value
        guard let series = one.figures else { return }
        let subject: Subject
        let calendar: Calendar
        let native: Grain
        let sources: [String]
        var breakdown = Breakdown.whole
        if let indicator = catalogue.indicators[id] {
            subject = Subject(.indicator, id)
            calendar = indicator.calendar
            native = indicator.declaration.every
            sources = indicator.sources
            breakdown = self.breakdown(of: one, indicator)
        } else if let population = catalogue.populations[id] {
            subject = Subject(.population, id)
            calendar = plugin.calendar ?? Calendar()
            native = .month
            sources = population.sources + plugin.sources.map(\.value)
            if let place = one.members.first?.key.place ?? one.reference?.place {
                problems.append(.populationHasNone(id, at: place))
            }
        } else {
            let near = Resemblance.closest(
                to: id, among: catalogue.indicatorOrder + catalogue.ids(of: .population), most: 1)
            problems.append(.givenOfNothing(id, near: near.first, at: one.subject.place))
            return
        }
        if let reference = one.reference, catalogue.references[reference.value] == nil {
            let near = Resemblance.closest(
                to: reference.value, among: catalogue.references.keys.sorted(), most: 1)
            problems.append(
                .testNamesNothing("reference", reference.value, near.first, at: reference.place))
        }
        let home = catalogue.indicators[id]?.home ?? plugin.home?.value
        let area = self.id(ofArea: one.area) ?? self.area ?? home ?? Self.nowhere
        let start = first(one.from ?? test.from, calendar)
        figures.add(
            series.items, to: SeriesRequest(subject, area: area, breakdown: breakdown),
            reference: one.reference?.value,
            from: calendar.period(one.every ?? native, containing: start), in: calendar,
            source: one.source?.value ?? sources.first ?? Self.unnamedSource, known: known(one))
        if subject.kind == .indicator { given.insert(id) }
    }

    /// The members that the figures are of, over those that the indicator's name alone means.
    private mutating func breakdown(of one: GivenDeclaration, _ indicator: Indicator) -> Breakdown {
        var members = catalogue.figure(of: indicator.id).breakdown.members
        for (key, value) in one.members {
            let dimensions = indicator.declaration.dimensions.map(\.value)
            guard dimensions.contains(key.value), let dimension = catalogue.dimensions[key.value]
            else {
                let near = Resemblance.closest(to: key.value, among: dimensions, most: 1)
                problems.append(
                    .noDimension(key.value, of: indicator.id, near.first, at: key.place))
                continue
            }
            guard dimension.members.contains(where: { $0.id == value.value }) else {
                let near = Resemblance.closest(
                    to: value.value, among: dimension.members.map(\.id), most: 1)
                problems.append(
                    .testNamesNothing(
                        "member of '\(key.value)'", value.value, near.first, at: value.place))
                continue
            }
            members[key.value] = value.value
        }
        return Breakdown(members)
    }

    private mutating func id(ofArea name: Placed<String>?) -> String? {
        guard let name else { return nil }
        if let area = catalogue.area(named: name.value) { return area.id }
        let near = Resemblance.closest(
            to: name.value, among: catalogue.areas.keys.sorted(), most: 1)
        problems.append(.testNamesNothing("area", name.value, near.first, at: name.place))
        return nil
    }

    private mutating func first(_ text: Placed<String>?, _ calendar: Calendar) -> Day {
        guard let text else { return Self.firstDay }
        if let period = Parser.period(text.value)?.period(in: calendar) { return period.first }
        problems.append(.testPeriod(text.value, at: text.place))
        return Self.firstDay
    }

    private mutating func known(_ one: GivenDeclaration) -> Day? {
        guard let text = one.known else { return nil }
        do throws(Diagnostic) {
            return try Session.day(text.value)
        } catch {
            problems.append(.testDay(text.value, at: text.place))
            return nil
        }
    }
}

extension Breakdown {
    /// Members by dimension.
    fileprivate var members: [String: String] {
        var result: [String: String] = [:]
        for part in key.split(separator: "|") {
            if let equals = part.firstIndex(of: "=") {
                result[String(part[..<equals])] = String(part[part.index(after: equals)...])
            }
        }
        return result
    }
}
