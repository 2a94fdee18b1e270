"""网格时光机 (S16): how the district stood on any past day, and what its boundaries have done to the figures since.

Words: 那天 the day, 当时口径 as-was, 现行口径 as-is, 调整单 change order.
Invariant: nothing here is stored; a past day is read from versions, placements, posts and records that never change, so
the same day always tells the same.
"""
