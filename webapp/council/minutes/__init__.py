"""S7, on paper: the minutes of a council, from one source for three readers.

Words: 会议纪要 minutes, 异议 objection, 会签 signature, 定稿 final, 公开版 public version.
Invariants: the final body is locked with its hash; a later change is version 2 with a reason; what each reader sees
follows from the table of fields in redaction_rules and from nothing else.
"""
