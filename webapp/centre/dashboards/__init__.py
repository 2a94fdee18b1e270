"""Home of each post (S16), and the frame's tabs: where a person starts and what is one tap away.

Words: 总览 overview, 今天 today, 我的 me.
Invariant: every post has a home that names its next step; a public figure below five is not shown.
"""
