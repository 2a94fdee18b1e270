"""Micro-gardens (S3 微花园): a patch of common ground, drawn into plots that residents keep.

Words: 微花园 garden, 地块 plot, 认养 keeping, 认养人 keeper, 共同认养人 co-keeper, 认养约定 agreement, 养护 care,
几天一护 care interval, 候补 waiting list, 名牌 sign.
Invariants: a plot has at most one keeping that runs; a keeping ends with a reason and stays; who waits is served in the
order of registration; a name is on a sign or a public page only while its owner agrees; care is a log.
"""
