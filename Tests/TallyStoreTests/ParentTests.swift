import GRDB
import TallyEngine
import TallyModel
import TallyPlugins
import Testing

@testable import TallyStore

/// In which area an area lies, as files say.
@Suite struct ParentTests {
    private static func row(
        _ year: Int, _ la: String, _ name: String, _ region: (code: String, name: String),
        count: String = "1"
    ) -> String {
        "\(year),Reporting year,Local authority,S92000003,Scotland,\(region.code),\(region.name),"
            + "\(la),x,\(name),All,\(count),1\n"
    }

    private static let caithness = (code: "S12000001", name: "Caithness")
    private static let ross = (code: "S12000002", name: "Ross")

    private static func take(
        _ rows: [String], _ name: String = "ferries.csv", known: Day = Day(2024, 11, 1),
        into store: Store
    ) throws -> ImportReport {
        try OpenData.import(
            OpenData.fleetHeader + rows.joined(), name: name, into: store,
            options: ImportOptions(knownAt: known))
    }

    /// `wick caithness`, with `former` behind it where it is no more.
    private static func said(_ store: Store, asKnown: Day? = nil) throws -> [String] {
        try store.parents(asKnown: asKnown).map {
            "\($0.key) \($0.value.id)\($0.value.isFormer ? " former" : "")"
        }.sorted()
    }

