"""For anybody at the door: say it, get a receipt, see what became of it."""

from typing import Any

from flask import Blueprint, Response, request, url_for

from webapp.casework.cases import receipt_rules
from webapp.casework.catalogue import queries as catalogue
from webapp.core.data import db
from webapp.core.files import images
from webapp.core.forms.form_posts import attempt, did
from webapp.core.text.context import beside
from webapp.core.text.i18n import N_, gettext
from webapp.core.time import clock
from webapp.core.trust import throttle
from webapp.core.web import page
from webapp.core.web.errors import NotFound
from webapp.door.say import queries, rules, services
from webapp.door.say.forms import JudgeForm, ReceiptForm, SayForm
from webapp.people.accounts.access import public

bp = Blueprint("say", __name__)
SPEAKS, LOOKS, JUDGES = (6, 3600), (60, 600), (12, 3600)
SAID = "said"


@bp.get("/say/<token>")
@public
def say(token: str) -> Response:
    _slow_down("look", LOOKS)
    return _form(queries.door(db.session(), token[:24]), SayForm())


@bp.post("/say/<token>")
@public
def speak(token: str) -> Response:
    """Throttled by address: six in an hour is a lot for one household."""
    _slow_down("look", LOOKS)
    door, form = queries.door(db.session(), token[:24]), SayForm(request.form)
    if not form.validate():
        return _form(door, form, status=422)
    if not form.same_as.data and (near := queries.likely(db.session(), door.place, form.category.data or "")):
        return _form(door, form, near=near)
    _slow_down("say", SPEAKS)
    receipt = attempt(form, lambda session: services.speak_up(session, door, form.values, _pictures()))
    if receipt is None:
        return _form(door, form, status=422)
    return page.done(url_for("say.progress", receipt=receipt, said=1, door=token))


@bp.get("/progress")
@public
def ask() -> Response:
    """Type the receipt; a wrong one says so without telling what exists."""
    form = ReceiptForm(request.args) if request.args.get("receipt") else ReceiptForm()
    if request.args.get("receipt"):
        _slow_down("progress", LOOKS)
        receipt = receipt_rules.tidy_receipt(request.args["receipt"])
        if receipt and (queries.is_known(db.session(), receipt) or queries.is_lost(receipt)):
            return page.done(url_for("say.progress", receipt=receipt, door=request.args.get("door")))
        form.fail("receipt", gettext(N_("没有这个回执号，请对一下再填。")))
    return page.render("door/say/ask.html", form=form, status=422 if form.errors else 200)


@bp.get("/progress/<receipt>")
@public
def progress(receipt: str) -> Response:
    _slow_down("progress", LOOKS)
    return _progress(_tidy(receipt), JudgeForm(), said=SAID in request.args)


@bp.post("/progress/<receipt>/answer")
@public
def judge(receipt: str) -> Response:
    """解决了没有，满意不满意: by whoever holds the receipt, once each time it was handled."""
    _slow_down("judge", JUDGES)
    tidy, form = _tidy(receipt), JudgeForm(request.form)
    told: dict[str, Any] = {
        "is_solved": form.is_solved.data == "yes", "is_satisfied": form.is_satisfied.data == "yes",
        "words": form.words.data or "",
    }  # fmt: skip
    if did(form, lambda session: services.judge(session, tidy, **told)):
        return page.done(url_for("say.progress", receipt=tidy, door=request.args.get("door")))
    return _progress(tidy, form, status=form.status)


@beside("directory.door")
def public_form(token: str) -> dict[str, Any]:
    """The door's page shows a way to say something."""
    return {"public_form_url": url_for("say.say", token=token)}


@beside("say.say", "say.speak")
def back(token: str) -> dict[str, Any]:
    return {"from_door": token}


def _form(door: queries.Door, form: SayForm, near: Any = (), status: int = 200) -> Response:
    kinds = catalogue.list_categories(db.session(), clock.today())
    return page.render(
        "door/say/say.html", door=door, form=form, kinds=kinds, near=near, again=bool(_files()), status=status
    )


def _pictures() -> list[bytes]:
    """One more than allowed is read, so that the refusal can say so, and no more than a picture may weigh."""
    return [file.read(images.MOST_BYTES + 1) for file in _files()[: rules.MOST_PHOTOS + 1]]


def _files() -> list[Any]:
    """A browser sends an empty part for a field nobody filled."""
    return [file for file in request.files.getlist("photos") if file.filename]


def _tidy(receipt: str) -> str:
    tidy = receipt_rules.tidy_receipt(receipt)
    if not tidy:
        raise NotFound
    return tidy


def _progress(receipt: str, form: JudgeForm, said: bool = False, status: int = 200) -> Response:
    found = queries.progress(db.session(), receipt)
    response = page.render("door/say/progress.html", found=found, form=form, said=said, status=status)
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def _slow_down(what: str, limit: tuple[int, int]) -> None:
    throttle.hit(f"{what}:{request.remote_addr}", *limit)
