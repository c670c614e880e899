import TallyEngine
import TallyLanguage
import TallyModel
import TallyPlugins

/// Sentences in the tests of plugins that are none.
enum TestSentences {
    /// What is wrong with the words of each sentence of which an answer is expected, and no refusal.
    static func find(in plugin: PluginDeclaration, _ names: Catalogue) -> [Diagnostic] {
        let vocabulary = BindingVocabulary(names)
        var found: [Diagnostic] = []
        for expectation in plugin.tests.flatMap(\.expectations) where expectation.error == nil {
            if found.count >= PluginCheck.mostProblems { break }
            let problems = Parser.statements(
                in: SourceText(expectation.query.value), vocabulary: vocabulary
            ).diagnostics
            found += problems.map { $0.moved(into: expectation.query) }
        }
        return found
    }
}
