"""First floor: figures at rest and in motion. No Django; drivers of engines only in `engines`."""
