import TallyModel

extension Printer {
    /// How tightly a node holds together: what is looser than its place needs brackets.
    private enum Strength: Int, Comparable {
        case when = -4
        case or, and, not, comparison, otherwise
        case add, multiply, negated, previous
        /// `rate` and `share`, behind which a time shift may stand and, in one case, subgroups.
        case form
        case postfix, primary

        static func < (a: Strength, b: Strength) -> Bool { a.rawValue < b.rawValue }

        init(_ expression: Expression) {
            switch expression.kind {
            case .number(let value): self = value < 0 ? .negated : .primary
            case .name, .call, .scoped: self = .primary
            case .when: self = .when
            case .logical(.or, _, _): self = .or
            case .logical(.and, _, _): self = .and
            case .not: self = .not
            case .compares, .judged, .moves: self = .comparison
            case .negated: self = .negated
            case .binary(let sign, _, _): self = Strength(rawValue: sign.level) ?? .otherwise
            case .subgroup: self = .postfix
            case .rate, .share: self = .form
            case .shifted(_, .previous): self = .previous
            // A shift of a form ends like it.
            case .shifted(let value, .ago): self = Strength(value) == .form ? .form : .postfix
            }
        }
    }

    /// - Parameter inList: whether a comma at this level separates arguments, so that a list of
    ///   several names needs brackets.
    mutating func write(_ expression: Expression, inList: Bool) {
        switch expression.kind {
        case .number(let value): output += NumberText.full(value)
        case .name(let name): write(name)
        case .negated(let value):
            output += "-"
            write(value, atLeast: .negated, inList)
        case .binary(let sign, let left, let right):
            let own = Strength(rawValue: sign.level) ?? .otherwise
            write(left, atLeast: own, inList)
            output += " \(sign.rawValue) "
            write(right, atLeast: Strength(rawValue: own.rawValue + 1) ?? .primary, inList)
        case .when(let inner):
            output += "when "
            write(inner, atLeast: .when, inList)
        case .logical(let word, let left, let right):
            let own: Strength = word == .or ? .or : .and
            write(left, atLeast: own, inList)
            output += " \(word.rawValue) "
            write(right, atLeast: word == .or ? .and : .not, inList)
        case .not(let inner):
            output += "not "
            write(inner, atLeast: .not, inList)
        case .compares(let left, let sign, let right):
            write(left, atLeast: .otherwise, inList)
            output += " \(sign.rawValue) "
            write(right, atLeast: .otherwise, inList)
        case .judged(let value, let word, let reference):
            write(value, atLeast: .otherwise, inList)
            output += " \(word.rawValue) "
            write(reference)
        case .moves(let value, let word):
            write(value, atLeast: .otherwise, inList)
            output += " \(word.rawValue)"
        case .subgroup(let word, let value, let names):
            write(value, atLeast: .postfix, inList)
            output += " \(word.rawValue) "
            write(names)
        case .rate(let value, let scale, let population):
            output += "rate "
            write(value, atLeast: .otherwise, inList)
            output += " per \(Self.text(scale: scale))"
            if let population {
                output += " of "
                write(population)
            }
        case .share(let part, let whole):
            output += "share "
            if Self.endsInOpenRate(part) || Self.hasForeignPopulation(part) {
                writeInBrackets(part)
            } else {
                write(part, atLeast: .otherwise, inList)
            }
            output += " of "
            writeTerm(whole, inList)
        case .shifted(let value, .previous):
            output += "previous "
            write(value, atLeast: .previous, inList)
        case .shifted(let value, let shift):
            write(value, atLeast: .form, inList)
            output += " \(shift.words)"
        case .call(let function, _, let arguments):
            output += "\(function)("
            for (index, argument) in arguments.enumerated() {
                if index > 0 { output += ", " }
                writeArgument(argument)
            }
            output += ")"
        case .scoped: writeInBrackets(expression)
        }
    }

    /// Where no condition may stand without brackets.
    mutating func writeArithmetic(_ value: Expression, inList: Bool = false) {
        write(value, atLeast: .otherwise, inList)
    }

    /// In brackets where it is looser than its place, or where a comma in it would end an argument.
    private mutating func write(_ value: Expression, atLeast strength: Strength, _ inList: Bool) {
        if Strength(value) < strength || (inList && Self.hasList(value)) {
            writeInBrackets(value)
        } else {
            write(value, inList: inList)
        }
    }

    /// The whole of a share: behind it only subgroups belong to it.
    private mutating func writeTerm(_ value: Expression, _ inList: Bool) {
        if Self.isTerm(value), !(inList && Self.hasList(value)) {
            write(value, inList: inList)
        } else {
            writeInBrackets(value)
        }
    }

    private static func isTerm(_ value: Expression) -> Bool {
        var inner = value
        while case .subgroup(_, let next, _) = inner.kind { inner = next }
        if case .subgroup = value.kind {
            // What is looser than a value with subgroups gets brackets of its own.
            return Strength(inner) == .primary || Strength(inner) < .postfix
        }
        return Strength(inner) == .primary
    }

    private mutating func writeInBrackets(_ value: Expression) {
        output += "("
        if case .scoped(let inner, let clauses) = value.kind {
            write(inner, inList: false)
            write(clauses)
        } else {
            write(value, inList: false)
        }
        output += ")"
    }

    private mutating func writeArgument(_ argument: Expression) {
        if case .scoped(let inner, let clauses) = argument.kind, clauses.focus?.count ?? 0 <= 1 {
            if Self.hasList(inner) { writeInBrackets(inner) } else { write(inner, inList: true) }
            write(clauses)
        } else if Self.hasList(argument) {
            writeInBrackets(argument)
        } else {
            write(argument, inList: true)
        }
    }

    /// Whether it is several subgroups with commas between them.
    private static func hasList(_ expression: Expression) -> Bool {
        if case .subgroup(_, _, let names) = expression.kind { return names.count > 1 }
        return false
    }

    /// Whether a rate in it has something for its population that is none, so that `of` would belong
    /// to the share around it.
    private static func hasForeignPopulation(_ expression: Expression) -> Bool {
        switch expression.kind {
        case .negated(let value), .shifted(let value, _), .subgroup(_, let value, _):
            return hasForeignPopulation(value)
        case .binary(_, let left, let right):
            return hasForeignPopulation(left) || hasForeignPopulation(right)
        case .rate(let value, _, let population):
            let isForeign = population.map { $0.ids(of: .population).isEmpty } ?? false
            return isForeign || hasForeignPopulation(value)
        default: return false
        }
    }

    /// Whether it ends in a rate that could take an `of` behind it for its own.
    private static func endsInOpenRate(_ expression: Expression) -> Bool {
        var expression = expression
        while true {
            switch expression.kind {
            case .rate(_, _, population: .none): return true
            case .binary(_, _, let right): expression = right
            case .negated(let value), .shifted(let value, .previous): expression = value
            default: return false
            }
        }
    }
}
