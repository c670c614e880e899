import TallyEngine
import TallyLanguage
import TallyModel
import TallyPlugins

/// Runs the tests of one plugin.
struct TestBench {
    let catalogue: Catalogue
    let plugin: PluginDeclaration

    /// One outcome for each expectation; one alone where the given figures are not to be had. Adds
    /// the indicators that a sentence reached.
    func outcomes(
        of test: TestDeclaration, touched: inout Set<String>
    ) -> [PluginTestReport.Outcome] {
        var setting = TestSetting(catalogue: catalogue, plugin: plugin, test: test)
        setting.read()
        if !setting.problems.isEmpty {
            return [
                PluginTestReport.Outcome(
                    test: test.name.value, query: nil, place: test.name.place,
                    failures: setting.problems.map { $0.inTest(test) })
            ]
        }
        return test.expectations.map { expectation in
            let source = AskedFigures(setting.figures)
            let engine = Engine(catalogue: catalogue, source: source, area: setting.area)
            var named: Set<String> = []
            let answer = answer(to: expectation.query.value, engine, named: &named)
            touched.formUnion(named)
            touched.formUnion(reached(source.asked, given: setting.given))
            let check = ExpectationCheck(
                expectation: expectation, calendar: plugin.calendar ?? Calendar())
            return PluginTestReport.Outcome(
                test: test.name.value, query: expectation.query.value,
                place: expectation.query.place,
                failures: check.problems(with: answer).map { $0.inTest(test) })
        }
    }

    /// What the last sentence of a text gives, those before it being `let`s or sentences too.
    private func answer(
        to text: String, _ engine: Engine, named: inout Set<String>
    ) -> Result<ResultTable, Diagnostic> {
        let source = SourceText(text)
        let (statements, problems) = Parser.statements(
            in: source, vocabulary: BindingVocabulary(catalogue))
        if let problem = problems.first { return .failure(problem) }
        var bindings: [String: Binding] = [:]
        var last: ResultTable?
        do throws(Diagnostic) {
            for statement in statements {
                switch statement.kind {
                case .binding(let name, _, let query):
                    named.formUnion(query.indicators)
                    bindings[NameFolding.fold(name)] = Binding(
                        query: query, source: source, bindings: bindings)
                // The parser has put it in its place.
                case .alias: break
                case .query(let query):
                    named.formUnion(query.indicators)
                    last = try engine.answer(query, in: source, bindings: bindings)
                case .assertion(let query):
                    named.formUnion(query.indicators)
                    try engine.assert(query, in: source, bindings: bindings)
                case .command(let name, _):
                    throw .commandInTest(name, at: Diagnostic.Place(source, statement.span))
                }
            }
        } catch {
            return .failure(error)
        }
        return last.map { .success($0) } ?? .failure(.nothingAsked)
    }

    /// The indicators whose figures were asked for and given, and those whose formulas used them.
    private func reached(_ asked: Set<String>, given: Set<String>) -> Set<String> {
        let read = asked.intersection(given)
        return asked.filter { id in
            if read.contains(id) { return true }
            var uses = false
            catalogue.checkedFormulas[id]?.forEachFigure { figure in
                if read.contains(figure.indicator) { uses = true }
            }
            return uses
        }
    }
}

extension Query {
    /// The ids of the indicators that it names.
    fileprivate var indicators: [String] {
        var result: [String] = []
        forEachName { name, _ in result += name.ids(of: .indicator) }
        return result
    }
}

extension Diagnostic {
    /// With the test that it is about.
    fileprivate func inTest(_ test: TestDeclaration) -> Diagnostic {
        var result = self
        result.notes.append("in the test '\(test.name.value)'")
        return result
    }
}
