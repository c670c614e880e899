import TallyLanguage
import TallyModel
import TallyPlugins

/// Turns a tree of words into a checked tree: names resolved, units and kinds agreed.
package struct Checker: Sendable {
    package let catalogue: Catalogue
    /// The text that the tree was read from, for the places of diagnostics.
    package let source: SourceText
    /// What `let` has named, by folded name.
    package let bindings: [String: Binding]
    /// The plugin whose formula it is: what the plugin itself declares is meant before others.
    package let plugin: String?

    package init(
        catalogue: Catalogue, source: SourceText, bindings: [String: Binding] = [:],
        plugin: String? = nil
    ) {
        self.catalogue = catalogue
        self.source = source
        self.bindings = bindings
        self.plugin = plugin
    }

    func place(_ span: Span) -> Diagnostic.Place { Diagnostic.Place(source, span) }

    func text(_ span: Span) -> String { String(source[span]) }

    /// The checked expression.
    ///
    /// Throws what would mislead: unknown and ambiguous names, units that clash, subgroups that are
    /// not declared, populations that are missing.
    package func check(_ expression: Expression) throws(Diagnostic) -> CheckedExpression {
        let checked = try checkKind(expression)
        if checked.isTooLarge { throw .tooLarge(at: place(expression.span)) }
        guard let id = catalogue.identity(ofFormula: checked.canonical),
            checked.traits.identity == nil, let indicator = catalogue.indicators[id]
        else { return checked }
        return CheckedExpression(
            kind: checked.kind,
            traits: Traits(
                unit: indicator.declaration.unit, good: indicator.declaration.good,
                kind: indicator.declaration.kind, decimals: indicator.declaration.decimals,
                identity: id),
            span: checked.span, canonical: checked.canonical)
    }

    /// It recurses: what a case needs of its own stands in a function of its own.
    private func checkKind(_ expression: Expression) throws(Diagnostic) -> CheckedExpression {
        let span = expression.span
        switch expression.kind {
        case .number(let value):
            return number(value, span)
        case .name(let name):
            return try resolve(name)
        case .negated(let inner):
            return negated(try figure(inner), span)
        case .binary(let sign, let left, let right):
            return try arithmetic(sign, try figure(left), try figure(right), span)
        case .subgroup(let word, let inner, let names):
            return try subgroup(word, inner, names, span)
        case .rate(let inner, let scale, let population):
            return try rate(try figure(inner), scale: scale, population, span)
        case .share(let part, let whole):
            return try share(try figure(part), of: try figure(whole), span)
        case .shifted(let inner, let shift):
            return shifted(try check(inner), shift, span)
        case .call(let name, let nameSpan, let arguments):
            return try call(name, nameSpan, arguments, span)
        case .compares(let left, let sign, let right):
            return try compared(try figure(left), sign, try figure(right), span)
        case .logical(let word, let left, let right):
            return logical(word, try condition(left), try condition(right), span)
        case .not(let inner):
            return not(try condition(inner), span)
        case .judged(let inner, let word, let reference):
            return try judged(try figure(inner), word, reference, span)
        case .moves(let inner, let word):
            return try moved(try figure(inner), word, span)
        case .when:
            throw .whenInside(at: place(span))
        case .scoped(let inner, let clauses):
            return try scoped(try check(inner), clauses, span)
        }
    }

    private func number(_ value: Double, _ span: Span) -> CheckedExpression {
        CheckedExpression(
            kind: .number(value),
            traits: Traits(
                unit: nil, good: .neither, kind: nil, decimals: ExactDecimal(value).decimals,
                identity: nil),
            span: span, canonical: NumberText.full(value))
    }

    private func negated(_ inner: CheckedExpression, _ span: Span) -> CheckedExpression {
        var traits = inner.traits
        traits.good = .neither
        traits.identity = nil
        return CheckedExpression(
            kind: .negated(inner), traits: traits, span: span, canonical: "-\(inner.canonical)")
    }

    /// `x excl a excl b` is `x excl a, b`.
    private func subgroup(
        _ word: SubgroupWord, _ inner: Expression, _ names: [Name], _ span: Span
    ) throws(Diagnostic) -> CheckedExpression {
        var inner = inner
        var names = names
        while case .subgroup(word, let deeper, let more) = inner.kind {
            inner = deeper
            names = more + names
        }
        return try subgroups(word, of: try figure(inner), names, span)
    }

    /// An expression at another time. `(x in P) a year ago` is `(x a year ago in P)`: brackets
    /// that name their own period are moved from that.
    private func shifted(_ inner: CheckedExpression, _ shift: Shift, _ span: Span)
        -> CheckedExpression
    {
        var traits = inner.traits
        traits.identity = nil
        let canonical = "\(inner.canonical)@\(shift)"
        let kind: CheckedExpression.Kind =
            if case .scoped(let own, let areas, let window) = inner.kind {
                .scoped(shifted(own, shift, inner.span), areas: areas, window: window)
            } else { .shifted(inner, shift) }
        return CheckedExpression(kind: kind, traits: traits, span: span, canonical: canonical)
    }

    /// An expression under clauses of its own.
    func scoped(_ inner: CheckedExpression, _ clauses: Clauses, _ span: Span) throws(Diagnostic)
        -> CheckedExpression
    {
        if clauses.isEmpty { return inner }
        if let known = clauses.asKnown { throw .knownInBracket(at: place(known.span)) }
        if let group = clauses.group { throw .severalAreasInBracket(at: place(group.span)) }
        let areas = try areas(clauses.names)
        let inner = try running(inner, clauses.running)
        if areas == nil, clauses.window == nil { return inner.at(span) }
        let canonical = clauses.window.map { "\($0.kind)" } ?? ""
        return CheckedExpression(
            kind: .scoped(inner, areas: areas, window: clauses.window), traits: inner.traits,
            span: span,
            canonical: "(\(inner.canonical) \(areas ?? []) \(canonical))")
    }

    private func call(
        _ name: String, _ nameSpan: Span, _ arguments: [Expression], _ span: Span
    ) throws(Diagnostic) -> CheckedExpression {
        guard let function = Function.table[name.lowercased()] else {
            throw .unknownFunction(name, known: Function.all.map(\.name), at: place(nameSpan))
        }
        try refuseAreas(function, arguments, span)
        guard function.parameters.contains(arguments.count), let first = arguments.first else {
            if arguments.count > function.parameters.upperBound, let list = list(arguments) {
                throw .listInFunction(function, text(list), at: place(list))
            }
            throw .wrongArguments(function, got: arguments.count, at: place(span))
        }
        if case .chosen(let choice) = function.body {
            return try chosen(choice, of: first, span)
        }
        var checked: [CheckedExpression] = []
        for argument in arguments {
            try refuseAreas(in: argument)
            checked.append(try check(argument))
        }
        for (index, argument) in checked.enumerated().dropFirst() {
            guard case .number = argument.kind else {
                throw .wrongArguments(
                    function, got: arguments.count, at: place(arguments[index].span))
            }
            if let allowed = function.numbers {
                guard case .number(let number) = argument.kind, let whole = Int(exactly: number),
                    allowed.contains(whole)
                else {
                    throw .badArgument(
                        function, text(argument.span), allowed, at: place(argument.span))
                }
            }
        }
        if checked[0].traits.isCondition != function.takesConditions {
            throw function.takesConditions
                ? .notACondition(text(first.span), at: place(first.span))
                : .notAFigure(text(first.span), at: place(first.span))
        }
        let context = FunctionContext(
            argument: text(first.span), place: place(nameSpan),
            numbers: checked.dropFirst().compactMap { argument in
                if case .number(let number) = argument.kind { number } else { nil }
            })
        let traits = try function.traits(checked[0].traits, context)
        let canonical = checked.map(\.canonical).joined(separator: ",")
        return CheckedExpression(
            kind: .call(function, checked), traits: traits, span: span,
            canonical: "\(function.name)(\(canonical))")
    }
}

