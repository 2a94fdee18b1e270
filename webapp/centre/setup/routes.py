"""The set-up: code, district, first account, recovery codes. Gone once somebody can sign in."""

from typing import Any

from flask import Blueprint, Response, current_app, redirect, request, session, url_for
from werkzeug.datastructures import CombinedMultiDict

from webapp.centre.setup import queries, rules, services
from webapp.centre.setup.forms import CodeForm, DistrictForm, FileForm, FoundForm, found_form
from webapp.core.data import db
from webapp.core.files.spreadsheets import MAX_BYTES, NotATable, decoded
from webapp.core.forms.form_posts import attempt, did
from webapp.core.text.i18n import N_, gettext, listed
from webapp.core.trust import throttle, vault
from webapp.core.web import page
from webapp.people.accounts.access import public, sign_in_browser
from webapp.people.org.import_services import BadDivisions
from webapp.people.org.models import UnitKind
from webapp.people.settings import queries as settings

bp = Blueprint("setup", __name__, url_prefix="/setup")
ASK_NOBODY = ("health.", "assets", "static")  # also while the database is away
CODE, MOST = "setup_code", 20
TRIES, WINDOW = 5, 15 * 60
OPEN = ("setup.", "assets", "static", "health.", "keeping.", "accounts.display", "trust.", "guide.", "api.")
WHICH = N_("表里有 %(count)s 个区，请写上是哪一个的编码：%(names)s")
NONE_IN_IT = N_("表里没有一行是区（level 写 district）。")


@bp.before_app_request
def lead_to_setup() -> Response | None:
    """Until somebody can sign in there is nothing else to see; asked once a process afterwards never again."""
    if current_app.extensions.get("set_up") or (request.endpoint or "").startswith(ASK_NOBODY):
        return None
    if queries.is_set_up(db.session()):
        vault.reload()  # another process may have founded it, and chosen what it hashes with
        found = settings.installation(db.session())
        current_app.extensions["set_up"] = "plain" if found is None else "demo" if found.is_demo else "own"
        return None
    if _is_left_alone(request.endpoint or ""):
        return None
    return redirect(url_for("setup.index"), 303)  # type: ignore[return-value]


def _is_left_alone(endpoint: str) -> bool:
    return not endpoint or (endpoint.startswith(OPEN) and endpoint != "dashboards.home")


@bp.get("/")
@public
def index() -> Response:
    """The link in the terminal brings the code along."""
    services.require_open(db.session())
    if _unlocked():
        return redirect(url_for("setup.account" if queries.district(db.session()) else "setup.district"), 303)  # type: ignore[return-value]
    return page.render("centre/setup/code.html", form=CodeForm(code=request.args.get("code")))


@bp.post("/code")
@public
def unlock() -> Response:
    services.require_open(db.session())
    form = CodeForm(request.form)
    throttle.hit(f"setup:{request.remote_addr}", TRIES, WINDOW)
    if not did(form, lambda reading: services.check_code(reading, form.code.data)):
        return page.render("centre/setup/code.html", form=form, status=form.status)
    session[CODE] = form.code.data
    return page.done(url_for("setup.index"))


@bp.get("/district")
@public
def district() -> Response:
    if (locked := _locked()) is not None:
        return locked
    chosen = queries.district(db.session())
    return _district(DistrictForm(code=chosen.code if chosen else None), FileForm())


@bp.post("/district")
@public
def choose() -> Response:
    if (locked := _locked()) is not None:
        return locked
    form = _offered(DistrictForm(request.form))
    if did(form, lambda writing: services.choose_district(writing, rules.built_in(), form.code.data)):
        return page.done(url_for("setup.account"))
    return _district(form, FileForm(), form.status)


@bp.post("/divisions")
@public
def bring() -> Response:
    if (locked := _locked()) is not None:
        return locked
    form = FileForm(CombinedMultiDict((request.files, request.form)))
    problems: list[str] = []
    if form.validate() and (text := _text(form)) and _one_of(form, text):
        try:
            with db.transaction() as writing:
                services.choose_district(writing, text, form.code.data or "")
            return page.done(url_for("setup.account"))
        except (BadDivisions, services.NoDistrict) as refusal:
            form.fail(refusal.field or "file", refusal.sentence())
            problems = refusal.lines()[:MOST] if isinstance(refusal, BadDivisions) else []
    return _district(DistrictForm(), form, 422, problems)


@bp.get("/account")
@public
def account() -> Response:
    if (locked := _locked(needs_district=True)) is not None:
        return locked
    site = request.host_url.rstrip("/") if request.is_secure else ""
    return _account(found_form(site=site))


@bp.post("/account")
@public
def found() -> Response:
    if (locked := _locked(needs_district=True)) is not None:
        return locked
    form = found_form(request.form)
    first = services.FirstAccount(
        form.name.data or "", form.login.data or "", form.password.data or "", form.phone.data
    )  # fmt: skip
    keys, family = current_app.config["SETTINGS"].keys_folder, form.family if vault.is_own_ring() else None
    made = attempt(form, lambda writing: services.found(writing, first, form.told, keys=keys, family=family))
    if made is None:
        return _account(form, form.status)
    sign_in_browser(made.account_id, shared=False)
    return page.render("people/credentials/codes.html", codes=made.codes, onward=url_for("checklist.index"), first=True)


def _unlocked() -> bool:
    return bool(session.get(CODE)) and services.code_fits(db.session(), session[CODE])


def _locked(*, needs_district: bool = False) -> Response | None:
    """Where to go instead, when the code has not been told or the district is not chosen."""
    services.require_open(db.session())
    if not _unlocked():
        return page.done(url_for("setup.index"))
    if needs_district and queries.district(db.session()) is None:
        return page.done(url_for("setup.district"))
    return None


def _text(form: FileForm) -> str:
    try:
        return decoded(form.file.data.stream.read(MAX_BYTES)).lstrip("\ufeff")
    except NotATable as refusal:
        form.fail("file", refusal.sentence())
        return ""


def _one_of(form: FileForm, text: str) -> bool:
    """A file of one district needs no code; of several, the code says which."""
    found = rules.districts(text)
    if len(found) == 1 and not form.code.data:
        form.code.data = found[0].code
    elif not found:
        form.fail("file", gettext(NONE_IN_IT))
    elif not form.code.data:
        names = listed(f"{one.code} {one.name}" for one in found[:20])
        form.fail("code", gettext(WHICH, count=len(found), names=names))
    return bool(form.code.data)


def _offered(form: DistrictForm) -> DistrictForm:
    form.code.offer((one.code, one.name) for one in rules.districts(rules.built_in()))
    return form


def _district(form: DistrictForm, file_form: FileForm, status: int = 200, problems: Any = ()) -> Response:
    return page.render(
        "centre/setup/district.html", form=_offered(form), file_form=file_form, problems=problems,
        chosen=queries.district(db.session()), status=status,
    )  # fmt: skip


def _account(form: FoundForm, status: int = 200) -> Response:
    counts = queries.counts(db.session())
    return page.render(
        "centre/setup/account.html", form=form, district=queries.district(db.session()),
        streets=counts.get(UnitKind.STREET, 0), communities=counts.get(UnitKind.COMMUNITY, 0), status=status,
        may_choose=vault.is_own_ring(), is_sm=vault.is_sm(),
    )  # fmt: skip
