"""Who uses Roer: persons, their accounts, signing in and out."""
