"""The ledger: one table, and one door through which the programme changes."""
