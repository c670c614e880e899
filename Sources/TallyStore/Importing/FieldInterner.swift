/// Numbers what several fields of a row hold together, in the order in which it is first seen.
struct FieldInterner {
    private var keys = ByteInterner()
    private var scratch: [UInt8] = []

    /// The number of what some columns of a row hold, from 0; whether it is new.
    mutating func number(
        of columns: [Int], _ reader: CSVReader, _ fields: [CSVReader.Field]
    ) -> (number: Int, isNew: Bool) {
        scratch.removeAll(keepingCapacity: true)
        for column in columns {
            scratch.append(contentsOf: reader.bytes[reader.trimmed(fields[column])])
            scratch.append(0)
        }
        return scratch.withUnsafeBufferPointer { keys.number($0) }
    }
}
