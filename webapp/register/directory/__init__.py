"""Who is my grid worker (S15, S10): one public page, no sign-in, by door QR, by address, by list.

Words: 我的网格员 my grid worker, 门口二维码 door code, 空缺 vacancy, 值班电话 duty phone.
Invariants: shows who holds the post now, a stand-in before the one away; a vacant post shows the duty phone, never a
blank; work numbers only; a neighbour who volunteers is named only in part; nothing about residents is ever read here.
"""
