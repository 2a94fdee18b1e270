"""The desk in the morning (S16): what waits for me, and one counted sentence for each group.

Words: 等我办 waiting for me, 晨报 morning sentence.
Invariant: a thing waits here as long as its own rows say so; nothing is ticked off here alone.
"""
