"""Readings (谁看过): whose data an account, a device or a file has shown in a span, and reading that is unusual.

Words: 谁看过 reading, 不寻常的查看 unusual reading, 界限 limit, 告知书 notice letter (个人信息保护法第五十七条).
Invariants: everything is worked out from the history, nothing is counted beside it; one request is one line, whatever
it showed; the auditor sees masked names and doors, so that looking into a leak is no second one; nothing here speaks of
anybody's working time or work, and no figure of it goes into an assessment.
"""
