/// The terminal of the shell, as far as a session has to do with it.
package protocol Screen: AnyObject {
    var columns: Int { get }
    var rows: Int { get }

    /// Shows a result that is longer than the screen, through the user's pager.
    func page(_ text: String)

    /// Shows a text in the place of the one that was shown so before; the first time below what
    /// stands there. What does not fit on the screen is left out.
    func refresh(_ text: String)

    /// Waits; false where an interrupt came.
    func wait(seconds: Double) -> Bool

    /// Everything that was typed in this and other shells, oldest first.
    func history() -> [String]
}
