import TallyLanguage

/// A small, fixed set of names.
struct TestVocabulary: Vocabulary {
    static let shared = TestVocabulary()

    let functions: Set<String> = ["avg", "sum", "max", "last", "round", "run"]
    private let known: [VocabularyEntry]
    private let byName: [String: [NameCandidate]]

    init() {
        var entries: [VocabularyEntry] = []
        func add(_ kind: NameKind, _ id: String, _ title: String, _ aliases: String...) {
            for name in [id] + aliases {
                entries.append(
                    VocabularyEntry(name: name, candidate: NameCandidate(kind, id), title: title))
            }
        }
        add(
            .indicator, "cic", "No. of CIC at end of month", "children in care",
            "looked after children")
        add(.indicator, "uasc", "No. of UASC", "unaccompanied children")
        add(.indicator, "became_cic", "Became CIC in month")
        add(.indicator, "cin", "Children in need", "children in need")
        add(.indicator, "crosses", "Rate of CIC, crossed", "3+ placements")
        add(.indicator, "crossed", "CIC, crossed", "crossed cic", "crossed cic per 10,000")
        add(.indicator, "unregulated", "Unregulated homes", "unregulated homes")
        add(.indicator, "café", "Café £ visits", "café visits")
        add(.indicator, "school", "School places", "children's places")
        add(.subgroup, "uasc", "Unaccompanied", "uasc")
        add(.subgroup, "disabled", "Disabled children")
        add(.member, "0-4", "Under five")
        add(.area, "dorset", "Dorset")
        add(.area, "bcp", "Bournemouth, Christchurch and Poole")
        add(.area, "england", "England")
        add(.area, "838", "Dorset")
        add(.reference, "target", "Target")
        add(.reference, "england", "England average")
        add(.reference, "good-sn", "Good neighbours")
        add(.theme, "placement", "Placement")
        add(.theme, "cin", "Children in need")
        add(.area, "devon", "Devon")
        add(.level, "authority", "Local authorities", "authorities")
        add(.level, "region", "Regions", "regions")
        add(.dimension, "age", "Age", "age band")
        add(.dimension, "legal_status", "Legal status", "legal status")
        add(.dimension, "source of referral", "Source of referral")
        add(.population, "population_0_17", "Population aged 0 to 17")
        add(.population, "care leavers", "Care leavers")
        known = entries
        var byName: [String: [NameCandidate]] = [:]
        for entry in entries {
            byName[NameFolding.fold(entry.name), default: []].append(entry.candidate)
        }
        // Printed titles are found in quotes alone.
        titles = ["rate of cic, crossed": [NameCandidate(.indicator, "crosses")]]
        self.byName = byName
    }

    private let titles: [String: [NameCandidate]]

    func longestMatch(_ words: ArraySlice<String>) -> (count: Int, candidates: [NameCandidate])? {
        for count in stride(from: min(4, words.count), through: 1, by: -1) {
            if let found = byName[words.prefix(count).joined(separator: " ")] {
                return (count, found)
            }
        }
        return nil
    }

    func candidates(quoted: String) -> [NameCandidate] {
        let name = NameFolding.fold(quoted)
        return byName[name] ?? titles[name] ?? []
    }

    func entries(of kinds: Set<NameKind>) -> [VocabularyEntry] {
        known.filter { kinds.contains($0.candidate.kind) }
    }
}
