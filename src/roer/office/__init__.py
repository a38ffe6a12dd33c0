"""Second floor: Django apps in one straight ladder: people, ledger, steering, monitors, letters."""
