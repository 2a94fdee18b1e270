"""Merchants and co-building units (S1, S4, S7): shops, who works in them, and the units that share
the work.

Words: 商户 merchant, 从业人员 employee, 共建单位 partner.
Invariants: a partner is always a party, because it can own what a council resolves; a shop becomes one when first
named. A shop is never deleted, it closes.
"""
