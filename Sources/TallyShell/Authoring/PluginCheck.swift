import TallyEngine
import TallyModel
import TallyPlugins

/// `tally plugin check`: everything that is wrong with plugin files, at once.
package struct PluginCheck: Sendable {
    /// File by file in the order of places, each with its place in the file's values.
    package let problems: [Diagnostic]
    /// What was looked at, a line each; of a check that found something how much.
    package let summary: String

    /// Whether a plugin is wrong; a file that can't be read is another matter.
    package var hasBadPlugins: Bool {
        problems.contains { $0.severity == .error && $0.code.origin != .store }
    }

    package init(_ paths: [String], _ options: SessionOptions) {
        self.init(AuthoredPlugins(paths, options))
    }

    init(_ authored: AuthoredPlugins) {
        let names = Set(authored.files.map(\.path))
        let built = authored.build().diagnostics
        let doubts = Doubts(
            authored.plugins, reading: authored.readingProblems, meaning: built)
        var own = authored.readingProblems
        var others: [Diagnostic] = []
        for problem in built {
            guard let file = problem.place?.source.name, names.contains(file) else {
                others.append(problem)
                continue
            }
            // What could not be read may be all that is amiss in what it would mean.
            if doubts.cover(problem) { continue }
            own.append(problem)
        }
        own += NameClashes.find(authored.plugins, among: authored.others)
        for plugin in authored.plugins { own += FeedOverlaps.find(in: plugin) }
        let known = authored.names()
        for plugin in authored.plugins where !doubts.files.contains(plugin.source.name ?? "") {
            own += TestSentences.find(in: plugin, known)
        }
        // Others are wrong only on account of these, where these are right.
        let all = own.contains { $0.severity == .error } ? own : own + others
        problems = PluginReader.withPaths(
            Self.limited(Self.sorted(all, authored.files.map(\.path))))
        summary = Self.summary(authored, problems)
    }

    /// Of one file at most so many are told.
    static let mostProblems = 100

    /// The first of each file, with a word on how many more there are.
    private static func limited(_ problems: [Diagnostic]) -> [Diagnostic] {
        var result: [Diagnostic] = []
        var start = problems.startIndex
        while start < problems.endIndex {
            let source = problems[start].place?.source
            let end =
                problems[start...].firstIndex { $0.place?.source.name != source?.name }
                ?? problems.endIndex
            let kept = min(end, start + mostProblems)
            result += problems[start..<kept]
            if kept < end, let source {
                result.append(
                    .furtherProblems(end - kept, at: Diagnostic.Place(source, Span(0, 0))))
            }
            start = end
        }
        return result
    }

    /// By file in the order of the paths, then by place; what has no place in them comes first.
    private static func sorted(_ problems: [Diagnostic], _ files: [String]) -> [Diagnostic] {
        var order: [String: Int] = [:]
        for (index, file) in files.enumerated() { order[file] = index }
        func key(_ problem: Diagnostic) -> (Int, Int) {
            guard let place = problem.place, let name = place.source.name else { return (-1, 0) }
            return (order[name] ?? files.count, place.span.lower)
        }
        return problems.enumerated().sorted { a, b in
            let (x, y) = (key(a.element), key(b.element))
            return x == y ? a.offset < b.offset : x < y
        }.map(\.element)
    }

    private static func summary(_ authored: AuthoredPlugins, _ problems: [Diagnostic]) -> String {
        let errors = problems.filter { $0.severity == .error }
        let count = authored.files.count
        if !errors.isEmpty {
            let wrong = Set(errors.compactMap { $0.place?.source.name }).count
            let place =
                wrong == 0 || count == 1
                ? "" : " in \(wrong) of \(NumberText.counted(count, "file"))"
            return "\(NumberText.counted(errors.count, "problem"))\(place)\n"
        }
        var lines = authored.plugins.map { plugin in
            let formulas = plugin.indicators.count { $0.formula != nil }
            let parts = [
                NumberText.counted(plugin.indicators.count, "indicator"),
                formulas == 0 ? nil : NumberText.counted(formulas, "formula"),
                plugin.feeds.isEmpty ? nil : NumberText.counted(plugin.feeds.count, "feed"),
            ].compactMap { $0 }
            return
                "\(plugin.source.name ?? ""): \(plugin.id.value), \(parts.joined(separator: ", "))"
        }
        lines.append("\(NumberText.counted(count, "plugin")), no problems")
        return lines.joined(separator: "\n") + "\n"
    }
}