extension Checker {
    /// Where the first argument ends in a list of subgroups that the function's comma has cut.
    private func list(_ arguments: [Expression]) -> Span? {
        guard let first = arguments.first, let last = arguments.last,
            case .subgroup = first.kind,
            arguments.dropFirst().allSatisfy({ argument in
                if case .name = argument.kind { true } else { false }
            })
        else { return nil }
        return Span(first.span.lower, last.span.upper)
    }
}

/// What `let` has named: a phrase with its clauses, the text it was read from, and what the names
/// in it meant when it was read, so that a name may be given a new meaning in terms of its old one.
package struct Binding: Sendable {
    package let query: Query
    package let source: SourceText
    package let bindings: [String: Binding]
    /// How often a name stands for a name.
    package let depth: Int
    /// How many levels its tree has, with all that the names in it stand for.
    package let levels: Int

    /// A binding is refused where it is used when it is deeper.
    static let deepest = 100

    /// Keeps of `bindings` only what the query refers to.
    package init(query: Query, source: SourceText, bindings: [String: Binding] = [:]) {
        self.query = query
        self.source = source
        var kept: [String: Binding] = [:]
        query.forEachName { name, _ in
            for id in name.ids(of: .binding) { kept[id] = bindings[id] }
        }
        levels = query.levels { kept[$0]?.levels ?? 1 }
        depth = 1 + (kept.values.map(\.depth).max() ?? 0)
        // What cannot be used any more need not be kept.
        self.bindings = depth > Self.deepest ? [:] : kept
    }
}

extension BindingVocabulary {
    /// A vocabulary with the names of values.
    package init(
        _ base: any Vocabulary, naming bindings: [String: Binding],
        aliases: [String: [String]] = [:]
    ) {
        self.init(
            base, bindings: bindings.keys.sorted(), levels: bindings.mapValues(\.levels),
            aliases: aliases)
    }
}
