"""The catalogue of what can be reported (S2, S14): categories with level, limit and the evidence asked for.

Words: 类别 category, 隐患 hazard, 诉求 need, 等级 level, 时限 limit, 凭证 evidence, 工作日历 working calendar.
Invariants: a category is never changed, only followed by a version valid from a later day; a case keeps the version it
was opened under; the calendar refuses a year nobody has published.
"""
