import TallyModel

/// What `body` gives; `nil` where it refuses.
///
/// A store that cannot be read tells nothing about what it holds, and who has given up wants no
/// answer: both are thrown on.
package func unlessBroken<Result>(_ body: () throws(Diagnostic) -> Result) throws(Diagnostic)
    -> Result?
{
    do throws(Diagnostic) {
        return try body()
    } catch {
        if error.code == .cancelled || error.code.origin == .store { throw error }
        return nil
    }
}
