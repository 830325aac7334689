"""Where a party keeps its objects: memory, SQLite or MongoDB behind one protocol. Imports nothing of ours."""