    @Test func aRowSaysInWhichRegionAndCountryItsAreaLies() throws {
        let store = try Store.inMemory()
        let report = try Self.take(
            [
                Self.row(2024, "901", "Wick", Self.caithness),
                Self.row(2024, "903", "Scrabster", Self.ross),
                "2024,Reporting year,Regional,S92000003,Scotland,S12000003,Skye,,,,All,4,1\n",
                "2024,Reporting year,National,S92000003,Scotland,,,,,,All,9,1\n",
            ], into: store)
        #expect(report.warnings.isEmpty)
        #expect(
            try Self.said(store) == [
                "caithness scotland", "ross scotland", "scrabster ross", "skye scotland",
                "wick caithness",
            ])
        // A region that is known from its authorities alone is an area all the same.
        #expect(
            report.areasAdopted.first { $0.id == "ross" }
                == Area(id: "ross", title: "Ross", level: "region", codes: ["gss": "S12000002"]))
        #expect(try store.verify().problems.isEmpty)
    }

    /// What a row leaves out, or has a symbol for, is passed over.
    @Test(arguments: [
        (("z", "Caithness"), ["wick scotland"]),
        (("", ""), ["wick scotland"]),
        (("S12000001", ""), ["wick scotland"]),
        (("S1200000199", "Caithness"), ["wick scotland"]),
        (("s12000001", "Caithness"), ["wick scotland"]),
        (("S12000001", "Caithness"), ["caithness scotland", "wick caithness"]),
    ])
    func whatIsNoRegionIsPassedOver(_ region: (String, String), _ expected: [String]) throws {
        let store = try Store.inMemory()
        _ = try Self.take(
            [Self.row(2024, "901", "Wick", (code: region.0, name: region.1))], into: store)
        #expect(try Self.said(store) == expected)
    }

    @Test func aFileWithoutRegionsSaysNothing() throws {
        let store = try Store.inMemory()
        _ = try OpenData.import(
            "time_period,time_identifier,geographic_level,country_code,country_name,old_la_code,"
                + "new_la_code,la_name,ferry_type,ferry_count\n"
                + "2024,Reporting year,Local authority,,,901,x,Wick,All,3\n", into: store)
        #expect(try Self.said(store) == [])
    }

    /// The newest period counts, in one file and over several; of one period what was known last.
    @Test func whatMovesLiesWhereItLiesNow() throws {
        let store = try Store.inMemory()
        _ = try Self.take(
            [
                Self.row(2023, "901", "Wick", Self.ross),
                Self.row(2024, "901", "Wick", Self.caithness),
                Self.row(2022, "902", "Tain", Self.ross),
                Self.row(2024, "902", "Tain", Self.ross),
            ], "b.csv", known: Day(2024, 11, 1), into: store)
        #expect(try Self.said(store).contains("wick caithness"))
        // An older statistic that is read later says nothing of today.
        _ = try Self.take(
            [Self.row(2021, "901", "Wick", Self.ross)], "a.csv", known: Day(2025, 1, 1),
            into: store)
        #expect(try Self.said(store).contains("wick caithness"))
        _ = try Self.take(
            [Self.row(2024, "902", "Tain", Self.caithness)], "c.csv", known: Day(2025, 2, 1),
            into: store)
        #expect(try Self.said(store).contains("tain caithness"))
        #expect(try Self.said(store, asKnown: Day(2025, 1, 31)).contains("tain ross"))
        #expect(try Self.said(store, asKnown: Day(2024, 10, 31)) == [])
        // Undone, the store says what it said before; and nothing is lost.
        _ = try store.undo(3)
        #expect(try Self.said(store).contains("tain ross"))
        _ = try store.undo(4)
        #expect(try Self.said(store).contains("tain caithness"))
        _ = try store.undo(1)
        #expect(try Self.said(store).contains("wick ross"))
    }

    /// The file goes on to name others in the region and no longer this one.
    @Test func anAreaThatIsNoMoreIsTold() throws {
        let store = try Store.inMemory()
        _ = try Self.take(
            [
                Self.row(2019, "904", "Keiss", Self.caithness),
                Self.row(2019, "901", "Wick", Self.caithness),
                Self.row(2024, "901", "Wick", Self.caithness),
                Self.row(2019, "903", "Scrabster", Self.ross),
            ], into: store)
        #expect(
            try Self.said(store) == [
                "caithness scotland", "keiss caithness former", "ross scotland former",
                "scrabster ross", "wick caithness",
            ])
    }

    @Test func aFileThatContradictsItselfOrAPluginIsTold() throws {
        let store = try Store.inMemory()
        let report = try Self.take(
            [
                Self.row(2024, "902", "Tain", Self.ross),
                Self.row(2024, "902", "Tain", Self.caithness, count: "1"),
            ], into: store)
        #expect(
            report.warnings.map(\.message) == [
                "'ferries.csv' says of one period that Tain lies in Caithness and in Ross; the first "
                    + "in order of name counts"
            ])
        #expect(try Self.said(store).contains("tain caithness"))
        #expect(report.warnings.map(\.code) == [.declaredOtherwise])
        // And where it agrees with what a plugin says, near or far, nothing is.
        for (within, expected) in [
            ("caithness", []), ("quay", []),
            (
                "isles",
                [
                    "'f.csv' says that Wick lies in Caithness, where a plugin says Isles, which "
                        + "counts"
                ]
            ),
        ] {
            let text = OpenData.plugin.replacing(
                "\"codes\": {\"la\": \"901\"}}",
                """
                "codes": {"la": "901"}, "in": "\(within)"},
                {"id": "quay", "title": "Quay", "level": "town", "in": "caithness"},
                {"id": "isles", "title": "Isles", "level": "region"}
                """)
            let read = PluginReader.read(SourceText(text, name: "ferries.json"))
            let built = Catalogue.build(read.plugin.map { [$0] } ?? [])
            #expect(built.diagnostics.isEmpty)
            let report = try Importer.import(
                files: [
                    (
                        "f.csv",
                        Array(
                            (OpenData.fleetHeader + Self.row(2024, "901", "Wick", Self.caithness))
                                .utf8)
                    )
                ], into: try Store.inMemory(), catalogue: built.catalogue)
            #expect(report.warnings.map(\.message) == expected)
        }
    }

    @Test func theSameFileTwiceIsOne() throws {
        let store = try Store.inMemory()
        // Of the second area only its code is known at first, and then its name.
        let rows = [
            Self.row(2024, "901", "Wick", Self.caithness),
            Self.row(2024, "903", "Zennor", Self.ross),
        ]
        _ = try Self.take(rows, into: store)
        #expect(try Self.take(rows, into: store).repeated == ["ferries.csv"])
        // Read by an earlier version, which learnt nothing of where areas lie, it is read again.
        let older = try Store.inMemory()
        _ = try Self.take(rows, into: older)
        try older.queue.writeWithoutTransaction { database in
            try database.execute(
                sql: "DELETE FROM lies_in; UPDATE file SET reading = 'older'")
        }
        #expect(try Self.take(rows, into: older).repeated == [])
        #expect(try Self.said(older).contains("wick caithness"))
    }

    @Test func whatIsExportedIsTakenBack() throws {
        let store = try Store.inMemory()
        _ = try Self.take(
            [
                Self.row(2019, "904", "Keiss", Self.caithness),
                Self.row(2024, "901", "Wick", Self.caithness),
                "2024,Reporting year,Regional,S92000003,Scotland,S12000001,Caithness,,,,All,4,1\n",
            ], into: store)
        let catalogue = Catalogue.build(
            OpenData.declarations, adopted: try store.adopted(), areas: try store.adoptedAreas()
        ).catalogue
        var bytes: [UInt8] = []
        _ = try store.export(ExportOptions(), catalogue: catalogue) { bytes += $0 }
        let text = String(decoding: bytes, as: UTF8.self)
        #expect(
            text.contains("ferries,,wick,,,2023-24,financial_year,1,fleet,,,,,caithness\n"))
        let other = try Store.inMemory()
        let report = try OpenData.import(text, name: "export.csv", into: other)
        #expect(report.warnings.isEmpty)
        #expect(try Self.said(other) == Self.said(store))
    }

    @Test func whatAnotherToolWroteGoesNotRound() throws {
        let store = try Store.inMemory()
        _ = try Self.take([Self.row(2024, "901", "Wick", Self.caithness)], into: store)
        try store.queue.writeWithoutTransaction { database in
            try database.execute(
                sql: """
                    INSERT INTO lies_in SELECT parent_id, file_id, area_id, last_day + 1, place
                    FROM lies_in WHERE area_id = (SELECT id FROM area WHERE code = 'wick')
                    """)
        }
        #expect(
            try store.verify().problems.map(\.message) == [
                "the store in memory is damaged: the area 'caithness' lies in itself",
                "the store in memory is damaged: the area 'wick' lies in itself",
            ])
        try store.queue.writeWithoutTransaction { database in
            try database.execute(
                sql: "DELETE FROM lies_in; INSERT INTO lies_in VALUES (1, 1, 99, 1, 1)")
        }
        #expect(
            try store.verify().problems.map(\.message) == [
                "the store in memory is damaged: 1 row of lies_in without its area"
            ])
    }
}

extension String {
    /// The text with what stands in place of the first of some words.
    fileprivate func replacing(_ words: String, _ other: String) -> String {
        var text = self
        if let range = firstRange(of: words) { text.replaceSubrange(range, with: other) }
        return text
    }
}
