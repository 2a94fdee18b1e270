"""事项清单 as a list of the office: a new line counts from today, a changed one is a version from today on."""

from typing import Any

from sqlmodel import Session

from webapp.casework.dispatch import duty_services
from webapp.core.text.i18n import N_
from webapp.core.time import clock
from webapp.people.accounts.permissions import Action
from webapp.people.org import queries as org
from webapp.register.intake.cell_rules import text
from webapp.register.intake.kind_rules import Field, Ground, Kind, Known, Values


def _survey(session: Session, unit_id: str) -> Ground:
    """One list a district, whoever of it brings it in."""
    top = org.ancestors(session, org.unit(session, unit_id))[0].id
    known = [
        Known(one.id, {"code": one.code, "name": one.name, "basis": one.basis, "department": one.department})
        for one in duty_services.standing(session, top)
    ]  # fmt: skip
    return Ground(top, known)


def _add(session: Session, actor: Any, ground: Ground, values: Values) -> None:
    duty_services.take_line(session, actor, ground.community_id, values, valid_from=clock.today())


def _change(session: Session, actor: Any, ground: Ground, known_id: str, changed: Values) -> None:
    there = next(one for one in ground.known if one.id == known_id)
    _add(session, actor, ground, there.values | changed)


DUTIES = Kind(
    "duties", N_("可以派给网格的事项清单"),
    N_("按编号认，今天起生效。整张换掉、停用清单里没有的，在“事项清单”页面上导。"),
    (
        Field("code", N_("编号"), required=True, example="JC-07", read=text(20, must=True)),
        Field("name", N_("事项"), required=True, example="独居老人走访", read=text(80, must=True), width=30),
        Field("basis", N_("依据"), required=True, example="区委办〔2026〕7号，第三条", read=text(200, must=True),
              width=40),
        Field("department", N_("责任部门"), example="民政局", read=text(60)),
    ),
    lambda values: [("duty", values["code"])], _survey, _add, _change, action=Action.KEEP_DUTIES, is_wide=True,
)  # fmt: skip
KINDS = (DUTIES,)
