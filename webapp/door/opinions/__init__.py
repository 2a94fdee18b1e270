"""Opinion rounds (S3 征求意见): a question put to every household of some staircases, counted over all of them.

Words: 征询 round, 一户 line (of the frozen list), 户意见 ballot, 不在家 拒答 空置 已迁出 稍后 outcomes of a try,
答复码 code, 意见表 sheet, 四个比例 gate, 户意见以哪一份为准 decision.
Invariants: the list of households is frozen at opening and only its outcomes change; every ballot is kept and one is
valid for a household, a side and a question; what stands is worked out from the ballots in the order in which they were
given, so the order in which they arrive does not matter; the outcomes of a round, and of each building in it, add up to
the frozen count, and the database checks it; after counting nothing changes the result.
"""
