"""S11 证书: numbered papers that anyone can check.

证书 certificate · 编号 number · 作废 void · 换发 replacement · 核验 check · 批量打印 batch.
Kinds: 荣誉证书 honour, 星级志愿者门牌 plaque, 志愿服务记录证明 proof.
What a paper says is written once, when it is issued, and never read again from the rows it came from: a reprint
years later is the same file. Numbers have no gap within an issuer and year. Whoever decides an award is another
slice; this one only issues, prints, ends and checks.
"""
