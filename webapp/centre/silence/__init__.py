"""没声音的地方 (S16): doors, buildings and groups nobody has heard from, weighed against their like.

Words: 没声音 silent, 听到过 heard (a voice, a relay by a neighbour, or a visit that met somebody), 和它一样的 its like,
去听听 go there.
Invariant: silence is no fault of a resident nor of a worker: it names a place to go to, never a person, and a group of
fewer than five households is not shown above the grid.
"""
