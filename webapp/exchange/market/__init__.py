"""微平台 (S4): the neighbourhood's shops look for hands and give discounts; neighbours who asked for it are matched.

Words: 招工 job, 优惠 offer, 一条 listing, 求职意向 seeker, 合适 match, 上岗 placement, 推荐 push, 投诉 complaint.
Invariants: nothing is public that the host has not read; a listing rests a week after its last confirmation and ends
thirty days after it was published; a phone is shown only once both have said yes, and for that listing only; who
withdraws is forgotten at once; nobody sees who declined; a closed or suspended shop shows nothing.
"""
