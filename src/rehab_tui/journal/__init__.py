"""The SQLite file: schema, migrations, records, the one door for writing, undo."""
