"""Where a page belongs: which tab or room of the navigation is lit while it is open.

One table over the whole house: a blueprint, or one endpoint where it differs from its blueprint → the entries it may
stand under, the nearest first. The first one that the reader has is lit; 我的 where the reader has none of them.
`tests/centre/dashboards/test_places.py` walks the url map and fails on a page that is missing here.
"""

ME = "accounts.me"
COUNCIL, CASES, LATE, HOMES = "councils.index", "cases.index", "cases.late", "register.index"
STARS, CONTEST, PAPERS = "awards.index", "contest.index", "certificates.index"
OVERVIEW, WALK, FIELD = "overview.index", "visits.today", "liaisons.index"

HALL = (COUNCIL, CASES, "dashboards.history")  # who only looks in has no 议事厅 of their own

BELONGS: dict[str, tuple[str, ...]] = {
    "accounts": (ME,), "trust": (ME,), "phone": (ME,), "outbox": (ME,), "notices": (ME,), "digest": (ME,),
    "lists": (ME,), "guide": (ME,), "desk": (ME,), "search": (ME,), "credentials": (ME,), "second": (ME,),
    "people": ("staff.index",), "slips": ("staff.index",),
    "settings": ("settings.index",), "machine": ("machine.index",), "machine.changes": (ME,),
    "checklist": ("checklist.index",), "provider": (ME,), "recovery": (ME,), "score": (ME,),
    "keys": ("settings.index",), "keys.seal": (ME,),
    "interfaces": ("settings.index",),
    "compliance": ("compliance.index",), "readings": ("readings.index",),
    "dashboards": (OVERVIEW,), "overview": (OVERVIEW,), "plan_marks": (OVERVIEW,),
    "timeline": (OVERVIEW,), "silence": (OVERVIEW,),
    # doors and people
    "door_tasks": (WALK, "tasks.index", HOMES),
    "notes": (WALK, HOMES), "door_opinions": (WALK, HOMES),
    "visits": (WALK, HOMES, OVERVIEW), "register": (HOMES, WALK), "residents": (HOMES, WALK),
    "moves": (HOMES, WALK), "moves.arrivals": ("moves.arrivals", HOMES), "moves.arrival": ("moves.arrivals", HOMES),
    "twins": ("twins.index", HOMES), "deaths": (HOMES, WALK),
    "merchants": (HOMES, WALK), "partners": (HOMES, WALK), "door_cards": (HOMES, "organisation.index"),
    "organisation": ("organisation.index",), "intake": ("intake.index",), "office_lists": ("intake.index",),
    "sheet_columns": ("intake.index",),
    "exports": ("exports.index",), "rights": ("rights.index",), "rights_papers": ("rights.index",),
    "consents": (HOMES, WALK, "rights.index"), "consents.blocked": ("rights.index",),
    "requests": (FIELD, WALK, HOMES),
    "liaisons": (FIELD, "roster.index", HOMES), "roster": ("roster.index", FIELD, HOMES),
    # problems
    "cases": (CASES, LATE, OVERVIEW), "acts": (CASES, LATE, OVERVIEW),
    "cases.late": (LATE, CASES, OVERVIEW), "oversight": (LATE, CASES, OVERVIEW),
    "oversight.answers": ("oversight.answers", LATE, CASES), "attendance.services_done": ("attendance.services_done",),
    "oversight.rates": (OVERVIEW, LATE, CASES), "ladder": ("catalogue.index", LATE), "catalogue": ("catalogue.index",),
    "workdays": ("catalogue.index",), "hazards": (CASES, WALK, FIELD), "say": (CASES,),
    # tasks
    "tasks.every": ("tasks.every", "tasks.index"),
    "tasks": ("tasks.index", WALK, "orders.matrix"), "orders": ("orders.index",), "orders.matrix": ("orders.matrix",),
    "questionnaires": ("questionnaires.index", "orders.index"), "task_answers": ("tasks.index", WALK, "orders.index"),
    "routines": ("routines.index", "orders.index"), "duties": ("duties.index",),
    # assessment
    "assessment": ("assessment.index",), "score_rules": ("assessment.index", "score_rules.index"),
    "score_rules.classes": ("score_rules.classes",),
    # opinion rounds
    "opinions": ("opinions.index", WALK), "opinion_desk": ("opinions.index", WALK),
    "opinion_papers": ("opinions.index", WALK), "gardens": ("gardens.index", WALK), "plots": ("gardens.index", WALK),
    "garden_papers": ("gardens.index", WALK),
    # council
    "councils": HALL, "agendas": HALL, "line_cases": HALL, "seats": HALL, "sittings": HALL, "resolutions": HALL,
    "rooms": HALL, "carried": HALL, "hall_papers": HALL, "round_lines": HALL, "minutes": HALL, "boards": HALL,
    "promises": (*HALL, ME), "promise_supervision": (*HALL, ME),
    # volunteers, points, shop
    "volunteers": ("volunteers.index",),
    "activities": ("activities.index",), "departments": ("activities.index", "volunteers.index"),
    "attendance": ("activities.index", "attendance.waiting", "volunteers.index", "coming.index"),
    "coming": ("coming.index",), "demands": ("demands.index", "activities.index"), "passbook": ("passbook.mine",),
    "points": ("points.index", "counter.index"), "proof": ("proof.index", "points.index"),
    "counter": ("counter.index", "stock.index", "points.index"), "stock": ("stock.index", "counter.index"),
    "upkeep": ("stock.index", "counter.index", "points.index"), "shop": ("shop.index",),
    # tool station
    "lending": ("lending.index",), "loans": ("lending.index",),
    "tool_shelf": ("tool_upkeep.index",), "tool_upkeep": ("tool_upkeep.index", "tool_upkeep.use"),
    # the micro-platform
    "market_desk": ("market_desk.index", HOMES), "seekers": ("seekers.index", "market_desk.index"),
    "market_watch": ("market_watch.figures", OVERVIEW), "market_watch.floors": ("market_watch.floors", OVERVIEW),
    "market_watch.complaint": ("market_desk.index", HOMES), "market_watch.decide": ("market_desk.index", HOMES),
    "market_watch.readmit": ("market_desk.index", HOMES), "market_mine": (ME,),
    # stars, contest, papers
    "awards": (STARS,), "rating_rounds": (STARS,), "applications": (STARS,), "star_appeals": (STARS,),
    "publicity": (STARS, CONTEST), "contest": (CONTEST, "nominations.index"), "talents": ("talents.index", CONTEST),
    "talents.consent": (ME,), "nominations": ("nominations.index", CONTEST), "nominations.mine": (ME,),
    "judging": ("judging.index", CONTEST, STARS), "certificates": (PAPERS, ME), "certificate_batches": (PAPERS,),
}  # fmt: skip


def candidates(endpoint: str) -> tuple[str, ...]:
    """The page itself, then what it may stand under."""
    return (endpoint, *BELONGS.get(endpoint, BELONGS.get(endpoint.split(".")[0], ())))


def lit(endpoint: str, shown: set[str], own: set[str]) -> str:
    """Which of the shown entries is lit; `own` are the pages that live under 我的."""
    near = candidates(endpoint)[:1] if endpoint in own else candidates(endpoint)
    return next((one for one in near if one in shown), ME)
