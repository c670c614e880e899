import Foundation

/// A folder of many plugin files, alike every time.
enum PluginFolder {
    /// Writes `files` plugins of ten indicators each, four of them with formulas.
    static func write(files: Int, to folder: URL) throws {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        for file in 0..<files {
            let indicators = (0..<10).map { indicator(file * 10 + $0, place: $0) }
            let text = """
                {
                  "plugin": "p\(file)", "version": "1.0.0", "title": "Plugin \(file)",
                  "indicators": [
                \(indicators.joined(separator: ",\n"))
                  ]
                }

                """
            try text.write(
                to: folder.appending(path: "p\(file).json"), atomically: false, encoding: .utf8)
        }
    }

    private static func indicator(_ number: Int, place: Int) -> String {
        let formula =
            switch place {
            case 2, 5, 8: "\"formula\": \"i\(number - 1) + i\(number - 2)\", \"unit\": \"number\""
            case 9: "\"formula\": \"share i\(number - 1) of i\(number - 2)\", \"unit\": \"percent\""
            default: "\"unit\": \"number\""
            }
        return """
                {
                  "id": "i\(number)", "name": "Number of things of kind \(number)",
                  "aliases": ["things of kind \(number)"], "good": "low", "every": "month",
                  "description": "What is counted at the end of the month. Fewer is better.",
                  "source": "a survey", \(formula)
                }
            """
    }
}
