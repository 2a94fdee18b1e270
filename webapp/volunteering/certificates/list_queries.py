"""证书 as a list of the desk: one paper, one number; what ended stays in it."""

import json
import re
from datetime import date
from typing import Any

from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from webapp.core.lists import list_cells as cells
from webapp.core.lists.listing import Cell, Column, Filter, Listing, Order, Span, fixed, worded
from webapp.core.search.prefix_search import begins_with
from webapp.core.text.i18n import N_, gettext
from webapp.core.time import clock
from webapp.people.accounts import queries as accounts
from webapp.people.accounts.permissions import Action
from webapp.people.accounts.scope import Actor, on_ground
from webapp.people.lists.rules import OfficeList, register
from webapp.people.org import queries as org
from webapp.people.org.models import Party, Unit
from webapp.volunteering.certificates import rules
from webapp.volunteering.certificates.models import Certificate, CertificateEnd, EndKind

ISSUER = aliased(Unit)
YEARS = 8
RUNNING = re.compile("0*([0-9]{1,6})(-[0-9A-Z])?")


def reach(query: Any, actor: Actor) -> Any:
    joined = (
        query.select_from(Certificate)
        .outerjoin(CertificateEnd, col(CertificateEnd.certificate_id) == Certificate.id)
        .outerjoin(ISSUER, ISSUER.id == Certificate.issuer_id)
        .outerjoin(Party, col(Party.id) == Certificate.party_id)
    )
    return on_ground(joined, actor, col(Certificate.issuer_id))


def _search(session: Session, actor: Actor, words: str) -> Any:
    """By the beginning of its number, by its running number, or by the holder's name or initials."""
    places = accounts.communities_within(session, actor)
    if running := RUNNING.fullmatch(words.upper()):
        years = range(clock.today().year, clock.today().year - YEARS, -1)
        issued = col(Certificate.issuer_id).in_(places) & col(Certificate.year).in_(years)
        return issued & (col(Certificate.seq) == int(running[1]))
    if words[:1].isdecimal():
        return begins_with(Certificate.number, re.sub("[^0-9A-Z-]", "", words.upper()))
    return col(Certificate.party_id).in_(org.named(words, places))


def _name(said: str, number: str) -> Cell:
    return Cell(str(json.loads(said).get("name", "")), number)


def _level(said: str) -> Cell:
    level = str(json.loads(said).get("level") or "")
    return Cell(rules.level_words(level) if level else "")


def _issued(issued_on: date, reissued_on: date | None) -> Cell:
    again = gettext("补发于 %(day)s", day=cells.day(reissued_on).words) if reissued_on else ""
    return Cell(cells.day(issued_on).words, again, raw=issued_on)


def _end(kind: EndKind | None) -> Cell:
    if kind is None:
        return Cell(gettext(rules.VALID), tone="ok")
    return Cell(gettext(rules.END_WORDS[kind]), tone="red")


def _years(session: Session, actor: Actor) -> list[tuple[str, str]]:
    return [(str(year), str(year)) for year in range(clock.today().year, clock.today().year - YEARS, -1)]


CERTIFICATES = Listing(
    key=col(Certificate.id),
    reach=reach,
    columns=(
        Column("name", N_("发给谁"), (Certificate.said, Certificate.number), _name),
        Column("kind", N_("哪一种"), (Certificate.kind,), cells.worded(rules.KIND_WORDS)),
        Column("level", N_("几星"), (Certificate.said,), _level),
        Column("end", N_("还有效吗"), (CertificateEnd.kind,), _end),
        Column("issuer", N_("谁发的"), (ISSUER.name,), is_for=lambda actor: actor.is_wide),
        Column("on", N_("哪天发的"), (Certificate.issued_on, Certificate.reissued_on), _issued),
        Column("at", N_("记下"), (Certificate.issued_at,), cells.moment, "at"),
    ),
    orders=(Order("at", N_("记下"), col(Certificate.issued_at), down=True),),
    filters=(
        worded("kind", N_("哪一种"), col(Certificate.kind), rules.KIND_WORDS),
        fixed("end", N_("还有效吗"), {
            "valid": (rules.VALID, lambda: col(CertificateEnd.id).is_(None)),
            "void": (N_("作废"), lambda: col(CertificateEnd.kind) == EndKind.VOID),
            "replaced": (N_("已换发"), lambda: col(CertificateEnd.kind) == EndKind.REPLACED),
        }),
        Filter("year", N_("年份"), _years, lambda year, actor: col(Certificate.year) == int(year)),
    ),
    spans=(Span("on", N_("哪天发的"), col(Certificate.issued_on), is_moment=False),),
    search=_search,
    search_words=N_("编号、姓名或拼音首字母"),
)  # fmt: skip
OFFICE = register(
    OfficeList("certificates", N_("证书"), Action.SEE_CERTIFICATES, CERTIFICATES, "/certificates/", "/certificates/",
               opens_beside=True)
)  # fmt: skip
