"""Exchange with other people's platforms: cases in and out, the tree of units, counts. /api/v1, described by OpenAPI.

Words: 接口 interface, 钥匙 key (a token of one platform for one unit), 对方编号 the other side's number, 推送 delivery.
Invariants: a key sees its unit and what lies below, and only what its scopes say; the same number of the same key is
one case; nobody's name, phone or words leave by it, and no endpoint lists residents.
"""
