"""The clock, working days, deadlines, calendar files."""
