"""How fast the support desk is with a long history, on SQLite and on PostgreSQL."""
