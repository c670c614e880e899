import Synchronization
import TallyModel
import Testing

@testable import TallyStore

/// An import that is given up leaves nothing behind, wherever it was.
struct CancellingTests {
    /// Gives up when it has been asked a number of times.
    private final class Patience: Sendable {
        private let left: Mutex<Int>

        init(_ count: Int) { left = Mutex(count) }

        var isOver: Bool {
            left.withLock { left in
                left -= 1
                return left < 0
            }
        }
    }

    /// 3,600 figures, backwards, so that they have to be sorted.
    private static let text: String = {
        var text = Library.tidyHeader
        for year in (2013...2022).reversed() {
            for month in (1...12).reversed() {
                for measure in 0..<30 {
                    let code = month < 10 ? "0\(month)" : "\(month)"
                    text +=
                        "Wick,page,T,measure \(measure),,,\(year)-\(code),month,count,\(month)\n"
                }
            }
        }
        return text
    }()

    @Test(arguments: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 100])
    func nothingIsLeftWhereverItIsGivenUp(_ count: Int) throws {
        let store = try Store.inMemory()
        _ = try Library.import(Library.board, into: store)
        let before = try store.contents()
        let patience = Patience(count)
        var options = ImportOptions()
        options.isCancelled = { patience.isOver }
        do {
            let report = try Library.import(Self.text, into: store, options: options)
            #expect(report.figures == 3_600)
        } catch {
            #expect(error.all.map(\.code) == [.cancelled])
            #expect(try store.contents() == before)
        }
    }

    @Test func theStoreItselfGivesUpInTheMidstOfAStatement() throws {
        let isOver = Mutex(false)
        let store = try Store.inMemory(isCancelled: { isOver.withLock { $0 } })
        let before = try store.contents()
        var options = ImportOptions()
        let asked = Mutex(0)
        options.isCancelled = {
            // Everything has been read; what is left is to write it.
            asked.withLock { $0 += 1 }
            if asked.withLock({ $0 }) == 6 { isOver.withLock { $0 = true } }
            return false
        }
        #expect(throws: Diagnostics.self) {
            try Library.import(Self.text, into: store, options: options)
        }
        isOver.withLock { $0 = false }
        #expect(try store.contents() == before)
    }
}
