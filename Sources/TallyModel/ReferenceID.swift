/// References that are known by their id wherever no plugin declares any.
package enum ReferenceID {
    /// What an indicator is meant to reach.
    package static let target = "target"
}
