"""Who is who: the tree of units and its history, people with their posts and ways to sign in, what they are told, and
what the district has set.
"""
