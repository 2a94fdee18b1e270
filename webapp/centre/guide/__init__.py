"""使用手册: one chapter a post, kept as Markdown in docs/guide, served at /help.

Words: 章 chapter, 段 paragraph.
Invariants: every place of the product has its paragraph (`rules.PLACES`), every paragraph is somebody's, and what a
paragraph calls by name stands on the screen under that name (tests/house/test_guide.py).
"""
