import Foundation

// swift build -c release --product tally && swift run Benchmarks .build/release/tally
//
// Prints how long tally takes beside another program that does the same work.

let tally =
    CommandLine.arguments.dropFirst().first.map { URL(filePath: $0).path }
    ?? URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent()
    .appending(path: "tally").path
let folder = FileManager.default.temporaryDirectory
    .appending(path: "tally-benchmarks-\(ProcessInfo.processInfo.processIdentifier)")
defer { try? FileManager.default.removeItem(at: folder) }

try PluginFolder.write(files: 1000, to: folder)
let reader = """
    import glob, json
    for name in glob.glob('\(folder.path)/*.json'): json.load(open(name))
    """
print(
    try Race(
        title: "10,000 indicators in 1,000 plugin files, checked",
        ours: .init(name: "tally", command: [tally, "--plugins", folder.path, "-e", "1"]),
        other: .init(name: "python3 json", command: ["python3", "-c", reader])
    ).run(rounds: 9))

let many = try ManySentences(in: folder.appending(path: "many"), tally: tally)
for race in many.races { print(try race.run(rounds: 5)) }

// Behind each of these Tab lists what fits, much of it out of all names.
let timing = try TabTiming(command: [tally, "--plugins", folder.path], in: folder)
let start = try Race.median(of: [tally, "--plugins", folder.path, "-e", "1"], rounds: 5)
for line in ["", "rate ", "rate i", "describe ", "compare i5 vs ", "things of kind ", "i4 | "] {
    let tab = try timing.median(behind: line, rounds: 9)
    print(
        "Tab behind '\(line)' among 10,000 indicators: \(Race.text(tab)) s,"
            + " ratio to checking them \(Race.text(tab / start))")
}
