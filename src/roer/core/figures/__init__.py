"""Charts and maps as specifications, their table twin, and the sentence that says what they show."""
