extension Schema {
    /// In which area each area lies, as each file says: what was said before is kept, and undoing an
    /// import takes back what it said. The column of areas that was to hold it never did.
    static let version3 = """
        CREATE TABLE lies_in(
            area_id INTEGER NOT NULL REFERENCES area(id),
            file_id INTEGER NOT NULL REFERENCES file(id),
            parent_id INTEGER NOT NULL REFERENCES area(id),
            last_day INTEGER NOT NULL,            -- of the newest period for which the file says so
            place INTEGER NOT NULL,               -- the first row that says so; column 0 is no one's
            PRIMARY KEY(area_id, file_id, parent_id)) WITHOUT ROWID;
        ALTER TABLE area DROP COLUMN parent_id;
        """
}
