/// Finding the name that was probably meant.
package enum Resemblance {
    /// The number of insertions, deletions, replacements and swaps of neighbours that turn one text
    /// into the other, or `nil` where it is more than `limit`. In Unicode scalars.
    ///
    /// Only the cells that lie within `limit` of the diagonal are reckoned, so that long texts cost
    /// their length and not its square.
    ///
    /// Source: the optimal string alignment distance (Damerau–Levenshtein, restricted).
    package static func distance(_ a: String, _ b: String, limit: Int) -> Int? {
        let left = Array(a.unicodeScalars)
        let right = Array(b.unicodeScalars)
        if abs(left.count - right.count) > limit { return nil }
        if left.isEmpty || right.isEmpty {
            return max(left.count, right.count)
        }
        let beyond = limit + 1
        var beforeLast = Array(repeating: beyond, count: right.count + 1)
        var last = (0...right.count).map { min($0, beyond) }
        var row = beforeLast
        for i in 1...left.count {
            let first = max(1, i - limit)
            let end = min(right.count, i + limit)
            row[first - 1] = first == 1 ? min(i, beyond) : beyond
            var least = row[first - 1]
            if first <= end {
                for j in first...end {
                    let same = left[i - 1] == right[j - 1]
                    var cost = min(row[j - 1] + 1, last[j] + 1, last[j - 1] + (same ? 0 : 1))
                    if i > 1, j > 1, left[i - 1] == right[j - 2], left[i - 2] == right[j - 1] {
                        cost = min(cost, beforeLast[j - 2] + 1)
                    }
                    row[j] = cost
                    least = min(least, cost)
                }
            }
            if least > limit { return nil }
            if end < right.count { row[end + 1] = beyond }
            (beforeLast, last, row) = (last, row, beforeLast)
        }
        return last[right.count] <= limit ? last[right.count] : nil
    }

    /// The candidates closest to `word`, closest first, equals in their given order; none where
    /// none is close: one slip in three letters, two in six, three in twelve or more.
    package static func closest(
        to word: String, among candidates: some Sequence<String>, most: Int = 3
    ) -> [String] {
        let word = word.lowercased()
        let count = word.unicodeScalars.count
        guard count >= 2 else { return [] }
        let limit = count >= 12 ? 3 : count >= 6 ? 2 : 1
        var found: [(name: String, distance: Int, order: Int)] = []
        for candidate in candidates {
            if let distance = distance(word, candidate.lowercased(), limit: limit) {
                found.append((candidate, distance, found.count))
            }
        }
        found.sort { ($0.distance, $0.order) < ($1.distance, $1.order) }
        return found.prefix(most).map(\.name)
    }
}
