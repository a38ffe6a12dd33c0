"""Previews (voorvertoningen): a product for the invited, as long as it lasts, with their remarks (raadsbrief §2)."""
