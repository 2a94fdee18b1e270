"""People who sign in, the posts they hold, what a post may do and which rows it reaches.

Words: 账号 account, 岗位 role, 任职 post, AB岗 cover, 交接单 handover, 登录设备 sign-in.
Invariants: every route has a door; every row is read through `within`; a post ends the minute it ends.
"""
