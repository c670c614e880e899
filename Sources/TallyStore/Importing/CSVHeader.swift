import TallyLanguage
import TallyModel

/// The first record of a file.
struct CSVHeader {
    /// As printed, without white space around them.
    let names: [String]
    private let numbers: [String: Int]
    /// Names that stand twice; the first column is the one that is read.
    let repeated: [String]

    init(_ names: [String]) {
        self.names = names
        var numbers: [String: Int] = [:]
        var repeated: [String] = []
        for (index, name) in names.enumerated() {
            let key = NameFolding.fold(name)
            if numbers[key] == nil { numbers[key] = index } else { repeated.append(name) }
        }
        self.numbers = numbers
        self.repeated = repeated
    }

    /// The number of a column, from 0.
    func column(_ name: String) -> Int? { numbers[name] ?? numbers[NameFolding.fold(name)] }

    func has(_ name: String) -> Bool { column(name) != nil }

    /// Those of `wanted` that the header has not.
    func lacking(_ wanted: [String]) -> [String] { wanted.filter { !has($0) } }
}
