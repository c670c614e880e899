/// Numbers what several fields of a row hold together, in the order in which it is first seen.
struct FieldInterner {
    private var keys = ByteInterner()
    private var scratch: [UInt8] = []

    /// The number of what some columns of a row hold, from 0; whether it is new. What stands beside
    /// another `mark` is another thing.
    mutating func number(
        of columns: [Int], _ row: CSVRow, mark: UInt8 = 0
    ) -> (number: Int, isNew: Bool) {
        scratch.removeAll(keepingCapacity: true)
        scratch.append(mark)
        for column in columns {
            scratch.append(contentsOf: row.bytes[row.trimmed(column)])
            scratch.append(0)
        }
        return scratch.withUnsafeBufferPointer { keys.number($0) }
    }
}
