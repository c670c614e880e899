/// What the SQLite file holds: plain tables that any SQLite tool can read.
///
/// Every day is a whole number of days since 1970-01-01. Foreign keys are declared and checked by
/// `PRAGMA foreign_key_check`, not at each insert.
enum Schema {
    /// `TLLY`, in the file's header: says that a SQLite file is a store of ours.
    static let applicationID: Int32 = 0x544C_4C59

    /// One step from the version before; the first makes a store from nothing.
    struct Migration: Sendable {
        let version: Int32
        let statements: String
    }

    /// In order. A new version is one more value here.
    static let migrations = [
        Migration(version: 1, statements: version1), Migration(version: 2, statements: version2),
        Migration(version: 3, statements: version3),
    ]

    static let currentVersion: Int32 = migrations.last?.version ?? 0

    /// The ids that series use for grains of fixed length; spans get ids of their own from 100 on.
    static let grainIDs = [
        "day": 1, "month": 2, "quarter": 3, "fy": 4, "ay": 5, "cy": 6, "from": 7,
    ]

    /// A condition on an import's number: that the import was undone, and what undid it was not.
    static func isUndone(_ number: String) -> String {
        """
        EXISTS (SELECT 1 FROM source_import undo WHERE undo.undoes = \(number) AND NOT EXISTS (
            SELECT 1 FROM source_import redo WHERE redo.undoes = undo.id))
        """
    }

