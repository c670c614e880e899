import TallyModel
import TallyStore

/// `tally backup`, `tally verify` and `tally undo`: what keeps a store safe.
package enum StoreCare {
    /// Copies the store that the options name into a file; gives what to say.
    package static func backUp(to path: String, _ options: SessionOptions) throws(Diagnostic)
        -> String
    {
        let (store, own) = try store(options)
        try store.backUp(to: path, isCancelled: options.isCancelled)
        return "\(own) is copied to \(path)\n"
    }

    /// Looks through the store that the options name; gives what it holds, and throws everything
    /// that is wrong with it.
    package static func verify(_ options: SessionOptions) throws(Diagnostics) -> String {
        let verdict: StoreVerdict
        let own: String
        do throws(Diagnostic) {
            let (store, path) = try store(options)
            own = path
            verdict = try store.verify()
        } catch {
            throw Diagnostics([error])
        }
        if !verdict.problems.isEmpty { throw Diagnostics(verdict.problems) }
        return "\(own) is sound: \(NumberText.counted(verdict.imports, "import")), "
            + "\(NumberText.counted(verdict.files, "file")), \(NumberText.counted(verdict.figures, "figure"))\n"
    }

    /// Undoes an import of the store that the options name, or undoes its undoing; gives what to say.
    package static func undo(
        _ text: String, dryRun: Bool, _ options: SessionOptions
    ) throws(Diagnostic) -> String {
        guard let asked = Int(text), asked > 0 else { throw .noImportNumber(text) }
        guard let path = OpenedStore.path(options) else { throw .noStoreNamed() }
        let store = try Store.open(path: path, readOnly: false, isCancelled: options.isCancelled)
        let report = try store.undo(asked, dryRun: dryRun, isCancelled: options.isCancelled)
        let verb =
            report.isBack
            ? dryRun ? "would bring back" : "brought back" : dryRun ? "would undo" : "undid"
        let parts = [
            (report.changed, "another value"), (report.gone, "none any more"),
            (report.new, "one again"), (report.same, "the same as before"),
        ].filter { $0.0 > 0 }.map { "\(number($0.0)) \($0.0 == 1 ? "has" : "have") \($0.1)" }
        let said =
            parts.isEmpty
            ? ""
            : ": of \(NumberText.counted(report.figures, "figure")) \(parts.joined(separator: ", "))"
        let earlier = store.earlier.map { migrated(path, $0) + "\n" } ?? ""
        return "\(earlier)\(verb) import \(report.number) "
            + "(\(report.files.joined(separator: ", ")))\(said)\n"
    }

    /// That a store was brought up to this version, and where it stands as it was.
    static func migrated(_ path: String, _ earlier: String) -> String {
        "\(path) was of an earlier version of tally: as it was it is kept in \(earlier)"
    }

    private static func store(_ options: SessionOptions) throws(Diagnostic) -> (Store, String) {
        guard let path = OpenedStore.path(options) else { throw .noStoreNamed() }
        return (
            try Store.open(path: path, readOnly: true, isCancelled: options.isCancelled), path
        )
    }

    private static func number(_ count: Int) -> String {
        NumberText.fixed(Double(count), decimals: 0, grouped: true)
    }
}
