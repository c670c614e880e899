import Glibc
import Testing

/// Imports that are cut off, and that run at the same time, as the system sees them.
@Suite(.serialized)
struct ImportingTests {
    private static let header =
        "authority,source,table,measure,dimension,member,period,period_type,unit,value\n"

    /// A folder with a store of one figure and a file of so many.
    private func folder(figures count: Int) -> Folder {
        let folder = Folder()
        folder.write(Self.header + "Dorset,s,t,first,,,2023-09,month,count,7\n", to: "first.csv")
        var text = Self.header
        for measure in 0..<(count / 12) {
            for month in 10...12 {
                for year in 2019...2022 {
                    text +=
                        "Dorset,s,t,measure \(measure),,,\(year)-\(month),month,count,\(month)\n"
                }
            }
        }
        folder.write(text, to: "large.csv")
        return folder
    }

    private func run(_ line: String, in folder: Folder) -> (status: Int32, output: String) {
        TallyTerminalTests.run(
            """
            cd '\(folder.path)' && tally='\(tally)' && HOME='\(folder.path)' && export HOME
            \(line)
            """)
    }

    @Test(arguments: ["0.05", "0.3", "0.6", "1.0"])
    func killedItLeavesNothing(_ delay: String) {
        let folder = folder(figures: 24_000)
        let (_, output) = run(
            """
            $tally import first.csv --store s.db --known-at 2023-10-04 >/dev/null 2>&1
            $tally import large.csv --store s.db >report 2>&1 & p=$!; sleep \(delay)
            kill -9 $p 2>/dev/null; wait $p 2>/dev/null
            test -s report && echo imported || echo nothing
            $tally --store s.db -e t_first --format csv
            $tally --store s.db -e 'list indicators' --format csv | grep -c measure
            """, in: folder)
        let lines = output.split(separator: "\n").map(String.init)
        #expect(lines.contains { $0.hasPrefix("t_first,") && $0.contains(",7,") })
        // All or nothing; all of it, too, where it was cut off before it could say so.
        #expect(lines.last == "2000" || (lines.last == "0" && lines.first == "nothing"))
    }

    @Test func interruptedItSaysSoAndLeavesNotEvenAStore() throws {
        let folder = folder(figures: 120_000)
        let terminal = try Terminal(
            ["/bin/sh", "-c", "echo begun; exec '\(tally)' import large.csv --store s.db"],
            in: folder)
        try terminal.wait(for: "begun")
        // The store's file is there from the moment on at which the import has its turn.
        for _ in 0..<10_000 where access(folder.path + "/s.db", F_OK) != 0 { usleep(1000) }
        terminal.send("\u{03}")
        let (status, shown) = try terminal.waitForEnd()
        #expect(status == 130)
        #expect(shown.contains("cancelled after "))
        #expect(shown.contains("nothing was changed"))
        #expect(run("ls s.db* 2>/dev/null", in: folder).output.isEmpty)
    }

    @Test func severalAtOnceAreTakenOneAfterTheOther() {
        let folder = folder(figures: 1_200)
        let (_, output) = run(
            """
            for i in 1 2 3 4 5 6; do
                printf '%sDorset,s,t,m%s,,,2023-09,month,count,%s\\n' '\(Self.header)' $i $i >$i.csv
            done
            for i in 1 2 3 4 5 6; do
                $tally import $i.csv --store s.db --known-at 2023-10-04 >$i.out 2>&1 & p="$p $!"
            done
            for one in $p; do wait $one || echo failed; done
            for i in 1 2 3 4 5 6; do $tally --store s.db -e t_m$i --format csv | tail -1; done
            """, in: folder)
        let values = output.split(separator: "\n").map { $0.split(separator: ",")[4] }
        #expect(values == ["1", "2", "3", "4", "5", "6"])
    }

    @Test func oneThatFailsTakesOnlyItsOwnStoreAway() {
        let folder = folder(figures: 1_200)
        let (_, output) = run(
            """
            printf 'no,such,header\\n1,2,3\\n' >bad.csv
            for i in 1 2 3 4; do
                $tally import bad.csv --store s.db >/dev/null 2>&1 & p="$p $!"
            done
            $tally import first.csv --store s.db --known-at 2023-10-04 >/dev/null 2>&1 || echo failed
            for one in $p; do wait $one; done
            $tally --store s.db -e t_first --format csv | tail -1
            """, in: folder)
        #expect(output.hasPrefix("t_first,"))
    }

    @Test(arguments: [
        ("import", "'tally import' needs the files to import"),
        ("import first.csv --known-at 2999-01-01", "'2999-01-01' is still to come"),
        ("import first.csv --known-at soon", "'soon' is no day"),
        ("import --nonsense first.csv", "unknown option '--nonsense'"),
    ])
    func badUsageIsToldInOneSentence(_ arguments: String, _ sentence: String) {
        let (status, output) = run("$tally \(arguments) 2>&1", in: folder(figures: 12))
        #expect(status == 2)
        #expect(output.hasPrefix("error[usage]: \(sentence)"))
        #expect(!output.contains("USAGE"))
    }
}
