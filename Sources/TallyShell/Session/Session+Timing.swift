import TallyEngine
import TallyModel

/// What was read, and how long it took: `.timing`.
extension Session {
    /// A line with the time since a start and what was read in it, where it is asked for: in the
    /// shell only, since what a script writes is the same every time.
    func reportTime(since start: ContinuousClock.Instant) {
        guard screen != nil, let reading = workbench.reading else { return }
        let elapsed = Self.words(ContinuousClock.now - start)
        let counts = reading.taken()
        let values = NumberText.counted(counts.values, "value")
        let read =
            counts.series == 0 ? "nothing read" : "read \(counts.series) series with \(values)"
        outlet.sink?.report("time: \(elapsed), \(read)\n")
    }

    /// `3.2 ms`, `1.24 s`
    private static func words(_ duration: Duration) -> String {
        let (seconds, attoseconds) = duration.components
        let total = Double(seconds) + Double(attoseconds) / 1e18
        return total < 1
            ? "\(NumberText.fixed(total * 1000, decimals: 1)) ms"
            : "\(NumberText.fixed(total, decimals: 2)) s"
    }
}
