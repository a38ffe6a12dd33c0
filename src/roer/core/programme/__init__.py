"""The steered world as a value: acts, elements, state, rules and gates."""
