"""Which chapters there are, and which paragraph speaks of which page: a blueprint, or one endpoint where it differs."""

from collections.abc import Iterable

from webapp.core.text.i18n import N_
from webapp.people.accounts.models import Role

CHAPTERS = {
    "grid-worker": N_("网格员"),
    "host": N_("社区（居委会、议事厅）"),
    "liaison": N_("微网格长和联络员"),
    "volunteer": N_("志愿者"),
    "merchant": N_("商户"),
    "centre": N_("街道和区"),
    "administrator": N_("管理员"),
    "english": "English",
}

OWN = {
    Role.GRID_WORKER: "grid-worker", Role.HOST: "host", Role.COUNTER: "host", Role.MICRO_HEAD: "liaison",
    Role.LIAISON: "liaison", Role.VOLUNTEER: "volunteer", Role.STREET: "centre", Role.DISTRICT: "centre",
    Role.JUDGE: "centre", Role.AUDITOR: "centre",
}  # fmt: skip

PLACES: dict[str, str] = {
    # one's own
    "accounts": "account", "accounts.complaints": "complaints", "credentials": "account", "second": "account",
    "recovery": "account",
    "provider": "provider",
    "trust": "phones", "phone": "phones", "outbox": "offline", "outbox.reviews": "review", "outbox.phones": "phones",
    "notices": "desk", "digest": "desk", "desk": "desk", "lists": "lists", "search": "search",
    # doors and people
    "notes": "visit", "door_opinions": "opinions",
    "visits": "visit", "visits.today": "today", "visits.index": "visit", "register": "register",
    "residents": "register", "moves": "moves", "moves.arrivals": "arrivals", "moves.arrival": "arrivals",
    "twins": "twins", "deaths": "deaths",
    "merchants": "merchants", "partners": "merchants", "door_cards": "organisation",
    "door_tasks": "tasks", "requests": "requests", "liaisons": "field", "liaisons.told": "tell",
    "roster": "liaison-rounds", "organisation": "organisation", "intake": "intake", "office_lists": "intake",
    "sheet_columns": "intake", "exports": "exports", "people": "staff", "people.handovers": "handover",
    "staff": "staff", "slips": "staff",
    "rights": "rights", "rights_papers": "consents", "consents": "consents", "consents.blocked": "rights",
    "my_information": "rights",
    # problems and tasks
    "acts": "cases",
    "cases": "cases", "cases.late": "late", "oversight": "late", "ladder": "late", "catalogue": "catalogue",
    "workdays": "catalogue", "hazards": "report", "say": "cases", "tasks": "tasks", "task_answers": "tasks",
    "orders": "orders", "orders.new": "burden", "orders.matrix": "orders", "questionnaires": "orders",
    "routines": "orders", "duties": "duties", "assessment": "assessment", "score_rules": "assessment",
    "score": "score",
    # opinion rounds, gardens
    "opinions": "opinions", "opinion_desk": "rounds", "opinion_papers": "rounds", "gardens": "garden-plan",
    "plots": "gardens", "garden_papers": "garden-plan",
    # council
    "round_lines": "council",
    "councils": "council", "agendas": "council", "line_cases": "council", "seats": "seats", "sittings": "sitting",
    "resolutions": "sitting", "rooms": "sitting", "carried": "sitting", "hall_papers": "minutes",
    "minutes": "minutes", "boards": "minutes", "promises": "promises", "promise_supervision": "promises",
    # volunteers, points, shop, tools
    "volunteers": "volunteers", "activities": "volunteers", "departments": "volunteers",
    "attendance": "volunteers", "coming": "coming", "demands": "demands", "passbook": "passbook",
    "passbook.access": "sign-in-volunteer", "points": "points", "proof": "points", "counter": "points",
    "stock": "points", "upkeep": "points", "stock.loss_form": "lost-stall", "shop": "shop", "lending": "tool-station",
    "loans": "tool-station", "tool_shelf": "tool-station", "tool_upkeep": "tool-station", "tool_door": "tools",
    # the micro-platform
    "market_desk": "market-desk", "seekers": "market", "market_watch": "market-watch", "market_mine": "market",
    "market_shop": "shop-link",
    # stars, contest, papers
    "awards": "stars", "rating_rounds": "stars", "applications": "stars", "star_appeals": "my-stars",
    "publicity": "stars", "contest": "contest", "talents": "contest", "nominations": "contest", "judging": "contest",
    "certificates": "stars", "certificates.mine": "my-stars", "certificate_batches": "stars",
    # overview
    "dashboards": "history", "overview": "levels", "plan_marks": "levels", "timeline": "timeline", "silence": "silence",
    # the machine
    "compliance": "compliance", "readings": "readings", "checklist": "checklist",
    "setup": "first-hour", "settings": "settings", "machine": "machine", "machine.keys": "keys", "keys": "sealing",
    "interfaces": "interfaces",
}  # fmt: skip


def paragraph_of(endpoint: str) -> str:
    """Its own, else its blueprint's, else none."""
    return PLACES.get(endpoint) or PLACES.get(endpoint.split(".")[0], "")


def order(roles: Iterable[Role]) -> list[str]:
    """The reader's own chapters first."""
    own = list(dict.fromkeys(OWN[role] for role in roles))
    return [*own, *(name for name in CHAPTERS if name not in own)]
