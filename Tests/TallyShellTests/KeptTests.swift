import Foundation
import Testing

@testable import TallyShell

/// What is made of the built-in files and kept in the user's cache.
struct KeptTests {
    /// What another version has kept goes once nobody has opened it for two months.
    @Test func whatNobodyOpensGoes() throws {
        let home = FileManager.default.temporaryDirectory.appending(
            path: "tally-kept-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: home) }
        let environment = ["HOME": home.path, "XDG_CACHE_HOME": home.path]
        let folder = home.appending(path: "tally")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        func put(_ name: String, daysAgo days: Int) throws {
            let path = folder.appending(path: name).path
            try Data("x".utf8).write(to: URL(filePath: path))
            let then = time(nil) - days * 24 * 3600
            var times = [timeval(tv_sec: then, tv_usec: 0), timeval(tv_sec: then, tv_usec: 0)]
            #expect(utimes(path, &times) == 0)
        }
        try put("sample-0.db", daysAgo: 61)
        try put("sample-0.db-shm", daysAgo: 61)
        try put("names-0.index", daysAgo: 61)
        try put("sample-1.db", daysAgo: 59)
        try put("mine.db", daysAgo: 400)
        _ = try Sample.open(environment: environment)
        let left = try FileManager.default.contentsOfDirectory(atPath: folder.path)
        #expect(left.filter { $0.contains("-0.") } == [])
        #expect(left.contains("sample-1.db"))
        #expect(left.contains("mine.db"))
        #expect(left.count { $0.hasPrefix("sample-") && $0.hasSuffix(".db") } == 2)
    }
}