    private static let version1 = """
        CREATE TABLE source_import(
            id INTEGER PRIMARY KEY,
            known_at INTEGER NOT NULL,            -- the day on which its figures became known
            recorded_at TEXT NOT NULL,            -- when it was run, UTC
            kind TEXT NOT NULL,                   -- 'import' or 'undo'
            undoes INTEGER REFERENCES source_import(id),
            options TEXT NOT NULL DEFAULT '');
        CREATE INDEX source_import_undone ON source_import(undoes) WHERE undoes IS NOT NULL;
        CREATE TABLE stream(id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);
        CREATE TABLE file(
            id INTEGER PRIMARY KEY,
            import_id INTEGER NOT NULL REFERENCES source_import(id),
            name TEXT NOT NULL,
            format TEXT NOT NULL,
            sha256 TEXT NOT NULL,                 -- of its bytes
            reading TEXT NOT NULL);               -- sha256 of the series its rows were read as
        CREATE INDEX file_sha256 ON file(sha256);
        CREATE TABLE file_column(
            file_id INTEGER NOT NULL REFERENCES file(id),
            number INTEGER NOT NULL,              -- from 1
            header TEXT NOT NULL,
            PRIMARY KEY(file_id, number)) WITHOUT ROWID;
        CREATE TABLE subject(
            id INTEGER PRIMARY KEY,
            kind TEXT NOT NULL,                   -- 'indicator' or 'population'
            code TEXT NOT NULL,
            name TEXT,                            -- null where a plugin declares it, else adopted
            theme TEXT, unit TEXT, good TEXT, decimals INTEGER,
            UNIQUE(kind, code));
        CREATE INDEX subject_adopted ON subject(id) WHERE name IS NOT NULL;
        CREATE TABLE area(
            id INTEGER PRIMARY KEY,
            code TEXT NOT NULL UNIQUE,
            title TEXT,                           -- null where a plugin declares it, else adopted
            level TEXT, gss TEXT,
            old_code TEXT,                        -- the department's three figures
            parent_id INTEGER REFERENCES area(id));
        CREATE TABLE breakdown(
            id INTEGER PRIMARY KEY,               -- 0 is the whole
            dimensions INTEGER NOT NULL,          -- how many
            key TEXT NOT NULL UNIQUE);            -- 'age=0-4|sex=f'
        CREATE TABLE breakdown_member(
            dimension TEXT NOT NULL, member TEXT NOT NULL,
            breakdown_id INTEGER NOT NULL REFERENCES breakdown(id),
            PRIMARY KEY(dimension, member, breakdown_id)) WITHOUT ROWID;
        CREATE TABLE reference(
            id INTEGER PRIMARY KEY,               -- 0 is the figure itself
            code TEXT NOT NULL UNIQUE);
        CREATE TABLE grain(
            id INTEGER PRIMARY KEY,
            code TEXT NOT NULL,                   -- day month quarter fy ay cy span from
            months INTEGER, days INTEGER);        -- one of them for a span
        CREATE TABLE series(
            id INTEGER PRIMARY KEY,
            area_id INTEGER NOT NULL REFERENCES area(id),
            subject_id INTEGER NOT NULL REFERENCES subject(id),
            breakdown_id INTEGER NOT NULL REFERENCES breakdown(id),
            reference_id INTEGER NOT NULL REFERENCES reference(id),
            grain_id INTEGER NOT NULL REFERENCES grain(id),
            stream_id INTEGER NOT NULL REFERENCES stream(id),
            UNIQUE(area_id, subject_id, breakdown_id, reference_id, grain_id, stream_id));
        CREATE INDEX series_subject ON series(subject_id, area_id);
        CREATE INDEX series_stream ON series(stream_id, area_id, grain_id, reference_id);
        CREATE TABLE text(id INTEGER PRIMARY KEY, value TEXT NOT NULL UNIQUE);
        CREATE TABLE origin(id INTEGER PRIMARY KEY, value TEXT NOT NULL UNIQUE);
        CREATE TABLE observation(
            series_id INTEGER NOT NULL REFERENCES series(id),
            last_day INTEGER NOT NULL,            -- of the period; for 'from' the day it holds from
            file_id INTEGER NOT NULL REFERENCES file(id),
            value REAL,
            reason INTEGER,                       -- 1 c, 2 low, 3 u, 4 x, 5 z, 6 due, 7 missing
            text_id INTEGER REFERENCES text(id),
            decimals INTEGER NOT NULL,            -- digits behind the point, as printed
            place INTEGER NOT NULL,               -- row * 65536 + column, both from 1
            origin_id INTEGER REFERENCES origin(id),
            PRIMARY KEY(series_id, last_day, file_id)) WITHOUT ROWID;
        CREATE TABLE commentary(
            id INTEGER PRIMARY KEY,
            subject_id INTEGER NOT NULL REFERENCES subject(id),
            area_id INTEGER NOT NULL REFERENCES area(id),
            last_day INTEGER NOT NULL,
            grain_id INTEGER NOT NULL REFERENCES grain(id),
            author TEXT, written_at TEXT NOT NULL, text TEXT NOT NULL);
        CREATE INDEX commentary_subject ON commentary(subject_id, area_id);
        CREATE TABLE neighbour(                   -- the statistical neighbours of areas
            area_id INTEGER NOT NULL REFERENCES area(id),
            file_id INTEGER NOT NULL REFERENCES file(id),
            rank INTEGER NOT NULL,                -- from 1, closest first
            neighbour_id INTEGER NOT NULL REFERENCES area(id),
            closeness TEXT,                       -- 'Very close'
            model_id INTEGER NOT NULL REFERENCES neighbour_model(id),
            place INTEGER NOT NULL,
            PRIMARY KEY(area_id, file_id, rank)) WITHOUT ROWID;
        CREATE TABLE neighbour_model(
            id INTEGER PRIMARY KEY,
            name TEXT NOT NULL UNIQUE,
            year INTEGER);                        -- null where its name holds none
        CREATE TABLE milestone(
            id INTEGER PRIMARY KEY,
            file_id INTEGER NOT NULL REFERENCES file(id),
            stream_id INTEGER NOT NULL REFERENCES stream(id),
            area_id INTEGER NOT NULL REFERENCES area(id),
            stage TEXT NOT NULL, title TEXT NOT NULL,
            period TEXT NOT NULL,                 -- as printed
            starts INTEGER, ends INTEGER,         -- first and last day
            status TEXT, printed_status TEXT,
            place INTEGER NOT NULL,
            origin_id INTEGER REFERENCES origin(id));
        CREATE INDEX milestone_issue ON milestone(stream_id, area_id, file_id);
        CREATE TABLE milestone_step(
            id INTEGER PRIMARY KEY,
            file_id INTEGER NOT NULL REFERENCES file(id),
            stream_id INTEGER NOT NULL REFERENCES stream(id),
            area_id INTEGER NOT NULL REFERENCES area(id),
            stage TEXT NOT NULL, title TEXT NOT NULL,
            printed_date TEXT NOT NULL,
            day INTEGER,
            place INTEGER NOT NULL,
            origin_id INTEGER REFERENCES origin(id));
        CREATE INDEX milestone_step_issue ON milestone_step(stream_id, area_id, file_id);
        CREATE TRIGGER observation_unchanged BEFORE UPDATE ON observation
            BEGIN SELECT RAISE(ABORT, 'an observation is never changed'); END;
        CREATE TRIGGER observation_kept BEFORE DELETE ON observation
            BEGIN SELECT RAISE(ABORT, 'an observation is never deleted'); END;
        \(currentFigure(isUndone: "EXISTS (SELECT 1 FROM source_import u WHERE u.undoes = i.id)"))
        INSERT INTO breakdown(id, dimensions, key) VALUES (0, 0, '');
        INSERT INTO reference(id, code) VALUES (0, '');
        INSERT INTO grain(id, code, months) VALUES
            (1, 'day', NULL), (2, 'month', 1), (3, 'quarter', 3), (4, 'fy', 12), (5, 'ay', 12),
            (6, 'cy', 12), (7, 'from', NULL);
        """
}
