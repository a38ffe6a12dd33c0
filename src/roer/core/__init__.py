"""Ground floor: pure Python. No Django, no database, no clock, no files, no network."""
