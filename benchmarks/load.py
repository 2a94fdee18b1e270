"""A district's morning on PostgreSQL: grid workers' phones sync, hosts record, volunteers read, supervisors press, all
at once, through gunicorn as it is served, by locust.

`USERS=712 SECONDS=60` for a smaller one; the parts keep their shares. People act through the accounts of the demo, each
with a sign-in of their own.
"""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import time
from pathlib import Path
from typing import Any

from flask import Flask
from sqlmodel import Session, col, select

from benchmarks import _server, _stores, clock
from benchmarks.clock import Line, Times, going
from webapp import create_app
from webapp.casework.cases.models import GridCase
from webapp.casework.cases.rules import BEFORE_DONE
from webapp.core.config import Settings
from webapp.core.data import db
from webapp.core.time import clock as calendar
from webapp.council.councils import meeting_services, queries
from webapp.council.councils.models import AgendaLine, CouncilMeeting, CouncilSeries, MeetingState, Origin
from webapp.council.sittings import attendance_services, sitting_services
from webapp.council.sittings.models import MarkWay
from webapp.council.sittings.vote_rules import Stand
from webapp.people.accounts import queries as accounts
from webapp.people.accounts import services as account_services
from webapp.people.accounts.access import COOKIE
from webapp.people.accounts.models import Post, Role
from webapp.people.accounts.permissions import Action
from webapp.people.accounts.scope import within
from webapp.register.register.models import Household
from webapp.volunteering.volunteers import services as volunteers
from webapp.volunteering.volunteers.models import Volunteer

TITLE = "A district's morning on PostgreSQL: everybody at once, by locust (goal: errors 0)"
APART = True
SHARES = {"workers": 2000, "hosts": 100, "volunteers": 5000, "supervisors": 20}
USERS, SECONDS = int(os.environ.get("USERS", "7120")), int(os.environ.get("SECONDS", "200"))
SITTINGS, PAGES = 6, 100
People = dict[str, list[dict[str, Any]]]


