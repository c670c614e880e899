import TallyLanguage
import TallyModel
import TallyPlugins

/// `published(x)` and `computed(x)`: which figures of an indicator are meant where it has both.
extension Checker {
    /// The argument is one indicator, narrowed to a subgroup, shifted or bracketed at most, or an
    /// expression that is one because it equals its formula. The result is that indicator, with its
    /// unit, polarity, decimals, target and status.
    func chosen(_ choice: FigureChoice, of argument: Expression, _ span: Span) throws(Diagnostic)
        -> CheckedExpression
    {
        switch argument.kind {
        case .scoped(let inner, let clauses):
            return try scoped(try chosen(choice, of: inner, span), clauses, span)
        case .shifted(let inner, let shift):
            let inner = try chosen(choice, of: inner, span)
            var traits = inner.traits
            traits.identity = nil
            return CheckedExpression(
                kind: .shifted(inner, shift), traits: traits, span: span,
                canonical: "\(inner.canonical)@\(shift)")
        default: break
        }
        let checked = try figure(argument)
        switch choice {
        case .published: return try published(checked, span)
        case .computed:
            if let id = checked.traits.identity, let result = try computed(id, span) {
                return result
            }
            if case .subgroup(let word, let inner, let names) = argument.kind {
                return try subgroups(word, of: try chosen(choice, of: inner, span), names, span)
            }
            throw .noFormula(text(argument.span), at: place(argument.span))
        }
    }

    private func published(_ checked: CheckedExpression, _ span: Span) throws(Diagnostic)
        -> CheckedExpression
    {
        let figure: Figure
        if case .figure(let leaf) = checked.kind {
            figure = leaf
        } else if let id = checked.traits.identity {
            figure = catalogue.figure(of: id)
        } else {
            throw .publishedAsNothing(text(checked.span), at: place(checked.span))
        }
        return CheckedExpression(
            kind: .figure(figure.published), traits: checked.traits, span: span,
            canonical: "published(\(checked.canonical))")
    }

    /// What the formula of an indicator gives; `nil` where it has none.
    func computed(_ id: String, _ span: Span) throws(Diagnostic) -> CheckedExpression? {
        guard let indicator = catalogue.indicators[id],
            let formula = try formula(of: indicator)
        else { return nil }
        let declaration = indicator.declaration
        return CheckedExpression(
            kind: .computed(formula, of: id),
            traits: Traits(
                unit: declaration.unit, good: declaration.good, kind: declaration.kind,
                decimals: declaration.decimals, identity: id),
            span: span, canonical: "computed(\(id))")
    }

    /// A formula that stands in another may not have been checked yet.
    private func formula(of indicator: Indicator) throws(Diagnostic) -> CheckedExpression? {
        if let checked = catalogue.checkedFormulas[indicator.id] { return checked }
        guard let formula = catalogue.formulas[indicator.id],
            let text = indicator.declaration.formula
        else { return nil }
        return try Checker(
            catalogue: catalogue, source: SourceText(text.value), plugin: indicator.plugin
        ).check(formula)
    }
}

extension CheckedExpression {
    /// The same of figures as published and no others.
    var published: CheckedExpression {
        let mapped = mappingFigures(\.published)
        return CheckedExpression(
            kind: mapped.kind, traits: traits, span: span, canonical: "published(\(canonical))")
    }
}

extension CheckedExpression {
    /// Behind the title of an indicator, which of its figures are shown where that was said.
    var choiceWords: String {
        switch kind {
        case .figure(let figure) where figure.isPublished: ", as published"
        case .computed: ", as computed"
        default: ""
        }
    }
}

extension Diagnostic {
    static func noFormula(_ text: String, at place: Place) -> Diagnostic {
        Diagnostic(
            .noFormula, "'\(text)' has no formula, so that it can only be published", at: place,
            label: "an indicator with a formula is expected here")
    }

    static func publishedAsNothing(_ text: String, at place: Place) -> Diagnostic {
        Diagnostic(
            .neverPublished, "'\(text)' is no indicator, so that it is never published as such",
            at: place, label: "published() takes one indicator")
    }

    static func neverPublished(_ id: String, hasFormula: Bool) -> Diagnostic {
        Diagnostic(
            .neverPublished,
            hasFormula
                ? "'\(id)' is never published here: it is only computed"
                : "'\(id)' is never published here", offers: hasFormula ? ["computed(\(id))"] : [])
    }
}
