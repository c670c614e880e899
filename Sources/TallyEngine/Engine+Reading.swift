import TallyModel

/// What a sentence reads: of which areas, and with everything in one go.
extension Engine {
    /// An evaluator for expressions in one area, with everything that they read.
    package func evaluator(
        for expressions: [CheckedExpression], in area: String, calendar: Calendar
    ) throws(Diagnostic) -> Evaluator {
        try evaluators(for: expressions, in: [area], calendar: calendar)[0]
    }

    /// An evaluator for each area, in order; what they read comes in one go.
    func evaluators(
        for expressions: [CheckedExpression], in areas: [String], calendar: Calendar
    ) throws(Diagnostic) -> [Evaluator] {
        var plan = Plan(catalogue: catalogue)
        for area in areas {
            for expression in expressions { plan.add(expression, area: area) }
        }
        try refuseNeverPublished(expressions)
        let data = try SentenceData(
            plan.requests, from: source, catalogue: catalogue, asKnown: asKnown,
            remembering: memory)
        return areas.map { area in
            Evaluator(
                catalogue: catalogue, data: data, area: area, calendar: calendar,
                sentence: sentence)
        }
    }

    /// Throws where the published figures are asked for of what is published nowhere.
    private func refuseNeverPublished(_ expressions: [CheckedExpression]) throws(Diagnostic) {
        var asked: [String] = []
        for expression in expressions {
            expression.forEachFigure { figure in
                if figure.isPublished, !asked.contains(figure.indicator) {
                    asked.append(figure.indicator)
                }
            }
        }
        for id in asked where try areas(of: id).isEmpty {
            throw .neverPublished(id, hasFormula: catalogue.checkedFormulas[id] != nil)
        }
    }

    /// Throws `cancelled` where whoever asked has given up.
    package func checkCancellation() throws(Diagnostic) {
        if isCancelled() { throw .cancelled }
    }

    /// The areas that a sentence is about: those named, else the session's, else the only home of
    /// its indicators, else the only area with figures.
    package func areas(_ named: [String]?, for expression: CheckedExpression, _ text: String)
        throws(Diagnostic) -> [String]
    {
        if let named, !named.isEmpty { return named }
        let own = expression.scopedAreas
        if let first = own.ids.first, !own.isOpen { return [first] }
        if let area { return [area] }
        var homes: [String] = []
        var first: Figure?
        expression.forEachFigure { figure in
            first = first ?? figure
            if let home = catalogue.indicators[figure.indicator]?.home, !homes.contains(home) {
                homes.append(home)
            }
        }
        let place = sentence.map { Diagnostic.Place($0, expression.span) }
        if homes.count > 1 { throw .noArea(text, several: homes, meant: homes[0], at: place) }
        if let home = homes.first { return [home] }
        guard let first else { return [catalogue.homes.first ?? ""] }
        let known = try areas(with: first)
        if known.count > 1 {
            let meant = catalogue.homes.first(where: known.contains) ?? known[0]
            throw .noArea(text, several: known, meant: meant, at: place)
        }
        guard let only = known.first else { throw .nothingKnown(text, area: "any area") }
        return [only]
    }

    /// The areas for which figures of an indicator have been published.
    func areas(of id: String) throws(Diagnostic) -> [String] {
        try source.areas(of: Subject(.indicator, id), asKnown: asKnown)
    }

    /// The areas that have figures of an indicator, published or of the parts of its formula.
    package func areas(with figure: Figure) throws(Diagnostic) -> [String] {
        // Formulas may have many parts in common, and the store is asked about each once.
        var seen: Set<String> = []
        var open = [figure.indicator]
        while let id = open.popLast() {
            guard seen.insert(id).inserted else { continue }
            let published = try areas(of: id)
            if !published.isEmpty { return published }
            var parts: [String] = []
            catalogue.checkedFormulas[id]?.forEachFigure { parts.append($0.indicator) }
            open += parts.reversed()
        }
        return []
    }

    /// The calendar of an expression: its first indicator's.
    package func calendar(of expression: CheckedExpression) -> Calendar {
        var calendar: Calendar?
        expression.forEachFigure { figure in
            calendar = calendar ?? catalogue.indicators[figure.indicator]?.calendar
        }
        return calendar ?? Calendar()
    }
}

extension Evaluator {
    /// What the area is called.
    var areaTitle: String { catalogue.title(ofArea: area) }
}
