import TallyEngine
import TallyLanguage
import TallyModel

extension Session {
    /// Runs a script. Throws where it cannot be read or stops at an error, which is reported.
    func read(_ path: String, at place: Diagnostic.Place) throws(Diagnostic) {
        guard current.readDepth < Run.deepestRead else {
            throw .readTooDeep(path, most: Run.deepestRead, at: place)
        }
        let found = beside(place.source, path)
        let bytes: [UInt8]
        do throws(Diagnostic) {
            bytes = try Files.scriptBytes(of: found)
        } catch {
            var error = error
            error.place = place.narrowed(to: path)
            throw error
        }
        let (source, problem) = ScriptText.read(bytes, name: found)
        current.readDepth += 1
        defer { current.readDepth -= 1 }
        if let problem { report([problem]) }
        guard problem == nil, run(source) else {
            try engine.checkCancellation()
            throw .scriptFailed(path, at: place)
        }
    }

    /// A path that a script names is looked for beside the script.
    private func beside(_ source: SourceText, _ path: String) -> String {
        let path = Files.expanded(path, home: options.environment["HOME"])
        guard !path.hasPrefix("/"), let name = source.name, let slash = name.lastIndex(of: "/")
        else { return path }
        return Files.expanded(name[...slash] + path, home: options.environment["HOME"])
    }
}
