import Foundation
import Glibc
import Synchronization
import TallyModel
import TallyStore
import Testing

@testable import TallyShell

/// The right to import, as file systems give it.
struct StoreTurnTests {
    private static func path() -> String {
        FileManager.default.temporaryDirectory.appending(path: "tally-turn-\(UUID().uuidString).db")
            .path
    }

    /// Where there are no locks nobody waits for one.
    @Test(arguments: [ENOLCK, EOPNOTSUPP, ENOSYS, EINVAL])
    func withoutLocksTheTurnComesAtOnce(_ code: Int32) throws {
        let path = Self.path()
        defer { unlink(path) }
        let tries = Mutex(0)
        func lock(_ descriptor: Int32, _ operation: Int32) -> Int32 {
            tries.withLock { $0 += 1 }
            errno = code
            return -1
        }
        let turn = try StoreTurn(path, isCancelled: { false }, lock: lock)
        #expect(tries.withLock { $0 } == 1)
        turn.giveUp(try turn.open())
        #expect(!Files.exists(path))
    }

    /// A lock that another has, and one that a signal cut off, is asked for again.
    @Test(arguments: [EWOULDBLOCK, EINTR])
    func aLockIsWaitedFor(_ code: Int32) throws {
        let path = Self.path()
        defer { unlink(path) }
        let tries = Mutex(0)
        func lock(_ descriptor: Int32, _ operation: Int32) -> Int32 {
            errno = code
            return tries.withLock {
                $0 += 1
                return $0 < 3 ? -1 : 0
            }
        }
        _ = try StoreTurn(path, isCancelled: { false }, lock: lock)
        #expect(tries.withLock { $0 } == 3)
    }

    @Test func whoeverGivesUpWaitsNoLonger() throws {
        let path = Self.path()
        defer { unlink(path) }
        let held = try StoreTurn(path, isCancelled: { false })
        let refusal = #expect(throws: Diagnostic.self) {
            _ = try StoreTurn(path, isCancelled: { true })
        }
        #expect(refusal?.code == .cancelled)
        withExtendedLifetime(held) {}
    }

    @Test func aStoreThatCameToNothingGoesAndAnyOtherStays() throws {
        let path = Self.path()
        defer { Draft.removeStore(path) }
        do {
            let first = try StoreTurn(path, isCancelled: { false })
            first.finish(try first.open())
        }
        #expect(Files.exists(path) && !FileProbe.isOpenStore(path))
        let second = try StoreTurn(path, isCancelled: { false })
        second.giveUp(try second.open())
        #expect(Files.exists(path))
    }
}
