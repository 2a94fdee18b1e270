"""问题可视 (S16): district, street, community, grid and micro-grid on one page each, down to the list behind a figure.

Words: 总览 overview, 一级 level, 数 figure, 口径 basis: 当时口径 as-was (by the boundaries of the record's own day),
现行口径 as-is (by today's).
Invariant: a figure states its definition, period, basis and the time it was counted; a number of people between one and
four is not shown above the grid.
"""
