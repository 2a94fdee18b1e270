"""Organisation: 区 district → 街道 street → 社区 community → 网格 grid → 微网格 micro-grid, with history.

Words: 组织单元 unit, 单元版本 unit version, 调整单 change order, 沿革 lineage, 主体 party.
Invariants: an id is never reused; a rename keeps it; a split or merge closes the old ids and links the new ones;
a path holds the ids above a unit, so one prefix is a whole subtree; only a move order rewrites it.
"""
