"""公开板: what anybody may see without sign-in, and what an owner without an account does through a one-time link.

Words: 公开板 board, 楼栋码 building code, 一次性链接 one-time link.
Invariants: role words instead of names; no list of residents; links open one promise for one act and are throttled.
"""