def run() -> list[Line]:
    store = _stores.Store("PostgreSQL", Path())
    os.environ["FULLGRID_DATABASE"] = store.make("morning").replace("+psycopg", "")
    counts = {kind: max(1, share * USERS // sum(SHARES.values())) for kind, share in SHARES.items()}
    with _server.serving() as served:
        file = served.folder / "morning.json"
        going("everybody signs in", 0, 2)
        with _product(served) as app:
            file.write_text(json.dumps(_people(app, counts)))
        going(f"{sum(counts.values()):,} people, {SECONDS} s", 1, 2)
        return _table(_locust(served, file, counts))


@contextmanager
def _product(served: _server.Served) -> Iterator[Flask]:
    """The same database and keys as the server's."""
    url = os.environ["FULLGRID_DATABASE"].replace("postgresql://", "postgresql+psycopg://", 1)
    settings = Settings(folder=served.folder, database_url=url, testing=True)
    app = create_app(settings)
    with app.app_context():
        yield app
    app.extensions["engine"].dispose()


def _people(app: Flask, counts: dict[str, int]) -> People:
    with db.transaction() as session:
        found = {
            "workers": _workers(session), "hosts": _hosts(session), "volunteers": _volunteers(session),
            "supervisors": _supervisors(session),
        }  # fmt: skip
        made = {}
        for kind, every in found.items():
            wanted = [every[number % len(every)] for number in range(counts[kind])]
            made[kind] = [one | {"cookie": _signed(app, session, one["account"])} for one in wanted]
    _share_cases(made["supervisors"])
    return made


def _signed(app: Flask, session: Session, account_id: str) -> str:
    token = account_services.start_sign_in(session, account_id=account_id, device="load", shared=False)
    signer = app.session_interface.get_signing_serializer(app)  # type: ignore[attr-defined]
    return f"{app.config['SESSION_COOKIE_NAME']}={signer.dumps({COOKIE: token})}"


def _posts(session: Session, *roles: Role) -> list[tuple[str, str]]:
    query = select(Post.account_id, Post.unit_id).where(col(Post.role).in_(roles), col(Post.valid_to).is_(None))
    return [(str(account), str(unit)) for account, unit in session.exec(query.order_by(Post.account_id))]


def _workers(session: Session) -> list[dict[str, Any]]:
    found = []
    for account, unit in _posts(session, Role.GRID_WORKER):
        homes = session.exec(select(Household.id).where(Household.grid_id == unit).limit(200)).all()
        found += [{"account": account, "homes": list(homes)}] if homes else []
    return found


def _hosts(session: Session) -> list[dict[str, Any]]:
    """A few meetings of each council are open at once, so that not everybody writes into the same."""
    found = []
    for account, unit in _posts(session, Role.HOST):
        actor = accounts.actor_of(session, account).wearing(Action.HOLD_COUNCILS)
        series = session.exec(select(CouncilSeries).where(CouncilSeries.community_id == unit).limit(1)).first()
        for hour in range(SITTINGS if series else 0):
            assert series is not None
            meeting, line = _open(session, actor, series, time(8 + hour, 7))
            found.append({"account": account, "meeting": meeting.id, "line": line.id})
    return found


def _open(session: Session, actor: Any, series: CouncilSeries, at: time) -> tuple[CouncilMeeting, AgendaLine]:
    meeting = meeting_services.plan_meeting(session, actor, series, held_on=calendar.today(), starts_at=at)
    line = AgendaLine(meeting_id=meeting.id, position=2, origin=Origin.ADDED, title="东门路灯")
    session.add(line)
    meeting.state = MeetingState.ANNOUNCED
    session.flush()
    for sitter in queries.sitters(session, series.id, meeting.held_on):
        if sitter.seat.votes and sitter.party:
            attendance_services.mark(session, actor, meeting, sitter, stand=Stand.PRESENT, way=MarkWay.NAME)
    sitting_services.open_sitting(session, actor, meeting)
    sitting_services.turn_to(session, actor, meeting, line)
    return meeting, line


def _volunteers(session: Session) -> list[dict[str, Any]]:
    rows = session.exec(select(Volunteer).order_by(col(Volunteer.number)).limit(PAGES)).all()
    return [{"account": volunteers.open_page(session, None, row)} for row in rows]


def _supervisors(session: Session) -> list[dict[str, Any]]:
    return [{"account": account} for account, _ in _posts(session, Role.STREET, Role.DISTRICT)]


def _share_cases(people: list[dict[str, Any]]) -> None:
    """Those that may be pressed, none twice in a day: the narrowest reach takes its cases first, and who shares an
    account shares them out."""
    reach, dealt = {}, set()
    for account in {one["account"] for one in people}:
        actor = accounts.actor_of(db.session(), account).wearing(Action.SUPERVISE_CASES)
        query = within(
            select(GridCase.id).where(col(GridCase.state).in_(BEFORE_DONE), col(GridCase.handled_at).is_(None)),
            actor, GridCase.community_id,
        )  # fmt: skip
        reach[account] = list(db.session().exec(query).all())
    for account, within_reach in sorted(reach.items(), key=lambda one: len(one[1])):
        mine = [one for one in people if one["account"] == account]
        cases = [case for case in within_reach if case not in dealt]
        dealt.update(cases)
        for number, one in enumerate(mine):
            one["cases"] = cases[number :: len(mine)]


def _locust(served: _server.Served, file: Path, counts: dict[str, int]) -> dict[str, Any]:
    people = sum(counts.values())
    surroundings = os.environ | {"MORNING": str(file), "MORNING_SECONDS": str(SECONDS)}
    surroundings |= {f"MORNING_{kind.upper()}": str(count) for kind, count in counts.items()}
    library = os.pathsep.join([str(_server.ROOT), os.environ.get("LOAD_LIB", "")])
    command = [sys.executable, "-m", "locust", "-f", str(_server.ROOT / "benchmarks" / "_morning.py"), "--headless"]
    command += ["--host", served.url, "--users", str(people), "--spawn-rate", str(max(1, people * 2 / SECONDS))]
    command += [
        "--run-time",
        f"{SECONDS}s",
        "--stop-timeout",
        "60",
        "--only-summary",
        "--loglevel",
        "WARNING",
        "--json",
    ]
    subprocess.run(command, env=surroundings | {"PYTHONPATH": library}, stdout=subprocess.DEVNULL, check=False)
    told: dict[str, Any] = json.loads(file.with_suffix(".told").read_text())
    return told


def _table(told: dict[str, Any]) -> list[Line]:
    lines = []
    for name, milliseconds in sorted(told["times"].items()):
        times = Times([ms / 1000 for ms in milliseconds])
        lines.append(Line(name, {
            "requests": f"{len(milliseconds):,}", "errors": len(told["faults"].get(name, [])),
            "p50 ms": f"{times.median * 1e3:,.0f}", "p95 ms": f"{times.percentile(95) * 1e3:,.0f}",
            "max ms": f"{max(milliseconds):,.0f}",
        }))  # fmt: skip
    asked = sum(len(every) for every in told["times"].values())
    faults = [f"{name}: {words}" for name, every in told["faults"].items() for words in every]
    lines.append(Line("all", {"requests": f"{asked:,}", "errors": len(faults)}, f"{USERS:,} people, {SECONDS} s"))
    if faults:
        print(clock.as_markdown(lines), flush=True)
        raise AssertionError(f"{len(faults)} of {asked} requests failed, the first ones: {faults[:5]}")
    return lines
