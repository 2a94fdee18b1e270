"""The outbox and what belongs to it. Its own page holds no person: the phone fills it from its store."""

from typing import Any

from flask import Blueprint, Response, request, url_for

from webapp.centre.sync import (
    import_services,
    list_queries,
    merge_services,
    queries,
    registry,
    review_services,
    rules,
)
from webapp.centre.sync.forms import ChoiceOfTwoForm, ImportForm, SetAsideForm
from webapp.centre.sync.models import SyncReview
from webapp.core.data import db, ids
from webapp.core.forms.per_row import PerRow
from webapp.core.text.i18n import gettext
from webapp.core.web import page
from webapp.people.accounts import queries as accounts
from webapp.people.accounts.access import allow, current, shows_people
from webapp.people.accounts.permissions import Action
from webapp.people.lists import page_forms as lists

bp = Blueprint("outbox", __name__)
EMPTY = '{"fields":{}}'


@bp.get("/outbox")
@allow(Action.USE_OUTBOX)
@shows_people
def show() -> Response:
    return page.render("centre/sync/outbox.html")


@bp.get("/find")
@allow(Action.SEE_VISITS)
@shows_people
def find() -> Response:
    return page.render("centre/sync/find.html")


@bp.get("/outbox/file")
@allow(Action.USE_OWN_ACCOUNT)
def file() -> Response:
    return page.render("centre/sync/import.html", form=ImportForm(), taken=None)


@bp.post("/outbox/file")
@allow(Action.USE_OWN_ACCOUNT)
def hand_in() -> Response:
    form = ImportForm(request.files)
    if not form.validate():
        return page.render("centre/sync/import.html", form=form, taken=None, status=422)
    owner, records = import_services.open_file(db.session(), form.file.data.read())
    taken = import_services.take_file(owner, records)
    with db.transaction() as session:
        pictures = import_services.take_photos(session, owner, records)
        import_services.note(session, current(), owner, taken)
    return page.render("centre/sync/import.html", form=ImportForm(), taken=taken, owner=owner.name, pictures=pictures)


@bp.get("/phones")
@allow(Action.WATCH_PHONES)
def phones() -> Response:
    return lists.show(list_queries.OFFICE, "centre/sync/phones.html")


@bp.get("/sync/reviews")
@allow(Action.REVIEW_SYNC)
def reviews() -> Response:
    return _reviews()


@bp.post("/sync/reviews/<id:review_id>/taking")
@allow(Action.REVIEW_SYNC)
def take(review_id: str) -> Response:
    with db.transaction() as session:
        review_services.take(session, current(), queries.get_review(session, current(), review_id))
    return page.done(url_for("outbox.reviews"))


@bp.post("/sync/reviews/<id:review_id>/setting-aside")
@allow(Action.REVIEW_SYNC)
def set_aside(review_id: str) -> Response:
    form = SetAsideForm(request.form)
    review = queries.get_review(db.session(), current(), review_id)
    if not form.validate():
        return _reviews(form, review_id, status=422)
    with db.transaction() as session:
        review_services.set_aside(session, current(), review, note=form.note.data)
    return page.done(url_for("outbox.reviews"))


@bp.post("/sync/clashes/<id:clash_id>")
@allow(Action.REVIEW_SYNC)
def settle(clash_id: str) -> Response:
    form = ChoiceOfTwoForm(request.form)
    clash = queries.get_clash(db.session(), current(), clash_id)
    if not form.validate():
        return _reviews(status=422)
    with db.transaction() as session:
        merge_services.decide_clash(session, current(), clash, choose_mine=form.choice.data == "mine")
    return page.done(url_for("outbox.reviews"))


def _reviews(form: SetAsideForm | None = None, at: str = "", status: int = 200) -> Response:
    found = queries.list_reviews(db.session(), current())
    clashes = queries.list_clashes(db.session(), current())
    authors: set[str | None] = {one.account_id for one in found}
    names = accounts.names_of(db.session(), authors | {one.account_id for one in clashes})
    homes = queries.labels_of_homes(db.session(), current(), [*_homes_in(found), *(row.subject_id for row in clashes)])
    shown = [_shown(review, names, homes) for review in found]
    return page.render("centre/sync/reviews.html", reviews=shown, forms=PerRow(SetAsideForm, form, at), status=status,
                       clashes=[(row, names.get(row.account_id, ""), merge_services.sides(row)) for row in clashes],
                       homes=homes,
                       line_words=merge_services.LINE_WORDS)  # fmt: skip


def _homes_in(reviews: list[SyncReview]) -> list[str]:
    bodies = [rules.read_body(review.body or EMPTY) for review in reviews]
    return [home for body in bodies for home in body.get("household_id", []) if ids.is_id(home)]


def _shown(review: SyncReview, names: dict[str, str], homes: dict[str, str]) -> dict[str, Any]:
    """What was delivered, in the words of its own form; ids say nothing to a reader."""
    kind = registry.KINDS.get(review.kind)
    fields = (kind.read if kind else _as_is)(review.version, rules.read_body(review.body or EMPTY)) or {}
    form = kind.form() if kind else None
    order = [name for name in form._fields if name in fields] if form else list(fields)
    lines = [
        (str(form[name].label.text) if form else name, _words(form, name, values))
        for name, values in ((name, fields[name]) for name in order)
        if "".join(values) and not name.endswith("_id") and name not in ("photos", "base", "same_as")
    ]
    home = homes.get(next(iter(fields.get("household_id", [])), ""), "")
    said = kind.words if kind else review.kind
    return {"row": review, "who": names.get(review.account_id, ""), "kind": said, "lines": lines, "home": home}


def _as_is(_: int, fields: dict[str, list[str]]) -> dict[str, list[str]]:
    return fields


def _words(form: Any, name: str, values: list[str]) -> str:
    """A choice as its label says it."""
    offered = getattr(form[name], "choices", None) if form and name in form else None
    choices = {choice.value: choice.label for choice in offered or ()}
    return "，".join(gettext(str(choices[value])) if value in choices else value for value in values)
