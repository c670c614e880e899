extension Catalogue {
    /// The functions that a sentence or a formula may call.
    package var functions: Set<String> { Function.names }
}

extension Function {
    static let names = Set(table.keys)
}
