"""Grid liaisons (S6): residents who pass on what a neighbour needs, and come back with the answer.

Words: 联络员 liaison, 人选库 candidate, 选定轮次 round, 转述 relay, 回告 told back, 周报 digest.
Invariants: the need keeps the neighbour's own words and whether they may be named; a relay is closed only when the
liaison has told the neighbour; one liaison covers a limited number of households; two people score a candidate.
"""
