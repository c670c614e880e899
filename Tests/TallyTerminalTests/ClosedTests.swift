import Testing

/// Descriptors that are closed, full or gone.
struct ClosedTests {

    /// What a line of `sh` gives, with the program as `$tally`.
    private func line(_ text: String) -> (status: Int32, output: String) {
        let folder = Folder()
        return withExtendedLifetime(folder) {
            run(
                "cd '\(folder.path)' && tally='\(tally)' HOME='\(folder.path)'; export HOME; \(text)"
            )
        }
    }

    @Test(arguments: [
        ("$tally -e cic 2>/dev/null | head -1", 0, "Children in care, Dorset\n"),
        ("{ $tally -e cic 2>/dev/null; echo $? >s; } | true; cat s", 0, "141\n"),
        ("$tally -e cic 2>&1 >/dev/full", 3, "No space left on device\n"),
        ("$tally -e cic 2>&1 >&-", 3, "Bad file descriptor\n"),
        ("$tally --help 2>&1 >/dev/full", 3, "No space left on device\n"),
        ("$tally --version 2>&1 >/dev/full", 3, "No space left on device\n"),
        ("$tally import --help 2>&1 >/dev/full", 3, "No space left on device\n"),
        ("$tally check 2>&1 >/dev/full", 3, "No space left on device\n"),
        ("$tally -e cci 2>/dev/full", 1, ""),
        ("$tally -e cci 2>&-", 1, ""),
        ("$tally -e cic <&- >&- 2>&-", 3, ""),
        ("$tally -e '17 * 49' <&- 2>&- | tail -1", 0, "833\n"),
    ])
    func endsWithItsStatusAndNoCrash(_ text: String, _ status: Int32, _ end: String) {
        let found = line(text)
        #expect(found.status == status)
        #expect(end.isEmpty ? found.output.isEmpty : found.output.hasSuffix(end))
    }
}
