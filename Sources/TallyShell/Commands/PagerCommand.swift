extension Command {
    static let pager = onOff(
        "pager", summary: "whether a long result goes to the pager",
        details: ["the pager is $PAGER, else less; off a terminal there is none"],
        example: ".pager off",
        isOn: { $0.outlet.pages }, turn: { $0.outlet.pages = $1 })
}
