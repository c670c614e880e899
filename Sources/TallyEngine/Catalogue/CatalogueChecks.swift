import TallyLanguage
import TallyModel
import TallyPlugins

/// What must hold between figures, with its names resolved and its units agreed.
package struct Check: Sendable {
    package enum Kind: Sendable {
        /// Two expressions that stand so to each other.
        case comparison(CheckedExpression, Comparison, CheckedExpression)
        /// Sources that print the same figures.
        case sources([String])
    }

    package let id: String
    /// The id of the plugin that declares it.
    package let plugin: String
    /// What holds where the figures reconcile.
    package let says: String
    package let kind: Kind
    /// The comparison as written, or the sources.
    package let text: String
    package let within: Double?
    /// Ids of areas; empty where every area with figures is meant.
    package let areas: [String]
    package let by: Grain?

    /// Whether it reads figures of an indicator.
    func reads(_ indicator: String) -> Bool {
        guard case .comparison(let left, _, let right) = kind else { return false }
        var found = false
        for side in [left, right] {
            found = found || side.traits.identity == indicator
            side.forEachFigure { found = found || $0.indicator == indicator }
        }
        return found
    }
}

/// The checks of plugins, which may use every name.
extension CatalogueBuilder {
    /// Reads those of plugins in which something is wrong already, too, so that all of it is told at
    /// once.
    mutating func readChecks() {
        for index in plugins.indices {
            for check in plugins[index].checks {
                guard let kind = kind(of: check, plugin: index) else { continue }
                catalogue.checks.append(
                    Check(
                        id: check.id.value, plugin: plugins[index].id.value, says: check.says,
                        kind: kind,
                        text: check.that?.value
                            ?? check.between.map(\.value).joined(separator: " = "),
                        within: check.within, areas: check.areas.map(\.value), by: check.by))
            }
        }
    }

    /// What is compared; `nil` where something is wrong with it, which is noted.
    private mutating func kind(of check: CheckDeclaration, plugin: Int) -> Check.Kind? {
        guard let text = check.that else { return .sources(check.between.map(\.value)) }
        let source = SourceText(text.value)
        let vocabulary: any Vocabulary =
            suggestionsLeft > 0 ? catalogue : WithoutSuggestions(catalogue)
        let (expression, diagnostics) = Parser.expression(in: source, vocabulary: vocabulary)
        if !diagnostics.isEmpty { suggestionsLeft -= 1 }
        for diagnostic in diagnostics { note(plugin, diagnostic.moved(into: text)) }
        guard let expression, diagnostics.isEmpty,
            checkNames(in: expression, text, plugin: plugin)
        else { return nil }
        guard areFormulasBounded else { return nil }
        let checker = Checker(
            catalogue: catalogue, source: source, plugin: plugins[plugin].id.value)
        do throws(Diagnostic) {
            let checked = try checker.check(expression)
            if case .compared(let left, let sign, let right) = checked.kind, sign != .differs {
                return .comparison(left, sign, right)
            }
            // What the two sides would give away between them is not compared.
            if case .remainder(let inner, let remainder) = checked.kind,
                case .compared(let left, let sign, let right) = inner.kind, sign != .differs
            {
                return .comparison(left.beside(remainder), sign, right)
            }
            note(plugin, .checkIsNoComparison(at: text.place))
        } catch {
            note(plugin, error.moved(into: text))
        }
        return nil
    }
}

extension Diagnostic {
    static func checkIsNoComparison(at place: Place) -> Diagnostic {
        Diagnostic(
            .badValue, "a check compares two figures, as in 'a = b' or 'a <= b'", at: place)
    }
}
