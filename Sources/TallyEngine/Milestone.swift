import TallyModel

/// A piece of work with dates and a status, as a plan prints it: no figure, and with no indicator.
package struct Milestone: Hashable, Sendable {
    /// A dated step inside a milestone.
    package struct Step: Hashable, Sendable {
        package let title: String
        /// `nil` where the plan gives no date that can be read.
        package let day: Day?
        /// `w/c 22 June`
        package let printedDate: String
        package let origin: OriginKey

        package init(title: String, day: Day?, printedDate: String, origin: OriginKey) {
            self.title = title
            self.day = day
            self.printedDate = printedDate
            self.origin = origin
        }
    }

    /// What the plan files it under: `Policy review`.
    package let stage: String
    package let title: String
    /// The id of the area whose plan it is.
    package let area: String
    /// The stream of publications that the plan is an issue of.
    package let source: String
    /// When it is to be done, in the plan's words: `July - August`; empty where it says nothing.
    package let printedPeriod: String
    package let starts: Day?
    /// The last day.
    package let ends: Day?
    /// One of few words, such as `complete` or `on track`; `nil` where the plan gives none.
    package let status: String?
    /// The plan's own words for the status.
    package let printedStatus: String?
    /// In the order of the file.
    package let steps: [Step]
    package let origin: OriginKey

    package init(
        stage: String, title: String, area: String, source: String, printedPeriod: String,
        starts: Day?, ends: Day?, status: String?, printedStatus: String?, steps: [Step],
        origin: OriginKey
    ) {
        self.stage = stage
        self.title = title
        self.area = area
        self.source = source
        self.printedPeriod = printedPeriod
        self.starts = starts
        self.ends = ends
        self.status = status
        self.printedStatus = printedStatus
        self.steps = steps
        self.origin = origin
    }
}
