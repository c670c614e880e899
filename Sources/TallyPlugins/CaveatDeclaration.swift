import TallyModel

/// What is said beside an indicator's figures, or beside those of one source or area.
package struct CaveatDeclaration: Sendable {
    package var text = ""
    /// The source whose figures it is about; `nil` for those of any.
    package var source: String?
    /// The id of the area whose figures it is about; `nil` for those of any.
    package var area: Placed<String>?

    package init() {}

    package func isAbout(area: String, source: String) -> Bool {
        (self.source ?? source) == source && (self.area?.value ?? area) == area
    }
}
