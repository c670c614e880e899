import TallyEngine
import TallyModel
import TallyStore

/// The store that a session answers from: the one named, the one in the folder, or the sample.
struct OpenedStore {
    let figures: any FigureSource
    /// What to say once about it.
    let notice: String?

    /// Throws where a store is named that cannot be read.
    init(_ options: SessionOptions) throws(Diagnostic) {
        if let path = Self.path(options) {
            figures = try Store.open(
                path: path, readOnly: true, isCancelled: options.isCancelled)
            notice = nil
        } else {
            figures = try Sample.open(environment: options.environment)
            notice =
                "tally: no store given and no tally.db here: the built-in sample answers "
                + "(read-only)"
        }
    }

    /// `--store`, else `$TALLY_STORE`, else `tally.db` in this folder where there is one.
    static func path(_ options: SessionOptions) -> String? {
        if let path = options.store { return path }
        if let path = options.environment["TALLY_STORE"], !path.isEmpty { return path }
        return Files.exists("tally.db") ? "tally.db" : nil
    }
}
