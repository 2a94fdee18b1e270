"""Volunteers: their hours and activities, and what honours them on paper: stars, certificates, the contest."""
