"""Search everywhere (S16): one line for doors, people, cases, promises, volunteers, papers, colleagues and pages.

Words: 到处找 search everywhere, 页面 page.
Invariant: it finds nothing that the list behind it would not show to the same person, and shows it no less masked.
"""
