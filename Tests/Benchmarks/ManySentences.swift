import Foundation

/// The same questions to a store of ours and to a plain table: rates of the difference of two
/// indicators over twelve months.
struct ManySentences {
    private static let indicators = 1000
    private static let areas = 10
    private static let months = 120
    /// The questions of each kind: of other series every time, and of the same again and again.
    private static let questions = 10_000

    private let folder: URL
    private let tally: String

    /// Writes the figures, 1.2 million of them, and reads them into both.
    init(in folder: URL, tally: String) throws {
        self.folder = folder
        self.tally = tally
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        try write(Self.plugin, "plugin.json")
        try write(Self.figures, "figures.csv")
        try write(Self.populations, "population.csv")
        try write(
            """
            CREATE TABLE figure(indicator TEXT, area TEXT, period TEXT, value REAL,
                PRIMARY KEY(indicator, area, period)) WITHOUT ROWID;
            CREATE TABLE population(area TEXT, measure TEXT, start TEXT, value REAL,
                PRIMARY KEY(area, start)) WITHOUT ROWID;
            .mode csv
            .import --skip 1 figures.csv figure
            .import --skip 1 population.csv population

            """, "import.sql")
        for (name, kinds) in [("other", Self.indicators), ("same", 20)] {
            let asked = (0..<Self.questions).map { Self.asked($0, among: kinds) }
            try write(asked.map(Self.sentence).joined(), "\(name).tally")
            try write(asked.map(Self.query).joined(), "\(name).sql")
        }
        _ = try Race.median(
            of: shell(
                "\(tally) --plugins plugin.json import figures.csv population.csv"
                    + " --store store.db --known-at 2024-01-05 && sqlite3 plain.db < import.sql"),
            rounds: 1)
    }

    /// The races between the two.
    var races: [Race] {
        [("other", "of other series each"), ("same", "of 20 series")].map { name, what in
            Race(
                title: "\(Self.questions) sentences over 12 months \(what)",
                ours: .init(
                    name: "tally",
                    command: shell(
                        "\(tally) --plugins plugin.json --store store.db < \(name).tally")),
                other: .init(name: "sqlite3", command: shell("sqlite3 plain.db < \(name).sql")))
        }
    }

    private func shell(_ command: String) -> [String] {
        ["sh", "-c", "cd '\(folder.path)' && \(command)"]
    }

    private func write(_ text: String, _ name: String) throws {
        try text.write(to: folder.appending(path: name), atomically: false, encoding: .utf8)
    }

    // MARK: - What is stored

    private static var plugin: String {
        let areas = (0..<areas).map {
            "{\"id\": \"a\($0)\", \"title\": \"Area \($0)\", \"level\": \"authority\"}"
        }
        let indicators = (0..<indicators).map {
            """
            {"id": "i\($0)", "name": "Number of things of kind \($0)", "unit": "number",
             "every": "month", "kind": "stock", "good": "low", "population": "people",
             "description": "What is counted at the end of the month."}
            """
        }
        return """
            {
              "plugin": "many", "version": "1.0.0", "title": "Many",
              "populations": [{"id": "people", "title": "People"}],
              "areas": [\(areas.joined(separator: ",\n"))],
              "indicators": [\(indicators.joined(separator: ",\n"))],
              "feeds": [
                {"format": "population", "source": "estimates", "having": {},
                 "rows": [{"measure": "People", "population": "people"}]}
              ]
            }

            """
    }

    private static var figures: String {
        var text = "indicator,area,period,value\n"
        for indicator in 0..<indicators {
            for area in 0..<areas {
                for month in 0..<months {
                    let value = (indicator * 7919 + area * 104_729 + month * month * 31) % 997
                    text += "i\(indicator),a\(area),\(period(month)),\(value)\n"
                }
            }
        }
        return text
    }

    private static var populations: String {
        var text = "authority,measure,effective_from,value,age_from,age_to,basis\n"
        for area in 0..<areas {
            for year in 2013...2023 {
                text += "a\(area),People,\(year)-06,\(50_000 + area * 1000 + year),0,17,estimate\n"
            }
        }
        return text
    }

    private static func period(_ month: Int) -> String {
        "\(2014 + month / 12)-\(month % 12 < 9 ? "0" : "")\(month % 12 + 1)"
    }

    // MARK: - What is asked

    private struct Asked {
        let one: Int
        let other: Int
        let area: Int
    }

    private static func asked(_ number: Int, among kinds: Int) -> Asked {
        let one = number * 613 % kinds
        return Asked(
            one: one, other: (one + 1 + number % (kinds - 1)) % kinds,
            area: number * 7 % (kinds < indicators ? 1 : areas))
    }

    private static func sentence(_ asked: Asked) -> String {
        "rate (i\(asked.one) - i\(asked.other)) per 10k for a\(asked.area) last 12 months\n"
    }

    private static func query(_ asked: Asked) -> String {
        """
        SELECT a.period, round((a.value - b.value) * 10000 / (SELECT value FROM population
            WHERE area = a.area AND start <= a.period ORDER BY start DESC LIMIT 1), 2)
        FROM figure a JOIN figure b
            ON b.indicator = 'i\(asked.other)' AND b.area = a.area AND b.period = a.period
        WHERE a.indicator = 'i\(asked.one)' AND a.area = 'a\(asked.area)' AND a.period > '2022-12'
        ORDER BY a.period;

        """
    }
}
