"""The pages with which the programme is steered: start, results, roadmap, decisions, network."""
