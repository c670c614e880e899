import TallyModel

/// The pieces that sentences are made of.
extension SpokenSentence {
    /// The window of a function where none is said.
    static let year = " \(Keyword.last.word) 12 months"

    /// The value with what is left out of it.
    var value: String? {
        guard let first = values.first else { return nil }
        guard !subgroups.isEmpty else { return first }
        let word = (has(.leaving) ? Keyword.excl : Keyword.only).word
        return "\(first) \(word) \(subgroups.joined(separator: ", "))"
    }

    /// `for dorset, theme placement`, where anything is named.
    func filter(_ names: [String] = [], areas: [String]? = nil) -> String {
        let all =
            names + (areas ?? self.areas) + themes.map { "\(NameKind.theme.rawValue) \($0)" }
        return all.isEmpty ? "" : " \(Keyword.for.word) \(all.joined(separator: ", "))"
    }

    /// The clause of several periods behind a sentence.
    var over: String { window.map { " \($0)" } ?? "" }

    /// The clause that splits a value.
    var split: String {
        dimensions.isEmpty
            ? "" : " \(Keyword.by.word) \(dimensions.joined(separator: ", "))"
    }

    /// A sentence at each period that was meant; without one as it is.
    func dated(_ sentence: String) -> [String] {
        periods.isEmpty ? [sentence + over] : periods.map { "\(sentence) \(Keyword.in.word) \($0)" }
    }

    /// A value, split as was meant, at each period that was meant; so long ago behind the value.
    func figures(_ value: String, split: String) -> [String] {
        let clauses = filter() + split
        if periods.isEmpty { return [value + clauses + over] }
        return periods.map {
            Self.isAgo($0)
                ? "\(value) \($0)\(clauses)" : "\(value)\(clauses) \(Keyword.in.word) \($0)"
        }
    }

    func compare(
        _ first: String, _ others: [String], _ names: [String], areas: [String]? = nil,
        _ rest: String = ""
    ) -> String {
        ([Keyword.compare.word + " " + first] + others).joined(separator: " \(Keyword.vs.word) ")
            + filter(names, areas: areas) + rest
    }

    /// The clause that keeps the rows that are meant, where nothing is named.
    var rows: String {
        guard values.isEmpty else { return "" }
        var wanted: [(column: String, values: [String])] = []
        var tests: [String] = []
        for one in heard {
            guard let row = one.cue?.row else { continue }
            if row.isNegative != one.isNegated {
                tests.append("\(row.column) \(Keyword.is.word) \(Keyword.not.word) \(row.value)")
            } else if let index = wanted.firstIndex(where: { $0.column == row.column }) {
                if !wanted[index].values.contains(row.value) {
                    wanted[index].values.append(row.value)
                }
            } else {
                wanted.append((row.column, [row.value]))
            }
        }
        tests =
            wanted.map { column, values in
                values.count == 1
                    ? "\(column) \(Keyword.is.word) \(values[0])"
                    : "\(column) \(Keyword.in.word) (\(values.joined(separator: ", ")))"
            } + tests
        return tests.isEmpty
            ? "" : " \(Keyword.where.word) " + tests.joined(separator: " \(Keyword.and.word) ")
    }

    /// Places that could stand side by side, each once.
    var places: [String] {
        let own = areas + groups
        return Self.unique(own + (own.isEmpty ? [] : benchmarks))
    }

    static func isAgo(_ period: String) -> Bool {
        period.split(separator: " ").last.map(String.init) == Keyword.ago.word
    }

    /// The one period against which the newest is set.
    var baseline: String? {
        guard let period = periods.first, periods.count == 1 else { return nil }
        return isSincePeriod || Self.isAgo(period) || period == Keyword.previous.word
            ? period : nil
    }

    /// The period that is compared where it is no baseline.
    var compared: String { periods.first ?? Keyword.latest.word }

    /// Beside which references: those named, else the target.
    var standards: [String] {
        let named = references + benchmarks
        return named.isEmpty ? [ReferenceID.target] : named
    }
}
