"""S9, the ledger: 爱心积分 points in double entry.

Words: 存折 passbook, 分录 posting, 一笔 entry, 批次 lot, 预留 hold, 冲正 reversal, 冲欠 debt, 计分规则 earn rule,
停兑 redemption stop, 对账 proof.
Invariants: every entry's postings sum to zero; available, held and owed never fall below zero; an entry is reversed
at most once and a hold ends once; entries and postings are never changed or deleted (the database refuses it);
hours live elsewhere and no act here touches them.
"""
