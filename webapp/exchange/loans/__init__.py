"""S8, lending: 借用, 预约, 门禁卡.

Words: 借用 loan, 续借 renewal, 归还 return, 验 check, 预约 reservation, 到货待取 ready, 排队 queue, 门禁卡 access card,
查询码 code, 暂停借用 suspension, 投箱 box, 代借 proxy.
Invariants: one open loan a copy and one person a waiting copy, by partial unique indexes; a copy is free when it is in
use, within its inspection, not out, not waiting to be checked and not kept for somebody; a loan is due at the end of a
day its station is open; a card's number is kept as a keyed hash and nowhere else.
"""
