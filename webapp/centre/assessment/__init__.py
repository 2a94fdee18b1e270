"""Assessment (S13): what a worker's solved problems are worth, worked out in the open and confirmed by a person.

Words: 考核 assessment, 得分条目 entry, 计分规则 score rule, 难度 difficulty, 考核月 period, 核对 check,
复核 re-check, 申诉 appeal, 确认 confirmation, 试算 what-if.
Invariants: entries only grow and each names one verified outcome; none is earned by a tap, a visit counted, a photo or
a sign-in; a locked month changes only by an entry of a later month; a person confirms, never the arithmetic alone
(个人信息保护法 24); nobody is ranked.
"""
