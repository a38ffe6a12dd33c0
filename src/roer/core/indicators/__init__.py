"""What a figure means: definitions, products, and the engine-free plan that measures them."""
