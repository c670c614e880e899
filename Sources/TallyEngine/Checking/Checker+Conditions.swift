import TallyLanguage
import TallyModel

extension Checker {
    /// The checked expression where only a figure makes sense.
    ///
    /// - Parameter isPart: whether it is part of something larger, of one area.
    func figure(_ expression: Expression, isPart: Bool = true) throws(Diagnostic)
        -> CheckedExpression
    {
        if isPart { try refuseAreas(in: expression) }
        let checked = try check(expression)
        if checked.traits.isCondition {
            throw .notAFigure(text(expression.span), at: place(expression.span))
        }
        return checked
    }

    /// The checked expression where only a condition makes sense.
    func condition(_ expression: Expression) throws(Diagnostic) -> CheckedExpression {
        let checked = try check(expression)
        if !checked.traits.isCondition {
            throw .notACondition(text(expression.span), at: place(expression.span))
        }
        return checked
    }

    /// A condition: it has no unit and is good neither way.
    func conditional(_ kind: CheckedExpression.Kind, _ span: Span, _ canonical: String)
        -> CheckedExpression
    {
        CheckedExpression(
            kind: kind,
            traits: Traits(
                unit: .text, good: .neither, kind: nil, decimals: 0, identity: nil,
                isCondition: true), span: span, canonical: canonical)
    }

    /// `EXPR > EXPR`: of one unit, or one of them a bare number.
    func compared(
        _ left: CheckedExpression, _ sign: Comparison, _ right: CheckedExpression, _ span: Span
    ) throws(Diagnostic) -> CheckedExpression {
        let (a, b) = (left.traits.unit, right.traits.unit)
        if a == .text || b == .text || (a != nil && b != nil && a != b) {
            throw .cannotBeCompared(text(left.span), a, text(right.span), b, at: place(span))
        }
        return guarded(
            conditional(
                .compared(left, sign, right), span,
                "(\(left.canonical) \(sign.rawValue) \(right.canonical))"), left, right)
    }

    func not(_ inner: CheckedExpression, _ span: Span) -> CheckedExpression {
        conditional(.not(inner), span, "not(\(inner.canonical))")
    }

    func logical(
        _ word: LogicalWord, _ left: CheckedExpression, _ right: CheckedExpression, _ span: Span
    ) -> CheckedExpression {
        conditional(
            .logical(word, left, right), span,
            "(\(left.canonical) \(word.rawValue) \(right.canonical))")
    }

    /// `EXPR meets REFERENCE`: only of what is an indicator, which alone has references.
    func judged(
        _ inner: CheckedExpression, _ word: ReferenceWord, _ name: Name, _ span: Span
    ) throws(Diagnostic) -> CheckedExpression {
        guard let reference = name.ids(of: .reference).first else {
            throw .wrongKindOfName(name, wanted: "a reference", at: place(name.span))
        }
        let said = text(inner.span)
        guard inner.traits.identity != nil else {
            throw .noReference(name.text, of: said, at: place(name.span))
        }
        if inner.traits.good == .neither {
            throw .goodIsNeither(
                said, "\(word.rawValue) a reference", at: place(span), instead: "\(said) > 10")
        }
        return conditional(
            .judged(inner, word, reference: reference), span,
            "(\(inner.canonical) \(word.rawValue) \(reference))")
    }

    /// `EXPR worsens`: against the period before.
    func moved(_ inner: CheckedExpression, _ word: MovementWord, _ span: Span)
        throws(Diagnostic) -> CheckedExpression
    {
        if inner.traits.good == .neither {
            let said = text(inner.span)
            throw .goodIsNeither(
                said, word.rawValue, at: place(span), instead: "\(said) > previous \(said)")
        }
        return conditional(.moved(inner, word), span, "(\(inner.canonical) \(word.rawValue))")
    }
}
