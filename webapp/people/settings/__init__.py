"""What a district decides for itself, in one place, and what this database is for.

Words: 设置 setting, 安装 installation, 主办单位 owner.
Invariants: a change is a row and never overwritten; the newest row of a name counts, else the product's default.
"""
