extension Schema {
    /// How many figures came from each file and a digest of them, so that `verify` finds what another
    /// tool has changed; what was undone counts again where the undoing was undone.
    static let version2 = """
        ALTER TABLE file ADD COLUMN figures INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE file ADD COLUMN digest INTEGER; -- of its observations; null where none was made
        UPDATE file SET figures = counted.figures FROM (
            SELECT file_id, count(*) AS figures FROM observation GROUP BY file_id) AS counted
            WHERE counted.file_id = file.id;
        DROP VIEW current_figure;
        \(currentFigure(isUndone: isUndone("i.id")))
        """

    /// The figures in force, in words. `isUndone` is a condition on an import `i`.
    static func currentFigure(isUndone: String) -> String {
        """
        CREATE VIEW current_figure AS
            SELECT subject.kind, subject.code AS subject, area.code AS area,
                breakdown.key AS breakdown, reference.code AS reference, grain.code AS grain,
                stream.name AS source, date(o.last_day * 86400, 'unixepoch') AS last_day,
                o.value, o.reason, text.value AS text, o.decimals,
                file.name AS file, o.place / 65536 AS row, o.place % 65536 AS column,
                date(source_import.known_at * 86400, 'unixepoch') AS known_at
            FROM observation o
                JOIN series ON series.id = o.series_id
                JOIN subject ON subject.id = series.subject_id
                JOIN area ON area.id = series.area_id
                JOIN breakdown ON breakdown.id = series.breakdown_id
                JOIN reference ON reference.id = series.reference_id
                JOIN grain ON grain.id = series.grain_id
                JOIN stream ON stream.id = series.stream_id
                JOIN file ON file.id = o.file_id
                JOIN source_import ON source_import.id = file.import_id
                LEFT JOIN text ON text.id = o.text_id
            WHERE o.file_id = (
                SELECT p.file_id FROM observation p
                    JOIN file f ON f.id = p.file_id JOIN source_import i ON i.id = f.import_id
                WHERE p.series_id = o.series_id AND p.last_day = o.last_day
                    AND NOT \(isUndone)
                ORDER BY i.known_at DESC, i.id DESC, f.id DESC LIMIT 1);
        """
    }
}
