"""The pages of deciding together: meetings, the register of decisions, priorities and escalations."""
