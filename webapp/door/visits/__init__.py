"""Door to door (S1): one knock, one row. 走到一户，亮一盏灯.

Words: 走访 visit, 结果 outcome, 都好 fine, 有事 something, 没人在 nobody, 不方便 declined, 一轮 round.
Invariants: a visit is a log, two workers at one door leave two rows; the row's id is made where the tap was, so
the same tap sent again is the same row; an undo is a withdrawal, never a delete;
no photo, place or track is asked.
"""
