"""Charts, maps, their table twins and the sentences that say what they show: from plain values, without drawing."""
