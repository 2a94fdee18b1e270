"""The demo district: real divisions, invented people, a year of work; deterministic up to ids.

Each chapter is a module here with `tell(session, town)`; it may rely on the chapters before it.
`flask seed` tells them all; `flask seed --size city` makes a million residents instead.
"""

CHAPTERS = (
    "district",
    "register",
    "merchants",
    "visits",
    "estate",
    "boundaries",
    "councils",
    "cases",
    "case_turns",
    "volunteers",
    "points",
    "shop",
    "tools",
    "awards",
    "contest",
    "phones",
    "liaisons",
    "opinions",
    "gardens",
    "market",
    "persons",
    "dispatch",
    "assessment",
    "compliance",
    "readings",
    "machine",
    "rights",
)
