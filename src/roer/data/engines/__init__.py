"""One narrow door to each engine that computes."""
