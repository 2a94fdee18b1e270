"""我的信息: for anybody, without an account. The notice, the request, and what the code opens.

Throttled by address, kept out of search engines; nothing here tells whether somebody is in the register."""

import json
from typing import Any

from flask import Blueprint, Response, request, url_for

from webapp.casework.cases import voice_queries
from webapp.centre.keeping.rules import GROUND_WORDS
from webapp.centre.rights import answer_services, code_rules, notice_queries, paper_rules, queries, services
from webapp.centre.rights.forms import AskForm, CodeForm, SheetForm, SpokenForm
from webapp.centre.rights.models import PersonRequest
from webapp.centre.rights.queries import Place
from webapp.core.data import db, ids
from webapp.core.files import spreadsheets, tables
from webapp.core.forms.form_posts import attempt
from webapp.core.text.context import beside
from webapp.core.text.i18n import N_, gettext
from webapp.core.time import clock
from webapp.core.trust import throttle
from webapp.core.web import page
from webapp.people.accounts.access import public

bp = Blueprint("my_information", __name__, url_prefix="/my-information")
LOOKS, ASKS, TRIES, TAKES = (60, 600), (6, 3600), (10, 900), (20, 3600)
WRONG_CODE = N_("没有这个查询码，请对一下再填。")
WRONG_DIGITS = N_("六位数不对，或过了半小时，或试了太多次。请社区再打一次电话。")
XLSX, JSON = "xlsx", "json"


@bp.get("")
@public
def start() -> Response:
    """Where to begin: one's own street door, or the code one was given."""
    form = CodeForm(request.args) if request.args.get("code") else CodeForm()
    if request.args.get("code"):
        _slow_down("look", LOOKS)
        code = code_rules.tidy(request.args["code"])
        if code and queries.is_known(db.session(), code):
            return page.done(url_for("my_information.receipt", code=code, door=request.args.get("door")))
        form.fail("code", gettext(WRONG_CODE))
    return _hidden(page.render("centre/rights/start.html", form=form, status=422 if form.errors else 200))


@bp.get("/door/<token>")
@public
def door(token: str) -> Response:
    _slow_down("look", LOOKS)
    found = queries.place_of_door(db.session(), token[:24])
    return _card(found, url_for("my_information.ask_at_door", token=token))


@bp.get("/at/<id:unit_id>")
@public
def at(unit_id: str) -> Response:
    _slow_down("look", LOOKS)
    ask_url = url_for("my_information.ask_at", unit_id=unit_id, door=request.args.get("door"))
    return _card(queries.place_of_unit(db.session(), unit_id), ask_url)


@bp.get("/door/<token>/request")
@public
def ask_at_door(token: str) -> Response:
    _slow_down("look", LOOKS)
    return _form(queries.place_of_door(db.session(), token[:24]), AskForm(id=ids.new()))


@bp.post("/door/<token>/request")
@public
def send_from_door(token: str) -> Response:
    return _send(queries.place_of_door(db.session(), token[:24]), token)


@bp.get("/at/<id:unit_id>/request")
@public
def ask_at(unit_id: str) -> Response:
    _slow_down("look", LOOKS)
    return _form(queries.place_of_unit(db.session(), unit_id), AskForm(id=ids.new()))


@bp.post("/at/<id:unit_id>/request")
@public
def send_from(unit_id: str) -> Response:
    return _send(queries.place_of_unit(db.session(), unit_id))


@bp.get("/receipt/<code>")
@public
def receipt(code: str) -> Response:
    _slow_down("look", LOOKS)
    return _receipt(code, SpokenForm(), said="said" in request.args)


@bp.post("/receipt/<code>/identity")
@public
def prove(code: str) -> Response:
    """Six digits that were read out at the number the register holds."""
    _slow_down("prove", TRIES)
    row, form = queries.request_by_code(db.session(), code), SpokenForm(request.form)
    if form.validate():
        with db.transaction() as session:  # a wrong try is counted, so nothing may take it back
            right = services.hear_code(session, row, form.digits.data or "")
        if right:
            return page.done(
                url_for("my_information.receipt", code=code_rules.tidy(code), door=request.args.get("door"))
            )
        form.fail("digits", gettext(WRONG_DIGITS))
    return _receipt(code, form, status=422)


@bp.post("/receipt/<code>/sheet")
@public
def take(code: str) -> Response:
    """What is kept, in clear: on the screen, as a workbook, as JSON, or as a page for paper. Each time is a line."""
    _slow_down("take", TAKES)
    way = SheetForm(request.form).way.data
    with db.transaction() as session:
        sheet = answer_services.open_sheet(session, None, queries.request_by_code(session, code))
    title = gettext("我的信息")
    if way == XLSX:
        content = tables.as_workbook(paper_rules.as_tables(sheet))
        return page.attachment(content, f"{title}.xlsx", spreadsheets.XLSX)
    if way == JSON:
        content = json.dumps(paper_rules.as_document(sheet), ensure_ascii=False, indent=1).encode()
        return page.attachment(content, f"{title}.json", "application/json")
    template = "centre/rights/sheet_paper.html" if way == "paper" else "centre/rights/sheet.html"
    response = page.render(template, sheet=sheet, ground_words=GROUND_WORDS, code=code_rules.tidy(code))
    response.headers["Cache-Control"] = "no-store"
    return _hidden(response)


@beside("directory.door")
def from_door(token: str) -> dict[str, Any]:
    return {"rights_url": url_for("my_information.door", token=token)}


@beside("my_information.door", "my_information.ask_at_door", "my_information.send_from_door")
def back(token: str) -> dict[str, Any]:
    return {"from_door": token}


@beside("directory.grid")
def from_grid(grid_id: str) -> dict[str, Any]:
    return {"rights_url": url_for("my_information.at", unit_id=grid_id)}


@beside("say.progress")
def from_receipt(receipt: str) -> dict[str, Any]:
    voice = voice_queries.voice_by_receipt(db.session(), receipt[:20])
    if voice is None:
        return {}
    return {"rights_url": url_for("my_information.at", unit_id=voice.community_id, door=request.args.get("door"))}


@beside("keeping.index")
def from_what_we_keep() -> dict[str, Any]:
    return {"rights_url": url_for("my_information.start")}


def _card(place: Place, ask_url: str) -> Response:
    shown = notice_queries.card(db.session(), place)
    return _hidden(page.render("centre/rights/notice.html", ask_url=ask_url, **shown))


def _form(place: Place, form: AskForm, status: int = 200) -> Response:
    return _hidden(page.render("centre/rights/ask.html", at=place, form=form, status=status))


def _send(place: Place, token: str | None = None) -> Response:
    _slow_down("look", LOOKS)
    form = AskForm(request.form)
    if not form.validate():
        return _form(place, form, 422)
    _slow_down("ask", ASKS)
    made = attempt(form, lambda session: services.ask(session, place, form.wish, id=form.id.data))
    if made is None:
        return _form(place, form, form.status)
    return page.done(url_for("my_information.receipt", code=made[1], said=1, door=token or request.args.get("door")))


def _receipt(code: str, form: SpokenForm, *, said: bool = False, status: int = 200) -> Response:
    session = db.session()
    row: PersonRequest = queries.request_by_code(session, code)
    found = queries.receipt(session, row, clock.today())
    return _hidden(
        page.render(
            "centre/rights/receipt.html", found=found, code=code_rules.tidy(code), form=form, said=said, status=status
        )
    )


def _hidden(response: Response) -> Response:
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def _slow_down(what: str, limit: tuple[int, int]) -> None:
    throttle.hit(f"rights-{what}:{request.remote_addr}", *limit)
