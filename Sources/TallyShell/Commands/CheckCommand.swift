import TallyEngine
import TallyModel

extension Command {
    /// The sentence `check`, under the name that commands have.
    static let check = Command(
        name: "check", usage: ".check [NAME]", summary: "lists the figures that do not reconcile",
        group: .plugins,
        arguments: { session in
            session.workbench.loadChecks()
            return session.catalogue.checks.map { Candidate($0.id, $0.says) }
                + session.catalogue.plugins.map { Candidate($0.id, $0.title) }
        },
        run: { session, argument, _ throws(Diagnostic) in
            try session.checked(argument.isEmpty ? nil : argument)
        })
}
