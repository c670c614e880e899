import TallyModel
import TallyStore

/// `tally backup` and `tally verify`: what keeps a store safe.
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
        return "\(own) is sound: \(counted(verdict.imports, "import")), "
            + "\(counted(verdict.files, "file")), \(counted(verdict.figures, "figure"))\n"
    }

    private static func store(_ options: SessionOptions) throws(Diagnostic) -> (Store, String) {
        guard let path = OpenedStore.path(options) else { throw .noStoreNamed() }
        return (
            try Store.open(path: path, readOnly: true, isCancelled: options.isCancelled), path
        )
    }

    private static func counted(_ count: Int, _ word: String) -> String {
        let number = NumberText.fixed(Double(count), decimals: 0, grouped: true)
        return "\(number) \(word)\(count == 1 ? "" : "s")"
    }
}
