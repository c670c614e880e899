import TallyModel

/// What a file says that is no figure.
extension Recorder {
    mutating func recordParents(
        of reading: Reading, _ fileID: Int64, _ report: inout ImportReport
    ) throws {
        if reading.parents.isEmpty { return }
        let statement = try RawStatement(
            database,
            """
            INSERT INTO lies_in(area_id, file_id, parent_id, last_day, place)
            VALUES (?1, ?2, ?3, ?4, ?5)
                ON CONFLICT DO UPDATE SET last_day = max(last_day, excluded.last_day)
            """)
        for (pair, row) in reading.parents.sorted(by: { $0.key < $1.key }) {
            let area = try area(pair.area, reading, &report)
            let parent = try self.area(pair.parent, reading, &report)
            // Two keys of one area.
            if area == parent { continue }
            statement.bind(area, at: 1)
            statement.bind(fileID, at: 2)
            statement.bind(parent, at: 3)
            statement.bind(row.latest.number, at: 4)
            statement.bind(row.place, at: 5)
            try statement.run()
        }
    }

    mutating func recordNeighbours(
        of reading: Reading, _ fileID: Int64, _ report: inout ImportReport
    ) throws {
        if reading.neighbours.isEmpty { return }
        let model = try RawStatement(
            database,
            """
            INSERT INTO neighbour_model(name, year) VALUES (?1, ?2)
                ON CONFLICT DO UPDATE SET year = excluded.year RETURNING id
            """)
        model.bind(reading.neighbourModel.name, at: 1)
        model.bind(optional: reading.neighbourModel.year, at: 2)
        let modelID = try model.oneInteger() ?? 0
        let statement = try RawStatement(
            database,
            """
            INSERT INTO neighbour(area_id, file_id, rank, neighbour_id, closeness, model_id, place)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
            """)
        for row in reading.neighbours {
            statement.bind(try area(row.area, reading, &report), at: 1)
            statement.bind(fileID, at: 2)
            statement.bind(row.rank, at: 3)
            statement.bind(try area(row.neighbour, reading, &report), at: 4)
            statement.bind(row.closeness, at: 5)
            statement.bind(modelID, at: 6)
            statement.bind(row.place, at: 7)
            try statement.run()
        }
        report.neighbours += reading.neighbours.count
    }

    /// `origins` are the ids of what the file cites.
    mutating func recordMilestones(
        of reading: Reading, _ fileID: Int64, _ origins: [Int64], _ report: inout ImportReport
    ) throws {
        func citation(_ number: Int32) -> Int64? { number < 0 ? nil : origins[Int(number)] }
        for row in reading.milestones {
            let area = try area(row.area, reading, &report)
            let stream = try stream(row.source)
            let statement = try RawStatement(
                database,
                """
                INSERT INTO milestone(file_id, stream_id, area_id, stage, title, period, starts,
                    ends, status, printed_status, place, origin_id)
                VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)
                """)
            statement.bind(fileID, at: 1)
            statement.bind(stream, at: 2)
            statement.bind(area, at: 3)
            statement.bind(row.stage, at: 4)
            statement.bind(row.title, at: 5)
            statement.bind(row.period, at: 6)
            statement.bind(optional: row.starts?.number, at: 7)
            statement.bind(optional: row.ends?.number, at: 8)
            statement.bind(row.status, at: 9)
            statement.bind(row.printedStatus, at: 10)
            statement.bind(row.place, at: 11)
            statement.bind(optional: citation(row.origin), at: 12)
            try statement.run()
        }
        for row in reading.steps {
            let area = try area(row.area, reading, &report)
            let stream = try stream(row.source)
            let statement = try RawStatement(
                database,
                """
                INSERT INTO milestone_step(file_id, stream_id, area_id, stage, title, printed_date,
                    day, place, origin_id)
                VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)
                """)
            statement.bind(fileID, at: 1)
            statement.bind(stream, at: 2)
            statement.bind(area, at: 3)
            statement.bind(row.stage, at: 4)
            statement.bind(row.title, at: 5)
            statement.bind(row.printedDate, at: 6)
            statement.bind(optional: row.day?.number, at: 7)
            statement.bind(row.place, at: 8)
            statement.bind(optional: citation(row.origin), at: 9)
            try statement.run()
        }
        report.milestones += reading.milestones.count + reading.steps.count
    }
}
