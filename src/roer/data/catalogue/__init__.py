"""What analysts write: the folder of definitions, read and checked as a whole."""
