import Glibc

/// A file written beside the one whose name it takes once it is whole; gone with the draft where it
/// never takes it.
///
/// Its name is one that nothing had: what else stands in the folder is neither written over nor
/// removed. From its first byte on nobody can read it who could not read the file that it replaces.
package final class Draft {
    /// Why a draft could not be made, written or put in place, as the system says it.
    package struct Failure: Error {
        package let reason = String(cString: strerror(errno))
    }

    /// Where it is written.
    package let path: String
    /// The file whose name it takes: the file itself, where the name is a link to it.
    private let place: String
    private let descriptor: Int32
    private var isInPlace = false

    private static let mostTries = 100

    /// An empty file beside another. Where there is none yet it gets `mode`, less what the process
    /// withholds, else the mode of that file.
    package init(beside named: String, mode: mode_t = 0o644) throws(Failure) {
        let real = realpath(named, nil)
        defer { free(real) }
        let place = real.map { String(cString: $0) } ?? named
        var found = stat()
        let isThere = stat(place, &found) == 0
        for _ in 0..<Self.mostTries {
            let path = "\(place).\(String(UInt64.random(in: .min ... .max), radix: 36)).part"
            let descriptor = Glibc.open(
                path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, isThere ? 0o600 : mode)
            if descriptor < 0, errno == EEXIST { continue }
            guard descriptor >= 0 else { break }
            if isThere { fchmod(descriptor, found.st_mode & 0o7777) }
            self.path = path
            self.place = place
            self.descriptor = descriptor
            return
        }
        throw Failure()
    }

    deinit {
        close(descriptor)
        if !isInPlace { Self.removeStore(path) }
    }

    package func write(_ bytes: [UInt8]) throws(Failure) {
        guard Self.write(bytes, into: descriptor) else { throw Failure() }
    }

    /// Puts the draft in its place once all of it is on the disk.
    package func takePlace() throws(Failure) {
        guard fsync(descriptor) == 0, rename(path, place) == 0 else { throw Failure() }
        isInPlace = true
        // The name is on the disk when its folder is; there are file systems where that has no sense.
        let folder = Glibc.open(
            FileProbe.folder(of: place), O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard folder >= 0 else { return }
        fsync(folder)
        close(folder)
    }

    /// Writes all of the bytes; false where not all could be, with `errno` saying why.
    package static func write(_ bytes: [UInt8], into descriptor: Int32) -> Bool {
        bytes.withUnsafeBytes { all in
            var rest = all[...]
            while !rest.isEmpty {
                let part = UnsafeRawBufferPointer(rebasing: rest)
                let count = Glibc.write(descriptor, part.baseAddress, part.count)
                if count < 0, errno == EINTR { continue }
                guard count > 0 else { return false }
                rest = rest.dropFirst(count)
            }
            return true
        }
    }

    /// Removes a SQLite file with those beside it.
    package static func removeStore(_ path: String) {
        for suffix in ["", "-wal", "-shm", "-journal"] { unlink(path + suffix) }
    }
}
