"""操作记录 as a list of the desk: who did what to which row, newest first. It can be read and taken, never changed."""

from typing import Any

from sqlalchemy import or_, select
from sqlmodel import Session, col

from webapp.casework.cases.page_queries import REASONS
from webapp.centre.dashboards import object_queries
from webapp.centre.dashboards.object_rules import OBJECTS
from webapp.core.lists import list_cells as cells
from webapp.core.lists.listing import Cell, Column, Filter, Line, Listing, Order, Span, fixed
from webapp.core.text.i18n import N_, gettext
from webapp.core.trust import history_words
from webapp.core.trust.history import AuditLine
from webapp.people.accounts.models import Account
from webapp.people.accounts.permissions import Action
from webapp.people.accounts.scope import Actor, on_chains
from webapp.people.lists.rules import OfficeList, register
from webapp.people.org.models import Party

KINDS = [(kind, words) for kind, (words, _) in OBJECTS.items()]


def reach(query: Any, actor: Actor) -> Any:
    joined = (
        query.select_from(AuditLine)
        .outerjoin(Account, col(Account.id) == AuditLine.account_id)
        .outerjoin(Party, col(Party.id) == Account.party_id)
    )
    return on_chains(joined, actor)


def _about(session: Session, actor: Any, lines: list[Line]) -> list[Line]:
    """What each line is about, in words, a few statements for the whole page."""
    shown = [line.id for line in lines]
    query = select(AuditLine.id, AuditLine.kind, AuditLine.row_id).where(col(AuditLine.id).in_(shown))
    objects = object_queries.objects_of(session, actor, session.execute(query).all())
    filled = []
    for line in lines:
        kind, label = objects.get(line.id, ("—", ""))
        first, second, _, *rest = line.cells
        filled.append(line._replace(cells=(first, second, Cell(kind, label), *rest)))
    return filled


def _search(session: Session, actor: Any, words: str) -> Any:
    """By who did it, or by what it was called."""
    verbs = [verb for verb in history_words.WORDS if words in history_words.words(verb)]
    return or_(col(AuditLine.verb).in_(verbs), col(Party.name).startswith(words, autoescape=True))


def _reason(reason: str) -> Cell:
    return Cell(gettext(REASONS[reason]) if reason in REASONS else reason)


HISTORY = Listing(
    key=col(AuditLine.id),
    reach=reach,
    columns=(
        Column("verb", N_("做了什么"), (AuditLine.verb,), lambda verb: Cell(history_words.words(verb))),
        Column("who", N_("谁"), (Party.name, AuditLine.device), lambda name, device: Cell(name or "—")),
        Column("what", N_("对什么"), (), lambda: Cell("")),
        Column("reason", N_("原因"), (AuditLine.reason,), _reason),
        Column("hash", N_("校验"), (AuditLine.hash,), lambda full: Cell(full[:8], raw=full)),
        Column("at", N_("时间"), (AuditLine.at,), cells.moment, "at"),
    ),
    orders=(Order("at", N_("时间"), col(AuditLine.id), down=True),),
    filters=(
        Filter("kind", N_("对什么"), lambda session, actor: KINDS,
               lambda kind, actor: col(AuditLine.kind) == kind),
        fixed("which", N_("哪些"), {
            "acts": (N_("做过的事"), lambda: ~col(AuditLine.verb).startswith("read_")),
            "read": (N_("看过谁"), lambda: col(AuditLine.verb).startswith("read_")),
            "shown": (N_("看过敏感信息"), lambda: col(AuditLine.verb).startswith("reveal_")),
            "taken": (N_("导出和打印"), lambda: col(AuditLine.verb).in_(
                ("export_list", "take_export", "ask_export", "decide_export", "print_list", "print_batch",
                 "print_certificate")
            )),
            "posts": (N_("账号和岗位"), lambda: col(AuditLine.kind).in_(("account", "post", "sign_in", "handover"))),
        }, default="acts"),
    ),
    spans=(Span("on", N_("哪天"), col(AuditLine.at)),),
    search=_search,
    search_words=N_("谁，或者做了什么"),
    finish=_about,
)  # fmt: skip
OFFICE = register(
    OfficeList("history", N_("操作记录"), Action.SEE_HISTORY, HISTORY, "/history", "", names_people=True)
)
