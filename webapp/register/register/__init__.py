"""Register (S1 采集): who lives where. Buildings, entrances, dwellings, households and residents.

Words: 楼栋 building, 单元门 entrance, 房屋 dwelling, 归属 placement, 户 household, 户主 householder, 居民 resident,
住户成员 household member, 商户 merchant, 从业人员 employee, 共建单位 partner, 重点户 key household.

Invariants: an entrance lies in exactly one grid on any day (placements have no gap and no overlap; the `grid_id` on
entrance, dwelling, household and resident is today's copy of it). A dwelling has at most one open household. A person
is separate from a residence: moving closes one membership and opens another. ID number, phone, health and political
status are sealed; the ID number is never a key. What is kept is found again: names by pairs of letters, pinyin,
initials; phones and ID numbers only as a whole, phones also by their last four digits, all three through an HMAC.
"""
