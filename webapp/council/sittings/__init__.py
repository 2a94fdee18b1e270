"""S7 “网格+”议事厅 while it sits: who is there, what is put to the vote, what is resolved.

Words: 到会 attendance mark, 法定人数 quorum, 表决 vote, 回避 recusal, 委托 proxy, 决议 resolution,
一句话 line, 说法 wording.
Invariants: marks, votes and wordings only grow; a vote freezes its electorate when it closes; every line typed is kept
as typed, whatever could or could not be read in it; two wordings of one line stand side by side until one is chosen.
"""
