"""Task dispatch (S14): ask as little as possible of those who climb the stairs. 任务派发.

Words: 事项清单 duty list, 例行任务 routine, 专项任务 order, 任务 task (one order in one grid), 签收 sign,
退回 objection, 改期 extension, 改派 reassign, 合并 join, 撤回 withdraw, 负担 burden, 名册确认 confirmation.
Invariants: nothing is sent without an entry of the duty list that is in force or an emergency code; one task an order
and grid, one open task a routine and grid; who sends above the limit says why, and the grid reads it; what was answered
on an older form stays; captured before the due instant is in time, whenever it arrives; a missed routine is recorded,
not carried along; every step is a line of `task_act`, which only grows.
"""
