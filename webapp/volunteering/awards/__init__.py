"""S11 星级: rule sets, rating rounds, awards, plaques, proofs of record.

评定办法 rule set · 评选 rating round · 名单 entry · 公示 notice · 异议 objection · 审定 decision · 申诉 appeal ·
撤销 revocation · 申报材料 application · 门牌 plaque · 记录证明 proof.
Hours come from the volunteers' service record and are frozen when a round is frozen: what is decided is what was
published. Nothing takes effect while an objection is open. A star is never lost for idleness, only for fraud and
only after the appeal. What a community may not grant it may not print: for such stars a round ends in an
application to the body that may.
"""
