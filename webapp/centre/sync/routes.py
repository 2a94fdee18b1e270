"""What phones fetch and deliver. Stored bodies hold no token, so these doors ask for a same-origin request instead."""

from datetime import UTC, datetime
from typing import Any

from flask import Blueprint, Response, jsonify, make_response, render_template, request
from flask import session as web_session

from webapp.centre.sync import (
    batch_services,
    garden_queries,
    phone_services,
    queries,
    rules,
    shells,
    task_queries,
    tidy_services,
    tool_queries,
)
from webapp.core.data import db, ids
from webapp.core.text.i18n import gettext, language
from webapp.core.time import clock
from webapp.core.web import assets, compression, user_agents
from webapp.core.web.errors import SignInNeeded, TooLarge
from webapp.core.web.guard import same_origin
from webapp.people.accounts import services as accounts
from webapp.people.accounts.access import (
    COOKIE,
    OUTBOX_COOKIE,
    Bearer,
    allow,
    current,
    current_or_none,
    has_outbox,
    note_reading,
    public,
)
from webapp.people.accounts.permissions import Action
from webapp.volunteering.certificates import queries as certificates
from webapp.volunteering.certificates import services as papers

bp = Blueprint("sync", __name__)
YEAR = 365 * 24 * 3600
NIGHTLY = tidy_services.tidy  # named here so that the clock knows it


@bp.post("/sync")
@same_origin
@public
def take() -> Response:
    """Whoever is signed in may deliver: one who has lost a post since still has what was captured before."""
    if COOKIE not in web_session:
        raise SignInNeeded  # a stranger waits for nobody's turn at writing
    raws = _told().get("records")
    if not isinstance(raws, list) or len(raws) > rules.MOST_RECORDS:
        raise TooLarge(limit=f"{rules.MOST_RECORDS}")
    sender = Bearer(web_session[COOKIE])
    answers = batch_services.take_all(sender, raws)
    sender.is_here()
    return _fresh(jsonify(results=answers))


@bp.post("/sync/hello")
@same_origin
@public
def hello() -> Response:
    """Our ping: answers with the nonce it was sent, the person's key and what the phone must know."""
    asked = _told()
    nonce = str(asked.get("nonce", ""))[:64]
    person = current_or_none()
    if person is None:
        return _fresh(make_response(jsonify(nonce=nonce, status=401, message=gettext("请先登录。")), 401))
    with db.transaction() as session:
        phone = phone_services.greet(
            session, person, device_id=_id(asked.get("device")),
            name=user_agents.describe(request.user_agent.string or ""),
            unsent=_count(asked.get("unsent")), oldest_at=_moment(asked.get("oldest")), wiped=bool(asked.get("wiped")),
        )  # fmt: skip
        if phone.wiped_at and asked.get("wiped") and person.sign_in_id:
            accounts.end_sign_in(session, person, person.sign_in_id)
        epoch = queries.epoch(session) or phone_services.renew_epoch(session)
    last = asked.get("last")
    answer = _fresh(jsonify(
        nonce=nonce, account=person.account_id, name=person.name, keys=phone_services.keys_of(person.account_id),
        hours=phone_services.OFFLINE_HOURS, epoch=epoch, time=int(clock.now().timestamp() * 1000),
        wipe=phone.is_lost, mirrors=_mirrors(person), ended=_ended(asked.get("ended")),
        known=not ids.is_id(last) or queries.knows_receipt(db.session(), person, str(last)),
    ))  # fmt: skip
    if person.works_with(Action.USE_OUTBOX) and OUTBOX_COOKIE not in request.cookies:
        answer.set_cookie(OUTBOX_COOKIE, "1", max_age=YEAR, samesite="Lax", httponly=True, secure=request.is_secure)
    return answer


@bp.post("/sync/leave")
@same_origin
@public
def leave() -> Response:
    """Signing out as a script does it, also long after the tap: a phone that was locked without a network tells us at
    its first contact, before any page is shown. Twice is once."""
    person = current_or_none()
    if person is not None:
        with db.transaction() as session:
            accounts.end_sign_in(session, person, person.sign_in_id or "")
    web_session.clear()
    answer = _fresh(jsonify(left=True))
    answer.headers["Clear-Site-Data"] = '"cache"'
    return answer


