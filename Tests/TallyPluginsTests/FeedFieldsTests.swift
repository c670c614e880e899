import TallyModel
import Testing

@testable import TallyPlugins

@Suite struct FeedFieldsTests {
    /// A plugin with one feed.
    private static func read(_ feed: String) -> (FeedDeclaration?, [String]) {
        let text = "{\"plugin\": \"a\", \"feeds\": [{\(feed)}]}"
        let (plugin, diagnostics) = PluginReader.read(SourceText(text, name: "p.json"))
        let said = diagnostics.map { diagnostic in
            let place = diagnostic.place.map { String($0.source[$0.span].prefix(20)) } ?? ""
            return "\(diagnostic.code.rawValue) at \(place): \(diagnostic.message)"
        }
        return (plugin?.feeds.first, said)
    }

    @Test func readsAFeedOfOpenData() throws {
        let (feed, said) = Self.read(
            """
            "format": "dfe", "source": "fleet", "period": "year to 31 march",
            "having": {"country": "Scotland"},
            "rows": [
              {"having": {"kind": "All"}, "value": "ferry_count", "indicator": "ferries"},
              {"value": "people", "population": "residents"},
              {"value": "ferry_count", "by": "size", "member_column": "kind",
               "indicator": "ferries", "members": {"sea": "north"}}]
            """)
        #expect(said == [])
        let read = try #require(feed)
        #expect(read.format.value == "dfe")
        #expect(read.reportingYear == .toMarch)
        #expect(read.having == ["country": "Scotland"])
        #expect(read.rows.map(\.subjectKind) == [.indicator, .population, .indicator])
        #expect(read.rows.map(\.subject.value) == ["ferries", "residents", "ferries"])
        #expect(read.rows.map { $0.value?.value } == ["ferry_count", "people", "ferry_count"])
        #expect(read.rows.map { $0.memberColumn?.value } == [nil, nil, "kind"])
        #expect(read.rows[0].having == ["kind": "All"])
        #expect(read.rows[2].dimension?.value == "size")
        #expect(read.rows[2].members == ["sea": "north"])
    }

    @Test func aFeedOfMilestonesHasNoRows() {
        #expect(Self.read("\"format\": \"milestones\", \"source\": \"plan\"").1 == [])
    }

    @Test(arguments: [
        (
            "\"format\": \"dfe\", \"source\": \"a\", \"rows\": [{\"value\": \"n\"}]",
            "missing-field at {: a row of the format 'dfe' needs the field 'indicator' or "
                + "'population'"
        ),
        (
            "\"format\": \"dfe\", \"source\": \"a\", \"rows\": [{\"indicator\": \"b\"}]",
            "missing-field at {: a row of the format 'dfe' needs the field 'value'"
        ),
        (
            "\"format\": \"dfe\", \"source\": \"a\", \"rows\": [{\"value\": \"n\", \"indicator\": \"b\","
                + " \"population\": \"c\"}]",
            "bad-value at \"c\": a row is figures of an indicator or of a population, not of both"
        ),
        (
            "\"format\": \"dfe\", \"source\": \"a\", \"rows\": [{\"value\": \"n\", \"indicator\": \"b\","
                + " \"by\": \"size\"}]",
            "missing-field at \"size\": a row with the field 'by' needs the field 'member_column'"
        ),
        (
            "\"format\": \"dfe\", \"source\": \"a\", \"rows\": [{\"value\": \"n\", \"indicator\": \"b\","
                + " \"member_column\": \"kind\"}]",
            "missing-field at \"kind\": a row with the field 'member_column' needs the field 'by'"
        ),
        (
            "\"format\": \"dfe\", \"source\": \"a\", \"rows\": [{\"value\": \"n\", \"population\":"
                + " \"b\", \"members\": {\"size\": \"small\"}}]",
            "bad-value at \"small\": a population is not broken down"
        ),
        (
            "\"format\": \"dfe\", \"source\": \"a\", \"period\": \"year to 31 may\"",
            "bad-value at \"year to 31 may\": 'period' takes 'year to 31 march', 'year to 31 august',"
                + " 'calendar year' or 'mid-year', not 'year to 31 may'"
        ),
        (
            "\"format\": \"dfe\", \"source\": \"a\", \"rows\": [{\"valeu\": \"n\", \"value\": \"n\","
                + " \"indicator\": \"b\"}]",
            "unknown-field at \"valeu\": a row of a feed has no field 'valeu'"
        ),
        (
            "\"format\": \"tidy\", \"source\": \"a\", \"period\": \"mid-year\"",
            "unknown-field at \"mid-year\": a feed of the format 'tidy' has no field 'period'"
        ),
        (
            "\"format\": \"tidy\", \"source\": \"a\", \"rows\": [{\"indicator\": \"b\", \"value\":"
                + " \"n\"}]",
            "unknown-field at \"n\": a row of the format 'tidy' has no field 'value'"
        ),
        (
            "\"format\": \"tidy\", \"source\": \"a\", \"rows\": [{\"indicator\": \"b\","
                + " \"member_column\": \"n\"}]",
            "unknown-field at \"n\": a row of the format 'tidy' has no field 'member_column'"
        ),
        (
            "\"format\": \"tidy\", \"source\": \"a\", \"rows\": [{\"indicator\": \"b\","
                + " \"value\": \"n\"}]",
            "unknown-field at \"n\": a row of the format 'tidy' has no field 'value'"
        ),
        (
            "\"format\": \"dfe\", \"source\": \"a\", \"rows\": [{\"indicator\": \"b\","
                + " \"value\": \"n\", \"reference\": \"target\"}]",
            "unknown-field at \"target\": a row of the format 'dfe' has no field 'reference'"
        ),
        (
            "\"format\": \"milestones\", \"source\": \"a\", \"rows\": [{\"indicator\": \"b\"}]",
            "unknown-field at {: a feed of the format 'milestones' has no field 'rows'"
        ),
    ])
    func says(_ feed: String, _ expected: String) {
        #expect(Self.read(feed).1 == [expected])
    }
}
