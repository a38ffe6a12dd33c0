"""Builds: immutable, checked as a whole, switched by one pointer."""
