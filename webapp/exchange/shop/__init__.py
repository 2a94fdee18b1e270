"""S9, the shop: 爱心积分兑换超市.

Words: 货品 goods, 价 price (in points, with dates), 库存流水 stock move, 兑换单 order, 取货码 pick-up code,
前台 counter, 盘点 stocktake, 兑换日 market day, 捐赠方 donor, 配货 allocation (for a counter without network).
Invariants: an order holds points and stock in one transaction or does not exist; free, held and allotted never fall
below zero; points held equal the open orders; a counter offline sells only what was allotted to it beforehand.
"""
