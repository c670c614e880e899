import TallyLanguage
import TallyModel

/// What must be looked at before the difference of a whole and some of its parts is told: where a
/// part that it does not name is suppressed, the difference would give it away.
///
/// The expression is kept as sums of products, so that it is the same in whatever words it was
/// said. When and where each figure is read is known only beside the data.
package struct Remainder: Sendable {
    /// A figure or a population as it stands in the expression.
    struct Atom: Sendable {
        enum Subject: Hashable, Sendable {
            case figure(Figure)
            case population(String)
            /// What is no sum of its figures: a count, a length.
            case other(String)
        }

        var subject: Subject
        let path: [Step]

        var figure: Figure? { if case .figure(let figure) = subject { figure } else { nil } }
    }

    /// What stands around a figure and says when and where it is read.
    enum Step: Sendable {
        case shifted(Shift)
        case scoped(CheckedExpression, areas: [String]?, Window?)
        case call(Function, CheckedExpression)
        case running(RunningWindow.Kind, CheckedExpression)
        /// A formula has no window but each of its periods.
        case formula
        /// One side of a comparison, which has its own period and area.
        case side(Int)
    }

    /// A product of atoms, each by its place.
    struct Term: Sendable {
        var coefficient: Double
        let atoms: [Int]
        /// Whether it stands for a part of the indicator whose formula was put in last.
        let isExpanded: Bool
    }

    /// One way to write the expression; where it is a fraction, what stands above the line.
    struct Form: Sendable {
        var atoms: [Atom]
        let terms: [Term]
    }

    var forms: [Form]
    /// Every figure that may be left, for which data is needed.
    var figures: [Figure]
    /// The areas in which brackets read.
    let areas: [String]

    /// The same of other figures.
    func mapping(_ change: (Figure) -> Figure) -> Remainder {
        var result = self
        result.figures = figures.map(change)
        for form in forms.indices {
            for atom in forms[form].atoms.indices {
                if case .figure(let figure) = forms[form].atoms[atom].subject {
                    result.forms[form].atoms[atom].subject = .figure(change(figure))
                }
            }
        }
        return result
    }
}

extension Figure {
    /// Whether it is a part of another: of one member more at least.
    func isPart(of whole: Figure) -> Bool {
        indicator == whole.indicator && breakdown != whole.breakdown
            && breakdown.isWithin(whole.breakdown)
    }
}
