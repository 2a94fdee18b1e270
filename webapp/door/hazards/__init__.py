"""Hazards (S2 隐患排查): 随手报, a hazard photographed where it is seen, handled by whoever saw it or handed up.

Words: 随手报 hazard report, 我来办 take, 报上去 hand up.
Invariants: a photo or words, never both by force; the place is known already; the same report twice is one case.
"""
