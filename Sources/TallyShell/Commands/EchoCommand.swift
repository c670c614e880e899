import TallyEngine
import TallyModel

extension Command {
    static let echo = Command(
        name: "echo", usage: "echo TEXT", summary: "writes the rest of the line",
        details: ["in quotes it may have a ';' or a '#' in it"],
        examples: ["echo Figures for the board"], group: .scripts,
        run: { _, argument, _ in .lines([argument.unquoted]) })
}
