import TallyLanguage
import TallyModel
import TallyRender

/// Where the stage `to FORMAT ["file"]` sends a result.
struct Destination {
    let format: ResultFormat
    /// `nil` for where results go anyway.
    let file: String?
    /// Where the stage stands.
    let place: Diagnostic.Place

    /// `nil` where no stage says so. Throws where the format is none, or where more stages follow.
    init?(_ stages: [Stage], _ source: SourceText) throws(Diagnostic) {
        guard
            let index = stages.firstIndex(where: { stage in
                if case .to = stage.kind { true } else { false }
            }), case .to(let stage) = stages[index].kind
        else { return nil }
        let place = Diagnostic.Place(source, stages[index].span)
        guard index == stages.count - 1 else { throw .stageAfterTo(at: place) }
        guard let format = ResultFormat(rawValue: stage.format.lowercased()) else {
            throw .noSuchFormat(stage.format, known: SessionOptions.formats, at: place)
        }
        self.format = format
        self.file = stage.file
        self.place = place
    }
}
