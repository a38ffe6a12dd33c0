"""The council letter: its facts, its sections, and where each number comes from."""
