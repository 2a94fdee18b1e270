"""Ground floor: no word of the district in here.

Database, clock, ids, errors, forms, pages, words, secrets, history: what every slice stands on.
"""
