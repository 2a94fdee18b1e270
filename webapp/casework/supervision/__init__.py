"""Supervision (S7, S13, S16): nobody has to remember what is late.

Words: 督办 supervision, 提醒 remind, 到期 due, 催办 press, 督办单 order, 上报 escalate, 催一下 nudge, 三率 three rates.
Invariants: a step is taken once per deadline; after an outage only the newest step is sent; what is waiting to be
checked, parked or standing still is not pressed; a rate never stands without the share that was reached.
"""
