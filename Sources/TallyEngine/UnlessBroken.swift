import TallyModel

extension Diagnostic {
    /// Whether it says nothing of what was asked: the store cannot be read, or whoever asked has given
    /// up.
    var breaksOff: Bool { code == .cancelled || code.origin == .store }
}

/// What `body` gives; `nil` where it refuses.
///
/// A store that cannot be read tells nothing about what it holds, and who has given up wants no
/// answer: both are thrown on.
func unlessBroken<Result>(_ body: () throws(Diagnostic) -> Result) throws(Diagnostic) -> Result? {
    do throws(Diagnostic) {
        return try body()
    } catch {
        if error.breaksOff { throw error }
        return nil
    }
}
