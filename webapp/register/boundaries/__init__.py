"""Boundaries (S10, S14): the district draws the tree anew, and every door, post and shop follows on the same day.

Words: 机构 organisation, 调整单 change order, 更名 rename, 拆分 split, 合并 merge, 归属调整 move of placements.
Invariants: a change is dated, never in the future and never before the last one; a rename keeps the id; a split or
merge closes ids and links their successors; no door is without a grid for a day; those who served the old unit serve
its successor until the host decides otherwise.
"""
