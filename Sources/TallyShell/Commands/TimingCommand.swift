extension Command {
    static let timing = onOff(
        "timing", summary: "whether a line says how long each result took",
        details: [
            "and what was read for it; the line goes to standard error, so that results stay what they are,",
            "and a script writes none, since it writes the same every time",
        ],
        example: ".timing on",
        isOn: { $0.workbench.reading != nil }, turn: { $0.workbench.time($1) })
}
