import TallyLanguage
import TallyModel
import TallyPlugins

extension Catalogue {
    /// A sentence that shows what a function does, about the first indicators that fit it; `nil`
    /// where no plugin has such.
    package func example(of function: Function) -> String? {
        var sentence = function.example
        for (placeholder, fits) in Self.placeholders where sentence.contains(placeholder) {
            let fitting = indicatorOrder.lazy.compactMap { indicators[$0]?.declaration }
                .filter(fits)
            guard let chosen = fitting.first(where: { $0.every == .month }) ?? fitting.first
            else { return nil }
            sentence = sentence.replacing(placeholder, with: chosen.id.value)
                .replacing("{window}", with: chosen.every.window)
        }
        return sentence
    }

    private static let placeholders: [(String, @Sendable (IndicatorDeclaration) -> Bool)] = [
        ("{stock}", { $0.kind == .stock && $0.formula == nil }),
        ("{flow}", { $0.kind == .flow && $0.formula == nil }),
        ("{ratio}", { $0.kind == .ratioOfStocks && $0.formula == nil }),
        ("{computed}", { $0.formula != nil }),
    ]
}

extension Grain {
    /// A span with several figures of this grain in it.
    var recent: (count: Int, unit: PeriodUnit) {
        switch self {
        case .quarter: (4, .quarter)
        case .financialYear, .academicYear, .calendarYear: (3, .year)
        case .day, .month, .span, .from: (6, .month)
        }
    }

    /// The same as `last` takes it.
    var window: String { "\(recent.count) \(recent.unit.rawValue)s" }
}
