"""Persons (S1): one person, several homes over time; moves, two records that are one person, death.

Words: 人 person (`Resident`), 住处 home (a `HouseholdMember`: where somebody lives or lived), 别处的住处 other home
(户口在那边, 两头住), 接手 taking over (`Transfer`), 疑似同一人 twins, 合并 merge.

Invariants: a person lives in at most one home at a time; moving closes one membership and opens the next, whatever the
community, and the row of the person is the same. What an ID number says is never a key: it may be missing, change, and
stand with two people, which is shown as a contradiction and not refused. A merge and a death are one act each
(`PersonAct`): it keeps what it wrote and can be undone for a month, as long as nothing written since contradicts.
What slices above must end or carry hangs in `rules.TIES` and `rules.JOINTS`.
"""
