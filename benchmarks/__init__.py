"""Measured on demand, never a timed test. One module per table: `TITLE`, and `run() -> list[Line]`.

`make bench` runs all of them, `make bench ONLY=pages` one. A module with `APART = True` runs only when named.
"""
