"""The desk's lists (S16): every office list looks, turns, searches, exports and is worked on in one way.

Words: 清单 list, 看法 view, 标出来的 marked, 一起办 worked on together, 打印表 printed sheet.
Invariant: a list shows, exports and works on only rows its reader may see and act on one by one; work on the marked
ones is one job, each row in a transaction of its own, each with its result kept.
"""
