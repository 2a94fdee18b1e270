"""Who is who: the tree of units and its history, people with their posts, and what they are told."""
