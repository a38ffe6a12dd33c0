"""The pages of released products."""
