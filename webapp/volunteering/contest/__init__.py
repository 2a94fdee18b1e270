"""S12 金牌网格员: the yearly contest and the talent pool.

评选 contest · 标准 criteria · 推荐 nomination · 资格 eligibility · 环节 stage · 评委 judge · 回避 recusal ·
评分表 score sheet · 公示 notice · 异议 objection · 人才库 talent pool · 去向 outcome.
Criteria are outcomes and interviews with residents; votes, likes and app use cannot be entered as a criterion. Each
judge scores alone, never their own grid; with five judges the highest and the lowest fall away. Nothing here is a
public ranking: the notice names winners, the nominee alone sees the own scores. Winners enter the pool only when
they agree, and what becomes of them is told as "n of m on this day".
"""
