"""Compliance (减负合规): what two laws ask of this product, how each is held, and an audit that reads the code itself.

Words: 合规 compliance, 要求 demand, 减负开关 switch, 自查 self-audit, 说明过的 explained, 没说清的 open point.
Invariants: a demand without an answer does not exist; the audit reads the running addresses, the tables, the jobs, the
settings and the source, never a list kept by hand; a name that looks like counting people is open until a reason
stands beside it; anybody who works here may read the page; only the district turns a switch, never without a document.
"""
