/// The areas that are known, by id: those that plugins declare, and those that an import has made.
///
/// An import may have made thousands, of which a sentence names one. So those that it does not name
/// may stand aside: they have no names then, and are found by their ids alone.
package struct AreaTable: Sendable {
    private var known: [String: Area] = [:]
    private var aside: [Area] = []

    init() {}

    package subscript(id: String) -> Area? {
        get { known[id] ?? aside.first { $0.id == id } }
        set { known[id] = newValue }
    }

    /// Without those that stand aside.
    package var values: some Collection<Area> { known.values }

    /// The ids, without those of areas that stand aside.
    package var keys: some Collection<String> { known.keys }

    mutating func putAside(_ areas: [Area]) { aside = areas }
}
