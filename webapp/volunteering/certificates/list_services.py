"""What a desk does with many certificates: one file for the printer, or an end to each."""

from typing import Any

from sqlmodel import Session

from webapp.core.text.i18n import N_, gettext
from webapp.core.time import clock
from webapp.people.accounts.permissions import Action
from webapp.people.accounts.scope import Actor
from webapp.people.lists.rules import MarkedAct, add_act
from webapp.volunteering.certificates import batch_services, list_queries, queries, services
from webapp.volunteering.certificates.forms import EndForm
from webapp.volunteering.certificates.models import BatchForm


def _end(session: Session, actor: Actor, certificate_id: str, told: dict[str, Any]) -> None:
    services.end(session, actor, queries.get_certificate(session, actor, certificate_id), reason=told["reason"])


def _print(session: Session, actor: Actor, certificate_ids: list[str], told: dict[str, Any]) -> str:
    """One file where all are the same kind of paper, else one file each: no printer takes two sizes from one tray."""
    kinds = {paper.kind for paper in queries.by_ids(session, certificate_ids)}
    batch = batch_services.start_batch(
        session, actor, issuer_id=actor.hats[0].unit_id, title=gettext("标出来的 %(day)s", day=str(clock.today())),
        form=BatchForm.ONE_FILE if len(kinds) == 1 else BatchForm.ZIP, archive=False, certificate_ids=certificate_ids,
    )  # fmt: skip
    return f"/certificates/batches/{batch.id}"


PRINT = MarkedAct("print", N_("打印证书"), Action.ISSUE_CERTIFICATES, together=_print, icon="print")
END = MarkedAct("end", N_("作废"), Action.ISSUE_CERTIFICATES, _end, EndForm, icon="trash")
add_act(list_queries.OFFICE.name, END)
add_act(list_queries.OFFICE.name, PRINT)
