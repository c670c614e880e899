import TallyModel

extension IndicatorDeclaration {
    /// Whether two declarations say the same, wherever in their files they stand.
    package func saysTheSame(as other: IndicatorDeclaration) -> Bool { content == other.content }

    /// All that is said, in one order.
    private var content: [String] {
        let texts = [
            id.value, name.value, title, theme?.value, population?.value, formula?.value,
            status?.green.value, status?.amber?.value, description, source,
        ].map { $0.map { "=\($0)" } ?? "" }
        let values = [
            "\(unit)", "\(decimals)", "\(good)", "\(kind)", "\(every)", "\(arrears)",
            "\(declaresKind)",
        ]
        let lists = [aliases, printed, dimensions].map { list in
            list.map(\.value).joined(separator: "\n")
        }
        let groups = subgroups.map { group in
            [group.subgroup.value, group.count?.value, group.excl?.value, group.only?.value]
                .map { $0 ?? "" }.joined(separator: "\n")
        }
        let meanings = definitions.map { definition in
            "\(definition.from?.iso ?? "")\n\(definition.until?.iso ?? "")\n\(definition.note)"
        }
        let said = caveats.map { caveat in
            [caveat.text, caveat.source ?? "", caveat.area?.value ?? ""].joined(separator: "\n")
        }
        return texts + values + lists + ["groups"] + groups + ["definitions"] + meanings
            + ["caveats"] + said
    }
}
