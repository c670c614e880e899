/// Ids made from printed names.
enum Slug {
    /// Lower-case letters and digits with `_` between words: `Children's care (%)` gives
    /// `childrens_care_percent`. Never empty.
    static func make(_ text: String) -> String {
        var result = ""
        var needsGap = false
        func add(_ word: some StringProtocol) {
            if needsGap, !result.isEmpty { result += "_" }
            needsGap = false
            result += word
        }
        for scalar in text.lowercased().unicodeScalars {
            switch scalar {
            case "'", "’", "‘": continue
            case "%":
                needsGap = true
                add("percent")
                needsGap = true
            case "+":
                needsGap = true
                add("plus")
                needsGap = true
            default:
                if scalar.properties.isAlphabetic || scalar.properties.numericType != nil
                    || scalar.properties.generalCategory == .nonspacingMark
                {
                    add(String(scalar))
                } else {
                    needsGap = true
                }
            }
        }
        return result.isEmpty ? "unnamed" : result
    }
}
