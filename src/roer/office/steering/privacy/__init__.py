"""The pages of the privacy file: overview, the file of a result, the register, and every step of the way."""
