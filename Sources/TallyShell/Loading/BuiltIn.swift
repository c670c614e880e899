import CBuiltIn
import TallyPlugins

/// The files that the binary carries, so that it answers wherever it is copied.
package enum BuiltIn {
    /// The plugins that are always there, in the order in which they load.
    package static var plugins: [(name: String, bytes: [UInt8])] {
        (0..<pluginCount).map(plugin)
    }

    /// The page of the manual with the grammar.
    package static var grammarPage: String {
        String(decoding: content(of: tally_builtin_grammar().pointee), as: UTF8.self)
    }

    /// The page of the manual with the errors.
    static var errorsPage: String {
        String(decoding: content(of: tally_builtin_errors().pointee), as: UTF8.self)
    }

    static var pluginCount: Int { files(tally_builtin_plugins).count }

    static func plugin(_ index: Int) -> (name: String, bytes: [UInt8]) {
        let file = files(tally_builtin_plugins)[index]
        return (String(cString: file.name), content(of: file))
    }

    /// A plugin of which only some indicators are left.
    static func plugin(_ index: Int, cut cuts: PluginCuts) -> (name: String, bytes: [UInt8]) {
        let file = files(tally_builtin_plugins)[index]
        let bytes = UnsafeBufferPointer(start: file.bytes, count: file.length)
        return (String(cString: file.name), cuts.text(of: bytes))
    }

    /// What tells what is kept of one build from what is kept of another: in a release the linker's
    /// number of the build, which costs nothing to look up; while developing a hash of every file, so
    /// that a change of the program alone makes nothing anew.
    static func key(edition: UInt64) -> String {
        #if !DEBUG
            if let build = buildNumber { return build }
        #endif
        return hash(edition: edition)
    }

    /// The linker's number of this build, in hexadecimal digits; `nil` where it gave none.
    static var buildNumber: String? {
        var count = 0
        guard let first = tally_build_number(&count), count > 0 else { return nil }
        var text = ""
        for byte in UnsafeBufferPointer(start: first, count: count) {
            text += byte < 16 ? "0" : ""
            text += String(byte, radix: 16)
        }
        return text
    }

    /// A hash of every file.
    ///
    /// FNV-1a over words of eight bytes in four lanes, so that two megabytes take a fraction of a
    /// millisecond; nobody is kept out by it. Source: Fowler, Noll and Vo, "The FNV Non-Cryptographic
    /// Hash Algorithm", 64 bits.
    private static func hash(edition: UInt64) -> String {
        let prime: UInt64 = 0x100_0000_01b3
        var lanes: SIMD4<UInt64> = [1, 2, 3, 4] &+ (0xcbf2_9ce4_8422_2325 ^ edition)
        for table in [files(tally_builtin_plugins), files(tally_builtin_sample)] {
            for file in table {
                let bytes = UnsafeRawBufferPointer(start: file.bytes, count: file.length)
                lanes = (lanes ^ UInt64(bytes.count)) &* prime
                var offset = 0
                var (a, b, c, d) = (lanes[0], lanes[1], lanes[2], lanes[3])
                func mixed(_ lane: UInt64, _ place: Int) -> UInt64 {
                    let word = bytes.loadUnaligned(fromByteOffset: place, as: UInt64.self)
                    let product = (lane ^ word) &* prime
                    return product ^ product >> 29
                }
                while offset + 32 <= bytes.count {
                    a = mixed(a, offset)
                    b = mixed(b, offset + 8)
                    c = mixed(c, offset + 16)
                    d = mixed(d, offset + 24)
                    offset += 32
                }
                lanes = [a, b, c, d]
                while offset < bytes.count {
                    lanes = (lanes ^ UInt64(bytes[offset])) &* prime
                    offset += 1
                }
            }
        }
        var hash: UInt64 = 0
        for index in 0..<4 { hash = (hash ^ lanes[index]) &* prime }
        return String(hash, radix: 16)
    }

    /// The files of the built-in sample, in the order in which they became known; `knownAt` is
    /// that day, as `2023-11-23`.
    package static var sample: [(name: String, bytes: [UInt8], knownAt: String)] {
        files(tally_builtin_sample).compactMap { file in
            guard let knownAt = file.known_at else { return nil }
            return (String(cString: file.name), content(of: file), String(cString: knownAt))
        }
    }

    private static func files(
        _ table: (UnsafeMutablePointer<Int>) -> UnsafePointer<tally_builtin_file>
    ) -> UnsafeBufferPointer<tally_builtin_file> {
        var count = 0
        let first = table(&count)
        return UnsafeBufferPointer(start: first, count: count)
    }

    private static func content(of file: tally_builtin_file) -> [UInt8] {
        Array(UnsafeBufferPointer(start: file.bytes, count: file.length))
    }
}
