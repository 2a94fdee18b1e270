"""The catalogue as a list of the office: what differs from today's becomes a version from tomorrow on."""

from datetime import timedelta
from typing import Any

from sqlmodel import Session

from webapp.casework.catalogue import queries, rules, services
from webapp.casework.catalogue.models import CategoryKind, Evidence
from webapp.core.text.i18n import N_, listed
from webapp.core.time import clock
from webapp.core.time.deadlines import TimeUnit
from webapp.people.accounts.permissions import Action
from webapp.register.intake.cell_rules import BadCell, choice, text, whole
from webapp.register.intake.kind_rules import Field, Ground, Kind, Known, Values

BAD_CODE = N_("代码只能用字母和数字")
KINDS_SAID = {CategoryKind(key): words for key, words in rules.KIND_NAMES.items()}
UNITS_SAID = {TimeUnit(key): words for key, words in rules.UNIT_NAMES.items()}
PROOFS_SAID = {Evidence(key): words for key, words in rules.EVIDENCE_NAMES.items()}
LEVELS_SAID = {words: level for level, words in rules.LEVEL_NAMES.items()}
HARMFUL = ("是", "否")


def _code(cell: str, today: Any) -> str:
    code = text(20, must=True)(cell, today).upper()
    if not (code.isascii() and code.isalnum()):
        raise BadCell(BAD_CODE)
    return code


def _one_of(words: tuple[str, ...], must: bool = False) -> Any:
    def read(cell: str, today: Any) -> str:
        said = text(20, must=must)(cell, today)
        if said and said not in words:
            raise BadCell(N_("“%(given)s”不在可选的里面：%(choices)s"), given=said, choices=listed(words))
        return said

    return read


def _survey(session: Session, unit_id: str) -> Ground:
    """As it will stand tomorrow: an import of today is already in it."""
    known = [
        Known(one.id, {
            "code": one.code, "kind": one.kind, "name": one.name, "level": rules.LEVEL_NAMES[one.level],
            "limit_amount": one.limit_amount, "limit_unit": one.limit_unit, "contact_hours": one.contact_hours,
            "evidence": one.evidence, "is_harmful": HARMFUL[0] if one.is_harmful else HARMFUL[1],
        })
        for one in queries.list_categories(session, _tomorrow())
    ]  # fmt: skip
    return Ground(unit_id, known)


def _add(session: Session, actor: Any, ground: Ground, values: Values) -> None:
    told = values | {
        "level": LEVELS_SAID[values["level"]], "is_harmful": values["is_harmful"] == HARMFUL[0],
        "contact_hours": values["contact_hours"] or 24, "evidence": values["evidence"] or Evidence.WORDS,
    }  # fmt: skip
    services.begin_version(session, actor, told, position=len(ground.known) + 1, valid_from=_tomorrow())


def _change(session: Session, actor: Any, ground: Ground, known_id: str, changed: Values) -> None:
    there = next(one for one in ground.known if one.id == known_id)
    _add(session, actor, ground, there.values | changed)


def _tomorrow() -> Any:
    return clock.today() + timedelta(days=1)


CATALOGUE = Kind(
    "catalogue", N_("事项目录"), N_("按代码认。和现在不一样的，明天起按新的算；今天的事还按旧目录。"),
    (
        Field("code", N_("代码"), required=True, example="LIGHT", read=_code),
        Field("kind", N_("类型"), choices=tuple(KINDS_SAID.values()), required=True, example="隐患",
              read=choice(KINDS_SAID), words=KINDS_SAID),
        Field("name", N_("名称"), required=True, example="路灯、楼道灯", read=text(40, must=True)),
        Field("level", N_("等级"), choices=tuple(LEVELS_SAID), required=True, example="网格自办",
              read=_one_of(tuple(LEVELS_SAID), must=True)),
        Field("limit_amount", N_("时限"), required=True, example="5", read=whole(1, 1000, must=True)),
        Field("limit_unit", N_("时限单位"), choices=tuple(UNITS_SAID.values()), required=True, example="工作日",
              read=choice(UNITS_SAID), words=UNITS_SAID),
        Field("contact_hours", N_("几小时内联系"), example="24", read=whole(1, 1000)),
        Field("evidence", N_("办好时要"), choices=tuple(PROOFS_SAID.values()), example="一句话",
              read=choice(PROOFS_SAID, must=False), words=PROOFS_SAID),
        Field("is_harmful", N_("少见但有危险"), choices=HARMFUL, example="否", read=_one_of(HARMFUL)),
    ),
    lambda values: [("category", values["code"])], _survey, _add, _change,
    action=Action.CHANGE_CATALOGUE, is_wide=True,
)  # fmt: skip
KINDS = (CATALOGUE,)
