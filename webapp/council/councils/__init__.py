"""S7 “网格+”议事厅 before the meeting: who sits in it, when it meets, and what comes before it.

Words: 议事厅 council (series), 席位 seat, 会次 meeting, 议题 agenda line, 计数清单 counting list,
议事规则 council rule.
Invariants: the counting list is frozen with its hash when the agenda is announced; nothing is added to or dropped
from it without a written reason; the first line is always what earlier meetings promised, and it cannot be dropped.
"""
