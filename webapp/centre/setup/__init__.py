"""From an empty database to a district at work: the set-up page, the checklist, the settings as pages.

Words: 设置 set-up, 一次性口令 code, 上线清单 checklist.
Invariants: the set-up is open only before an installation is founded, and only to whoever reads the code in the
terminal; founding is one transaction; a checklist line ticks itself from the rows, nobody ticks it.
"""
