"""Cases (S1, S2, S6, S7, S13, S16): every problem from the first voice to the proven solution.

Words: 事项 case, 声音 voice, 办理记录 act, 首接 first receiver, 牵头 lead, 协办 helper,
挂账 parking, 改期 extension, 回访 answer.
Invariants: distinct households are counted from voice rows; who handles does not verify; the first deadline is never
overwritten; overdue is derived, never stored; an ended case is only reopened, never edited; every change is an act.
"""
