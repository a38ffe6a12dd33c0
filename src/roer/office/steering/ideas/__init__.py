"""The inbox of ideas: brought in by the sounding board and others, answered by the programme team (raadsbrief §2)."""
