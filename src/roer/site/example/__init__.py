"""The example that comes with Roer: invented people, figures and borders for a group of real municipalities."""
