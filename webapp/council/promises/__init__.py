"""S7, after the meeting: what was promised, by whom, until when, and whether it was kept.

Words: 议定事项 promise, 认领人 owner, 盯办人 watcher, 督办人 supervisor, 验收人 verifier, 期限 deadline,
改期 extension, 逐栋清单 part, 催办 nudge, 督办单 supervision order, 公开板 board.
Invariants: the first deadline never changes; the verifier is never the owner; a counted deliverable is rows, never a
percent, and its rows are not deleted; a promise is one row for life, carried from month to month without copying.
"""
