"""The pages of the product contract and the target architecture of a result."""
