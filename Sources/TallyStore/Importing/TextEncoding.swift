/// What the bytes of a file are as text.
enum TextEncoding {
    enum Result: Equatable {
        /// UTF-8; the text begins behind a byte-order mark, where there is one.
        case utf8(from: Int)
        /// Windows-1252, as UTF-8.
        case windows1252([UInt8])
        /// Neither; why, to stand behind "it".
        case notText(String)
    }

    /// Bytes that are no UTF-8 are taken for Windows-1252 where they can be.
    static func decode(_ bytes: [UInt8]) -> Result {
        if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
            return .notText("is UTF-16; save it as 'CSV UTF-8'")
        }
        if bytes.starts(with: [0x50, 0x4B, 0x03, 0x04]) {
            return .notText("is a workbook or a zip archive; save it as 'CSV UTF-8'")
        }
        let start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        switch bytes.withUnsafeBufferPointer({ scan($0, from: start) }) {
        case .utf8: return .utf8(from: start)
        case .hasNUL: return .notText("holds a NUL byte and is no text")
        case .other:
            guard let converted = fromWindows1252(bytes) else {
                return .notText("is neither UTF-8 nor Windows-1252")
            }
            return .windows1252(converted)
        }
    }

    private enum Scan {
        case utf8, hasNUL, other
    }

    /// Source: The Unicode Standard, table 3-7, well-formed UTF-8 byte sequences.
    private static func scan(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Scan {
        var at = start
        let end = bytes.count
        var isUTF8 = true
        while at < end {
            if at + 8 <= end {
                // Eight bytes of ASCII at once: none has its top bit set and, as the borrow shows,
                // none is zero.
                let word = UnsafeRawBufferPointer(bytes).loadUnaligned(
                    fromByteOffset: at, as: UInt64.self)
                let ones: UInt64 = 0x0101_0101_0101_0101
                if (word | (word &- ones)) & (ones << 7) == 0 {
                    at += 8
                    continue
                }
            }
            let lead = bytes[at]
            if lead < 0x80 {
                if lead == 0 { return .hasNUL }
                at += 1
                continue
            }
            if !isUTF8 {
                at += 1
                continue
            }
            let (length, low, high): (Int, UInt8, UInt8) =
                switch lead {
                case 0xC2...0xDF: (2, 0x80, 0xBF)
                case 0xE0: (3, 0xA0, 0xBF)
                case 0xE1...0xEC, 0xEE...0xEF: (3, 0x80, 0xBF)
                case 0xED: (3, 0x80, 0x9F)
                case 0xF0: (4, 0x90, 0xBF)
                case 0xF1...0xF3: (4, 0x80, 0xBF)
                case 0xF4: (4, 0x80, 0x8F)
                default: (0, 0, 0)
                }
            var isWhole = length > 0 && at + length <= end
            if isWhole { isWhole = (low...high).contains(bytes[at + 1]) }
            if isWhole, length > 2 {
                for offset in 2..<length where bytes[at + offset] & 0xC0 != 0x80 {
                    isWhole = false
                }
            }
            if isWhole {
                at += length
            } else {
                isUTF8 = false
                at += 1
            }
        }
        return isUTF8 ? .utf8 : .other
    }

    /// `nil` where a byte stands for nothing in Windows-1252.
    private static func fromWindows1252(_ bytes: [UInt8]) -> [UInt8]? {
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count + bytes.count / 8)
        for byte in bytes {
            if byte < 0x80 {
                result.append(byte)
                continue
            }
            let value = byte < 0xA0 ? upperControls[Int(byte) - 0x80] : UInt16(byte)
            guard value != 0, let scalar = Unicode.Scalar(value) else { return nil }
            result.append(contentsOf: Character(scalar).utf8)
        }
        return result
    }

    /// Bytes 0x80 to 0x9F; 0 where a byte is undefined.
    ///
    /// Source: the WHATWG Encoding Standard, index windows-1252.
    private static let upperControls: [UInt16] = [
        0x20AC, 0, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039,
        0x0152, 0, 0x017D, 0, 0, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC,
        0x2122, 0x0161, 0x203A, 0x0153, 0, 0x017E, 0x0178,
    ]
}
