import TallyLanguage
import TallyModel
import TallyPlugins

/// What cannot be held against a plugin while something else in it is wrong: where it could not be
/// read what an indicator's figures are, a formula of them may be right.
struct Doubts {
    /// Files of which it is not known what they leave unsaid.
    private(set) var files: Set<String> = []
    /// The indicators of which it is not known what their figures are, by all that they may be called
    /// as words, folded, each with its id.
    private var unknown: [(words: [String], id: String)] = []
    /// Those of which it is not known of what kind over time they are.
    private var ofUnknownKind: [(words: [String], id: String)] = []
    private let plugins: [PluginDeclaration]

    /// Fields on which it depends what an indicator's figures are.
    private static let meaningful = [".unit", ".kind", ".population", ".subgroups", ".variants"]

    /// Codes of what only shows beside such fields.
    private static let meanings = kinds.union([.unitClash, .noPopulation, .noSubgroup])

    /// Codes of what only shows beside the kind over time.
    private static let kinds: Set<DiagnosticCode> = [
        .kindClash, .summingAStock, .averagingRatios, .summingOverlaps,
    ]

    /// - Parameters:
    ///   - reading: what is wrong with the files as such.
    ///   - meaning: what is wrong with what they mean.
    init(
        _ plugins: [PluginDeclaration], reading: [Diagnostic], meaning: [Diagnostic]
    ) {
        self.plugins = plugins
        for problem in PluginReader.withPaths(reading) {
            guard let file = problem.place?.source.name else { continue }
            let path = problem.notes.first ?? ""
            // Without their ids indicators cannot be told apart.
            let isUnnamed = path.contains("indicators[") && Self.isAboutID(problem, path)
            if problem.code == .badJSON || isUnnamed {
                files.insert(file)
            } else if Self.meaningful.contains(where: { path.contains($0) }) {
                let index = path.split(separator: "indicators[").last
                    .flatMap { Int($0.prefix { $0.isNumber }) }
                let own = plugins.first { $0.source.name == file }?.indicators ?? []
                guard path.contains("indicators["), let index, own.indices.contains(index) else {
                    files.insert(file)
                    continue
                }
                unknown += Self.names(of: own[index])
            }
        }
        // Of what kind such figures are, their formula says.
        for problem in meaning {
            guard let place = problem.place, let plugin = plugin(at: place) else { continue }
            for indicator in plugin.indicators where !indicator.declaresKind {
                if indicator.formula?.place.span.holds(place) == true {
                    ofUnknownKind += Self.names(of: indicator)
                }
            }
        }
    }

    private static func isAboutID(_ problem: Diagnostic, _ path: String) -> Bool {
        path.hasSuffix("].id")
            || (problem.code == .missingField && problem.message.hasSuffix("the field 'id'"))
    }

    private static func names(
        of indicator: IndicatorDeclaration
    ) -> [(words: [String], id: String)] {
        ([indicator.id, indicator.name] + indicator.aliases).map {
            (words(of: $0.value), indicator.id.value)
        }
    }

    /// The runs of letters, digits and underscores in a text, folded.
    private static func words(of text: String) -> [String] {
        NameFolding.fold(text).split { !$0.isLetter && !$0.isNumber && $0 != "_" }.map(String.init)
    }

    private func plugin(at place: Diagnostic.Place) -> PluginDeclaration? {
        plugins.first { $0.source.name == place.source.name }
    }

    /// Whether a problem may be none once the rest is mended.
    func cover(_ problem: Diagnostic) -> Bool {
        guard Self.meanings.contains(problem.code), let place = problem.place,
            let file = place.source.name
        else { return false }
        if files.contains(file) { return true }
        let doubted = Self.kinds.contains(problem.code) ? unknown + ofUnknownKind : unknown
        guard !doubted.isEmpty, let plugin = plugin(at: place) else { return false }
        for indicator in plugin.indicators {
            let id = indicator.id.value
            if let formula = indicator.formula, formula.place.span.holds(place) {
                return unknown.contains { $0.id == id }
                    || Self.mention(doubted.filter { $0.id != id }, in: formula.value)
            }
            for count in indicator.subgroups.compactMap(\.count)
            where count.place.span.holds(place) {
                return doubted.contains { $0.id == id || $0.id == count.value }
            }
        }
        for text in plugin.checks.compactMap(\.that) where text.place.span.holds(place) {
            return Self.mention(doubted, in: text.value)
        }
        return false
    }

    /// Whether a text may name one of the indicators.
    private static func mention(
        _ names: [(words: [String], id: String)], in text: String
    ) -> Bool {
        let words = words(of: text)
        return names.contains { name in
            !name.words.isEmpty
                && words.indices.contains { words[$0...].starts(with: name.words) }
        }
    }
}

extension Span {
    fileprivate func holds(_ place: Diagnostic.Place) -> Bool {
        lower <= place.span.lower && place.span.lower < upper
    }
}
