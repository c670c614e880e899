import TallyModel

/// Every series that some sentences need.
struct Plan {
    let catalogue: Catalogue
    private(set) var requests: [SeriesRequest] = []
    private var seen: Set<SeriesRequest> = []

    init(catalogue: Catalogue) { self.catalogue = catalogue }

    /// Adds what an expression reads in an area, formulas and the indicator that it is included.
    mutating func add(_ expression: CheckedExpression, area: String) {
        if let identity = expression.traits.identity { add(catalogue.figure(of: identity), area) }
        switch expression.kind {
        case .figure(let figure): add(figure, area)
        case .population(let id): request(Subject(.population, id), area, .whole)
        case .remainder(_, let remainder):
            for area in [area] + remainder.areas {
                for figure in remainder.figures { add(figure, area) }
            }
        case .rate(_, _, let population):
            request(Subject(.population, population), area, .whole)
        case .scoped(let inner, let areas?, _):
            for area in areas { add(inner, area: area) }
            return
        default: break
        }
        for part in expression.parts { add(part, area: area) }
    }

    private mutating func add(_ figure: Figure, _ area: String) {
        let subject = Subject(.indicator, figure.indicator)
        guard request(subject, area, figure.breakdown) else { return }
        // Whether the whole goes on for longer is said of its parts.
        let whole = catalogue.figure(of: figure.indicator)
        if figure.breakdown != whole.breakdown { request(subject, area, whole.breakdown) }
        if figure == catalogue.figure(of: figure.indicator),
            let formula = catalogue.checkedFormulas[figure.indicator]
        {
            add(formula, area: area)
        }
    }

    /// Whether the request is a new one.
    @discardableResult
    private mutating func request(_ subject: Subject, _ area: String, _ breakdown: Breakdown)
        -> Bool
    {
        let request = SeriesRequest(subject, area: area, breakdown: breakdown)
        guard seen.insert(request).inserted else { return false }
        requests.append(request)
        return true
    }
}