@bp.get("/sync/household")
@allow(Action.USE_OUTBOX)
def household() -> Response:
    """The worker's own grids: the buildings whose hash the phone does not name; and the goods of a stall."""
    time = int(clock.now().timestamp() * 1000)
    buildings = queries.grid_on_phone(db.session(), current())
    version = phone_services.grid_version(buildings)
    known = set(request.args.get("since", "").split(","))
    changed = [building for building in buildings if version[building["id"]] not in known]
    answer = jsonify(
        account=current().account_id, version=",".join(version.values()), all=list(version), buildings=changed,
        time=time, stall=queries.stall_on_phone(db.session(), current()),
        tools=tool_queries.tools_on_phone(db.session(), current()),
        stations=tool_queries.stations_on_phone(db.session(), current()),
        gardens=garden_queries.gardens_on_phone(db.session(), current()), **_tasks(request.args.get("tasks", "")),
    )  # fmt: skip
    named = [building["id"] for building in changed if any(home["people"] for home in building["households"])]
    note_reading("read_grid", "building", named, lasting=True, is_list=True)
    return compression.packed(_fresh(answer))


@bp.get("/sync/mirrors")
@allow(Action.USE_OUTBOX)
def mirrors() -> Response:
    found = queries.list_mirrors(db.session(), current())
    return _fresh(jsonify(mirrors=[{"id": row.id, "sealed": row.sealed} for row in found]))


@bp.post("/sync/mirrors/<id:draft_id>")
@same_origin
@allow(Action.USE_OUTBOX)
def mirror(draft_id: str) -> Response:
    """A draft as the phone sealed it; an empty one is a draft that is no more."""
    sealed = request.get_data(as_text=True)
    with db.transaction() as session:
        if sealed:
            phone_services.keep_mirror(session, current(), draft_id, sealed)
        else:
            phone_services.drop_mirror(session, current(), draft_id)
    return _fresh(jsonify(id=draft_id))


@bp.get("/sync/manifest")
@public
def manifest() -> Response:
    return compression.packed(_fresh(jsonify(shells.release())), tightly=True)


@bp.get("/sync/code/<name>.js")
@public
def code(name: str) -> Response:
    """The hash in the name keeps it for ever; an old name gets today's code but is not kept."""
    response = compression.packed(make_response(shells.code_text()), tightly=True)
    response.headers["Content-Type"] = "text/javascript; charset=utf-8"
    right = request.path == shells.code_url()
    response.headers["Cache-Control"] = "public, max-age=31536000, immutable" if right else "no-store"
    return response


@bp.get("/sw.js")
@public
def service_worker() -> Response:
    head = f'const RELEASE = "{shells.release()["release"]}";\nconst LIMIT = {shells.LIMIT_MS};\n'
    response = make_response(head + (assets.ROOT / "sw.js").read_text())
    response.headers["Content-Type"] = "text/javascript; charset=utf-8"
    response.headers["Cache-Control"] = "no-cache"
    return response


@bp.app_context_processor
def frame() -> dict[str, Any]:
    """Which script a page takes, and the pill that says what is still on the phone."""
    person = current_or_none()
    out = has_outbox(person)
    entering = request.endpoint in ("accounts.sign_in", "accounts.enter")
    script = shells.code_url() if out or entering else assets.static_url("js/app.js")
    return {"script_url": script, "offline": out, "outbox_url": "/outbox" if out else ""}


@bp.after_app_request
def sign(response: Response) -> Response:
    """By this the worker tells our pages from a hotel's."""
    response.headers.add("X-Fullgrid", "1")
    return response


def _tasks(known: str) -> dict[str, Any]:
    """The tasks of the grid with the sheets they ask, unless the phone has them as they are."""
    session = db.session()
    carried = task_queries.tasks_on_phone(session, current())
    sheets = {
        form_id: {
            "html": render_template("centre/sync/_sheet.html", sheet=sheet, version=version),
            "held": task_queries.held_keys(version.compiled),
        }
        for form_id, (version, sheet) in task_queries.sheets_of(session, carried, language()).items()
    }
    version = phone_services.hash_of([carried, sheets])
    return {"tasks_version": version, "tasks": None if version == known else {"tasks": carried, "sheets": sheets}}


def _ended(known: Any) -> dict[str, Any] | None:
    """The list of papers that no longer hold, unless the phone has this one."""
    session = db.session()
    return None if known == certificates.ended_version(session) else papers.whole_check_list(session)


def _mirrors(person: Any) -> list[str]:
    return [row.id for row in queries.list_mirrors(db.session(), person)]


def _fresh(response: Response) -> Response:
    response.headers["Cache-Control"] = "no-store"
    return response


def _told() -> dict[str, Any]:
    """JSON of any other shape says nothing."""
    told = request.get_json(silent=True)
    return told if isinstance(told, dict) else {}


def _id(raw: Any) -> str:
    return str(raw) if ids.is_id(raw) else ids.new()


def _count(raw: Any) -> int:
    return min(int(raw), 1_000_000) if isinstance(raw, int) and raw >= 0 else 0


def _moment(raw: Any) -> datetime | None:
    try:
        return datetime.fromisoformat(str(raw)).astimezone(UTC) if raw else None
    except (ValueError, OverflowError):
        return None
