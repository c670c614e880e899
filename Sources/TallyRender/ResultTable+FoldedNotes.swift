import TallyEngine

extension ResultTable {
    /// So many notes that differ only by what they are about are one for people.
    private static let fewestFolded = 3

    /// The same with one note in the place of many that differ only by what they are about: `31
    /// indicators end in Sep 2023`. Machine formats have each.
    var foldingNotes: ResultTable {
        let alike = Dictionary(grouping: notes.indices.filter { notes[$0].ofMany != nil }) {
            notes[$0].ofMany
        }.filter { $0.value.count >= Self.fewestFolded }
        if alike.isEmpty { return self }
        var kept: [Note] = []
        var places: [Int: Int] = [:]
        var folded: [String: Int] = [:]
        for (index, note) in notes.enumerated() {
            guard let ofMany = note.ofMany, let all = alike[ofMany] else {
                places[index] = kept.count
                kept.append(note)
                continue
            }
            if folded[ofMany] == nil {
                folded[ofMany] = kept.count
                kept.append(Note(note.code, "\(all.count) \(ofMany)"))
            }
            places[index] = folded[ofMany]
        }
        var result = self
        result.notes = kept
        for (number, row) in rows.enumerated() {
            result.rows[number].notes = row.notes.compactMap { places[$0] }
            var columns: [Int: [String]] = [:]
            for (note, ids) in row.places {
                if let place = places[note] { columns[place, default: []] += ids }
            }
            result.rows[number].places = columns
        }
        return result
    }
}
