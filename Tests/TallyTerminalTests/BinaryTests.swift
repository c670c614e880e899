import Glibc
import Testing

/// Which binary these tests run against.
struct BinaryTests {
    private static let isNamed = getenv("TALLY_BINARY") != nil
    /// The package's folder.
    private static let root = #filePath.split(separator: "/").dropLast(3).map { "/" + $0 }.joined()

    /// A binary that was built before the last change would be tested in the place of what stands
    /// in the folders.
    @Test func nothingItIsMadeOfIsNewer() {
        let (status, newer) = run(
            """
            cd '\(Self.root)' && find Package.swift Sources Plugins examples/data \
            -type f -newer '\(tally)'
            """)
        #expect(status == 0, "there is no '\(tally)'")
        #expect(newer == "", "'\(tally)' is older than these: build it again")
    }

    /// What users have needs nothing beside it.
    @Test(.enabled(if: isNamed, "TALLY_BINARY names no release"))
    func aReleaseNeedsNoLibraries() {
        #expect(
            run("LC_ALL=C ldd '\(tally)' 2>&1").output.contains("statically linked")
                || run("LC_ALL=C ldd '\(tally)' 2>&1").output.contains("not a dynamic executable"))
    }
}
