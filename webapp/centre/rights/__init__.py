"""个人信息的权利 (个人信息保护法 14–17, 44–50): anybody asks what is kept about them, without an account.

Words: 个人信息请求 request, 查询码 receipt code, 核对身份 identity check, 告知卡 notice card, 同意 consent, 封存 block.
Invariants: a request says nothing back about the register: before the identity is checked every page is the same for
whoever is in it and whoever is not. The identity is checked by a paper that was seen (no copy is kept) or by six digits
read out at the number the register already holds. Nothing is handed over, changed or blocked before that; a refusal
names its ground in the law and where to go on. Every act is a line of the history.
"""
