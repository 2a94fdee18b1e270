"""志愿者 as a list of the office. Points and hours have lists of their own."""

from collections.abc import Iterator
from typing import Any

from sqlmodel import Session, col, select

from webapp.core.text.i18n import N_
from webapp.core.time import clock
from webapp.register.intake.cell_rules import born_on, day, phone, several, text
from webapp.register.intake.kind_rules import Field, Ground, Kind, Known, Values
from webapp.volunteering.volunteers import services
from webapp.volunteering.volunteers.forms import SKILL_WORDS
from webapp.volunteering.volunteers.models import Skill, Volunteer
from webapp.volunteering.volunteers.rules import ADULT_AGE, age
from webapp.volunteering.volunteers.services import Person

NO_CONSENT = N_("新的志愿者要本人同意，写“是”")
OWN_GUARDIAN = N_("监护人不能是本人")
NO_GUARDIAN = N_("未满 18 岁要写监护人的姓名和电话")
NO_SUCH_NUMBER = N_("没有这个编号；新的志愿者空着，编号由系统给")
SAME_NAME = N_("已经有几个%(name)s，写编号或手机号才分得清")
PERSON = ("name", "phone", "skills", "born_on", "guardian_name", "guardian_phone", "national_number")


def _survey(session: Session, community_id: str) -> Ground:
    query = select(Volunteer).where(Volunteer.community_id == community_id, col(Volunteer.left_on).is_(None))
    known = [
        Known(one.id, {
            "number": one.number, "name": one.name, "phone": one.phone,
            "skills": tuple(Skill(skill) for skill in one.skills), "born_on": one.born_on,
            "guardian_name": one.guardian_name or "", "guardian_phone": one.guardian_phone,
            "national_number": one.national_number or "", "joined_on": one.joined_on, "consent": "是",
        })
        for one in session.exec(query.order_by(col(Volunteer.number)))
    ]  # fmt: skip
    return Ground(community_id, known)


def _keys(values: Values) -> list[tuple[Any, ...]]:
    if values["number"]:
        return [("number", values["number"])]
    return [("person", values["name"], values["phone"])]


def _known_keys(values: Values) -> list[tuple[Any, ...]]:
    """A row of the file finds a volunteer by number, by name and phone, or by name alone."""
    return [("number", values["number"]), ("person", values["name"], values["phone"]), ("person", values["name"], None)]


def _check(ground: Ground, values: Values) -> Iterator[tuple[str, str, Values]]:
    numbers = {one.values["number"] for one in ground.known}
    namesakes = [one for one in ground.known if one.values["name"] == values["name"]]
    if values["number"] and values["number"] not in numbers:
        yield "number", NO_SUCH_NUMBER, {}
    elif not values["number"] and not values["phone"] and len(namesakes) > 1:
        yield "phone", SAME_NAME, {"name": values["name"]}
    elif not values["number"] and not any(_same(one, values) for one in namesakes):
        yield from _check_new(values)


def _same(known: Known, values: Values) -> bool:
    return values["phone"] is None or known.values["phone"] == values["phone"]


def _check_new(values: Values) -> Iterator[tuple[str, str, Values]]:
    if values["consent"] != "是":
        yield "consent", NO_CONSENT, {}
    minor = values["born_on"] is not None and age(values["born_on"], clock.today()) < ADULT_AGE
    if minor and not (values["guardian_name"] and values["guardian_phone"]):
        yield "guardian_name", NO_GUARDIAN, {}
    elif minor and values["guardian_name"] == values["name"]:
        yield "guardian_name", OWN_GUARDIAN, {}


def _add(session: Session, actor: Any, ground: Ground, values: Values) -> None:
    services.enrol(
        session, actor, Person(**{key: values[key] for key in PERSON}), community_id=ground.community_id,
        consent=values["consent"] == "是", joined_on=values["joined_on"],
    )  # fmt: skip


def _change(session: Session, actor: Any, ground: Ground, known_id: str, changed: Values) -> None:
    one = session.get_one(Volunteer, known_id)
    kept = {key: getattr(one, key) for key in PERSON} | {"document_number": one.document_number, "grid_id": one.grid_id}
    services.change(session, actor, one, Person(**kept | changed))


VOLUNTEERS = Kind(
    "volunteers", N_("志愿者"), N_("按编号认，没写编号的按姓名和手机号认；新的编号由系统给。"),
    (
        Field("number", N_("志愿者编号"), example="Z00001", read=text(20)),
        Field("name", N_("姓名"), required=True, example="刘淑珍", read=text(40, must=True)),
        Field("phone", N_("手机号"), example="13800000001", read=phone, is_private=True),
        Field("skills", N_("会什么"), example="维修、照护", read=several(SKILL_WORDS), words=SKILL_WORDS),
        Field("born_on", N_("出生日期"), example="1958-03-08", read=born_on),
        Field("guardian_name", N_("监护人姓名"), read=text(40)),
        Field("guardian_phone", N_("监护人电话"), read=phone, is_private=True),
        Field("national_number", N_("全国志愿者编号"), read=text(30)),
        Field("joined_on", N_("哪天加入的"), example="2026-03-05", read=day, is_fixed=True),
        Field("consent", N_("本人同意登记"), choices=("是",), example="是", read=text(1), is_fixed=True),
    ),
    _keys, _survey, _add, _change, _check, known_keys=_known_keys,
)  # fmt: skip
KINDS = (VOLUNTEERS,)
