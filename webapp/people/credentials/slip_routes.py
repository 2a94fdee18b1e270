"""登录条: a slip for one person, or a sheet of them for everybody who has not come yet."""

from flask import Blueprint, Response, render_template, request, url_for

from webapp.core.data import db
from webapp.core.paper import pdf, qr
from webapp.core.text.i18n import gettext
from webapp.core.time import clock
from webapp.core.web import page, site_address
from webapp.core.web.errors import NotFound
from webapp.people.accounts import queries as accounts
from webapp.people.accounts import services
from webapp.people.accounts.access import allow, current
from webapp.people.accounts.models import Account
from webapp.people.accounts.permissions import Action
from webapp.people.credentials import invitation_services, queries
from webapp.people.credentials.rules import SLIP_DAYS

bp = Blueprint("slips", __name__, url_prefix="/people")
MOST = 300  # one PDF; print the rest afterwards


@bp.get("/slips")
@allow(Action.MANAGE_ACCOUNTS)
def index() -> Response:
    rows = queries.never_came(db.session(), current())
    return page.render("people/credentials/slips.html", rows=rows, most=MOST)


@bp.post("/slips")
@allow(Action.MANAGE_ACCOUNTS)
def sheet() -> Response:
    """A POST, because the slips printed before open nothing from now on."""
    wanted = set(request.form.getlist("account"))
    rows = [row for row in queries.never_came(db.session(), current()) if not wanted or row[0] in wanted][:MOST]
    if not rows:
        raise NotFound
    slips = []
    with db.transaction() as session:
        for account_id, name, login, unit, _ in rows:
            token = invitation_services.invite(session, current(), session.get_one(Account, account_id))
            slips.append(_slip(name, login, unit, token))
    return _paper(slips)


@bp.post("/<id:account_id>/slip")
@allow(Action.MANAGE_ACCOUNTS)
def one(account_id: str) -> Response:
    """For a newcomer, or for who has forgotten: the old password stays until the slip is used."""
    account = _account(account_id)
    names = accounts.names_of(db.session(), {account.id})
    with db.transaction() as session:
        token = invitation_services.invite(session, current(), account)
    return page.render(
        "people/credentials/slip.html",
        slip=_slip(names.get(account.id, ""), account.login, "", token),
        back=request.path,
    )


@bp.post("/<id:account_id>/sign-ins/end")
@allow(Action.MANAGE_ACCOUNTS)
def end_sign_ins(account_id: str) -> Response:
    """A lost phone: every browser of this person is out at once."""
    account = _account(account_id)
    with db.transaction() as session:
        services.end_all_sign_ins(session, current(), account.id)
    return page.done(url_for("staff.index"))


def _account(account_id: str) -> Account:
    return accounts.get_account(db.session(), current(), account_id)


def _slip(name: str, login: str, unit: str, token: str) -> dict[str, object]:
    address = site_address.link("recovery.welcome", token=token)
    return {
        "name": name, "login": login, "unit": unit, "address": address,
        "code": qr.svg(address, gettext("第一次登录")),
        "until": clock.local(clock.now() + SLIP_DAYS).date(),
    }  # fmt: skip


def _paper(slips: list[dict[str, object]]) -> Response:
    html = render_template("people/credentials/slips_paper.html", slips=slips)
    return page.attachment(pdf.render_pdf(html, title="登录条"), "登录条.pdf", "application/pdf", inline=True)
