/// What a name stands for that `let` or `--param` has given to a period, an area, a reference or a
/// theme.
struct Alias {
    /// Folded, as the language reads them.
    let words: [String]
    /// Whether `--param` has given it, so that no script gives it anew.
    let isParameter: Bool
}
