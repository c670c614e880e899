import TallyModel

/// What must hold between figures, as written; read by the engine.
package struct CheckDeclaration: Sendable {
    package internal(set) var id: Placed<String>
    /// What holds where the figures reconcile.
    package var says: String
    /// A comparison of the query language.
    package var that: Placed<String>?
    /// Sources that print the same figures.
    package var between: [Placed<String>] = []
    /// How far apart two figures may be that agree; where `nil`, the computed one rounds to the
    /// published.
    package var within: Double?
    /// Ids of areas; empty where every area with figures is meant.
    package var areas: [Placed<String>] = []
    /// The periods that are compared; where `nil`, those that were published.
    package var by: Grain?

    package init(id: Placed<String>, says: String) {
        self.id = id
        self.says = says
    }
}
