"""公示: a list is shown to everyone before it takes effect, and anybody may object.

Words: 公示 public notice, 名单 content, 异议 objection, 核实 finding, 公示期 from `starts_on` to `ends_on`.
Invariants: what hangs is a copy with its hash, names masked unless their owner agreed; the last day counts working
days only; a decision that rests on a notice waits for its end and for every answer; an objection names its author or
not, as they like. Who may be on a list and what an upheld objection changes is the upper slice's to say.
"""
