"""What I was told; and where a unit's group hears it too."""

from contextlib import suppress
from datetime import date, datetime
from typing import Any

from flask import Blueprint, Response, request, url_for

from webapp.core.data import db
from webapp.core.forms.form_posts import did
from webapp.core.text import cleaning
from webapp.core.text.i18n import gettext
from webapp.core.web import filters, page
from webapp.people.accounts.access import allow, current
from webapp.people.accounts.permissions import Action
from webapp.people.notices import queries, rules, services
from webapp.people.notices.forms import ChannelForm
from webapp.people.notices.models import ChannelKind, Delivery

bp = Blueprint("notices", __name__, url_prefix="/notices")


@bp.get("/")
@allow(Action.USE_OWN_ACCOUNT)
def index() -> Response:
    session, actor = db.session(), current()
    unread = queries.count_unread(session, actor.account_id)
    found = queries.list_notices(session, actor)
    snack = _snack(request.args.get("read"))
    return page.render("people/notices/index.html", notices=found, unread=unread, snack=snack, said=_said)


@bp.post("/<id:notice_id>/reading")
@allow(Action.USE_OWN_ACCOUNT)
def read(notice_id: str) -> Response:
    """Opens what the notice is about, and keeps that it was seen."""
    notice = queries.get_notice(db.session(), current(), notice_id)
    url = notice.url or url_for("notices.index")
    with db.transaction() as session:
        services.read_notice(session, queries.get_notice(session, current(), notice_id))
    return page.done(url)


@bp.post("/reading")
@allow(Action.USE_OWN_ACCOUNT)
def read_all() -> Response:
    with db.transaction() as session:
        at = services.read_all(session, current().account_id)
    return page.done(url_for("notices.index", read=at.isoformat()))


@bp.post("/reading/undoing")
@allow(Action.USE_OWN_ACCOUNT)
def unread() -> Response:
    """What 全部标成看过 marked is new again; asked twice it changes nothing."""
    if at := _moment(request.form.get("at")):
        with db.transaction() as session:
            services.unread_again(session, current().account_id, at)
    return page.done(url_for("notices.index"))


@bp.get("/channels")
@allow(Action.MANAGE_CHANNELS)
def channels() -> Response:
    return _channels(ChannelForm())


@bp.post("/channels")
@allow(Action.MANAGE_CHANNELS)
def open_channel() -> Response:
    form = _offered(ChannelForm(request.form))
    fine = did(
        form,
        lambda session: services.open_channel(
            session, current(), unit_id=form.unit_id.data, kind=ChannelKind(form.kind.data), name=form.name.data,
            key=form.key.data, secret=form.secret.data,
        ),
    )  # fmt: skip
    return page.done(url_for("notices.channels")) if fine else _channels(form, 422)


@bp.post("/channels/<id:channel_id>/closing")
@allow(Action.MANAGE_CHANNELS)
def close_channel(channel_id: str) -> Response:
    channel = queries.get_channel(db.session(), current(), channel_id)
    with db.transaction() as session:
        services.close_channel(session, current(), channel)
    return page.done(url_for("notices.channels"))


def _snack(given: str | None) -> dict[str, Any] | None:
    if not given or _moment(given) is None:
        return None
    return {
        "message": gettext("都标成看过了"), "undo_url": url_for("notices.unread"), "fields": {"at": given},
    }  # fmt: skip


def _said(sentence: str, details: dict[str, Any]) -> str:
    """In the reader's language, the words and days in it too: they were kept as the teller wrote them."""
    return gettext(cleaning.as_now(sentence), **{key: _spoken(value) for key, value in details.items()})


def _spoken(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    if rules.DAY.fullmatch(value):
        with suppress(ValueError):
            return filters.day(date.fromisoformat(value))
    return gettext(value)


def _moment(given: str | None) -> datetime | None:
    """None for what is no moment; without a zone it is none of ours."""
    try:
        at = datetime.fromisoformat(given or "")
    except ValueError:
        return None
    return at if at.tzinfo else None


def _channels(form: ChannelForm, status: int = 200) -> Response:
    found = queries.list_channels(db.session(), current())
    last = queries.last_deliveries(db.session(), [channel.id for channel, _ in found])
    return page.render(
        "people/notices/channels.html",
        channels=found,
        last=last,
        troubles=_troubles(last),
        form=_offered(form),
        kinds=rules.KIND_WORDS,
        status=status,
    )


def _troubles(last: dict[str, Delivery]) -> dict[str, str]:
    told = {channel_id: rules.trouble(one.error) for channel_id, one in last.items() if one.error}
    return {channel_id: gettext(words, **values) for channel_id, (words, values) in told.items()}


def _offered(form: ChannelForm) -> ChannelForm:
    form.unit_id.offer([(hat.unit_id, hat.unit_name) for hat in current().hats])
    return form
