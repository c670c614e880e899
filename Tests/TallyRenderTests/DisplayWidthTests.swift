import TallyRender
import Testing

struct DisplayWidthTests {
    @Test(arguments: [
        ("", 0), ("abc", 3), ("£5", 2), ("é", 1), ("e\u{301}", 1), ("日本", 4), ("ｱ", 1), ("Ａ", 2),
        ("한", 2), ("\u{1112}\u{1161}\u{11AB}", 2), ("😀", 2), ("👍🏽", 2), ("👩‍🚀", 2), ("🇬🇧", 2),
        ("❤", 1), ("❤️", 2), ("⌚", 2), ("⌚\u{FE0E}", 1), ("1️⃣", 2), ("▁█", 2), ("● ▲ ■", 5),
        ("−–…", 3), ("\u{200B}", 0), ("\u{AD}", 0), ("𠀀", 2), ("नि", 1), ("א", 1), ("\u{7}", 0),
    ])
    func width(_ text: String, _ expected: Int) {
        #expect(DisplayWidth.of(text) == expected)
    }

    @Test(arguments: [
        ("plain", "plain"), ("a\tb", "a b"), ("a\r\nb", "a b"), ("\u{0}\u{1B}\u{7F}", "␀␛␡"),
        ("\u{85}\u{9B}31m", " �31m"), ("a\u{202E}b\u{2066}", "a�b�"), ("é 日", "é 日"),
    ])
    func visible(_ text: String, _ expected: String) {
        #expect(VisibleText.line(text) == expected)
    }

    @Test func aPileOfMarksIsCutShort() {
        let pile = "e" + String(repeating: "\u{301}", count: 100_000)
        #expect(VisibleText.line(pile).unicodeScalars.count == 16)
    }
}
