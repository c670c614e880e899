import TallyModel

/// The fields of a caveat: what is to be said beside figures.
extension PluginFields {
    static let caveat = FieldTable<CaveatDeclaration>(
        "a caveat",
        [
            .text("text", required: true, "The footnote: a sentence without a full stop.") {
                $0.text = $1.value
            },
            .text("source", "The source whose figures it is about; any, if left out.") {
                $0.source = $1.value
            },
            .identifier("area", "The id of the area it is about; any, if left out.") {
                $0.area = $1
            },
        ])
}
