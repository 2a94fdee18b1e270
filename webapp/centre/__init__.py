"""The overview: each post's home page, search, sync with phones, what is kept and how long, set-up and assessment."""
