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

    // MARK: - Rows that are left out

    private static let good = "Dorset,s,t,first,,,2023-09,month,count,7\n"
    private static func bad(_ printed: String) -> String {
        "Dorset,s,t,first,,,2023-10,month,count,\(printed)\n"
    }

    @Test func rowsLeftOutOfFilesOfOneNameStandBesideEach() {
        let folder = folder(figures: 12)
        let (status, output) = run(
            """
            mkdir a b; printf '%s' '\(Self.header + Self.good + Self.bad("many"))' >a/f.csv
            printf '%s' '\(Self.header + Self.bad("few"))' >b/f.csv
            $tally import --partial a/f.csv b/f.csv --store s.db 2>/dev/null || echo failed
            tail -qn 1 a/f.csv.rejected.csv b/f.csv.rejected.csv
            """, in: folder)
        #expect(status == 0)
        #expect(
            output.hasSuffix(
                """
                left out 1 row, written to a/f.csv.rejected.csv
                left out 1 row, written to b/f.csv.rejected.csv
                \(Self.bad("many"))\(Self.bad("few"))
                """), "\(output)")
    }

    @Test func whatStandsBesideAlreadyIsKept() {
        let folder = folder(figures: 12)
        folder.write(Self.header + Self.good + Self.bad("many"), to: "f.csv")
        folder.write("a letter that nobody wants to lose", to: "f.csv.rejected.csv")
        let line = "$tally import --partial f.csv --store s.db 2>/dev/null | tail -n 1"
        #expect(
            run(line, in: folder).output == """
                left out 1 row, written to f.csv.rejected-2.csv: f.csv.rejected.csv was there already

                """)
        #expect(
            run(line, in: folder).output
                == "left out 1 row, which f.csv.rejected-2.csv holds already\n")
        #expect(
            run("cat f.csv.rejected.csv f.csv.rejected-2.csv; ls *.csv", in: folder).output == """
                a letter that nobody wants to lose\(Self.header)\(Self.bad("many"))f.csv
                f.csv.rejected-2.csv
                f.csv.rejected.csv
                first.csv
                large.csv

                """)
    }

    @Test(arguments: [
        ("cat f.csv | $tally import --partial /dev/stdin", "./stdin"),
        ("$tally import --partial /dev/stdin <f.csv", "./stdin"),
        ("mkfifo pipe; cat f.csv >pipe & $tally import --partial pipe", "./pipe"),
    ])
    func rowsLeftOutOfAPipeStandInThisFolder(_ line: String, _ place: String) {
        let folder = folder(figures: 12)
        folder.write(Self.header + Self.good + Self.bad("many"), to: "f.csv")
        let (_, output) = run(
            "\(line) --store s.db 2>/dev/null; tail -n 1 \(place).rejected.csv", in: folder)
        #expect(
            output.hasSuffix(
                "left out 1 row, written to \(place).rejected.csv\n\(Self.bad("many"))"),
            "\(output)")
    }

    @Test func whereRowsCannotBeWrittenNothingIsImported() {
        let folder = folder(figures: 12)
        // A name so long that no name beside it can be longer.
        let name = String(repeating: "f", count: 250)
        folder.write(Self.header + Self.good + Self.bad("many"), to: "g.csv")
        folder.write(Self.header + Self.good + Self.bad("many"), to: name)
        let (_, output) = run(
            """
            $tally import --partial g.csv \(name) --store s.db 2>&1; echo $?; ls s.db *.rejected*
            """, in: folder)
        #expect(
            output.hasSuffix(
                """
                error[file-unwritable]: '\(name).rejected.csv' cannot be written: File name too long
                  note: nothing was imported: the rows that are left out must have a place
                3

                """), "\(output)")
    }

    @Test func aDryRunWritesNoRowsBeside() {
        let folder = folder(figures: 12)
        folder.write(Self.header + Self.good + Self.bad("many"), to: "f.csv")
        let (_, output) = run(
            "$tally import --dry-run --partial f.csv --store s.db 2>/dev/null; ls *.rejected* s.db",
            in: folder)
        #expect(
            output == "would import f.csv (tidy): 1 figure into s.db\n"
                + "no plugin knows 't: first': it can be asked for as 't_first'\n")
    }

    /// The store that a session answers from is never opened but by SQLite.
    @Test(arguments: [
        (".read s.db", "'s.db' cannot be read: it is a store"),
        (".load s.db", "'s.db' cannot be read: it is a store"),
        ("cic | to csv \"s.db\"", "'s.db' is a store, and nothing is written over one"),
    ])
    func theStoreAtHandIsNoOtherFile(_ statement: String, _ refusal: String) {
        let folder = folder(figures: 12)
        let (_, output) = run(
            """
            $tally import first.csv --store s.db >/dev/null
            $tally --store s.db -e '\(statement)' 2>&1; $tally verify --store s.db | cut -c1-16
            """, in: folder)
        #expect(output.contains(refusal), "\(output)")
        #expect(output.hasSuffix("s.db is sound: 1\n"))
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
