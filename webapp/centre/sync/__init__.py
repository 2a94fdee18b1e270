"""离线 offline: what phones send and fetch. Nothing typed is lost, doubled or falsely called sent.

待发送 outbox · 收到 receipt · 待核 review (kept for the community, its author has moved) · 两份都留 clash.
Invariants: one row a record id, whatever is repeated; a receipt is written in the record's own transaction and
carries the hash of what was stored; other content under a known id is kept beside it, never over it.
"""
