"""说件事: what anybody may say at a door without signing in, and how they see what became of it.

Words: 说件事 say, 回执号 receipt, 办到哪了 progress.
Invariants: throttled by address; a receipt cannot be guessed and shows no person, door or anybody's words; what a
stranger typed counts as a household only once a worker has confirmed it.
"""
