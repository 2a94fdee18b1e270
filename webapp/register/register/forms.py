"""Shapes of what is typed about households and people. A sealed field left blank stays as it is."""

from collections.abc import Mapping
from typing import Any

from wtforms import validators

from webapp.core.forms.field_rules import MayLack
from webapp.core.forms.forms import (
    BaseForm,
    ChoiceField,
    CodeField,
    DateField,
    LongText,
    ManyField,
    NumberField,
    OnceForm,
    PhoneField,
    PickField,
    Text,
    TickField,
)
from webapp.core.forms.versioned_form import VersionedForm
from webapp.core.text.i18n import N_, lazy
from webapp.register.register.models import (
    FLAG_WORDS,
    POLITICAL_WORDS,
    RELATION_WORDS,
    SEX_WORDS,
    USE_WORDS,
    Political,
    Relation,
    Sex,
)
from webapp.register.register.rules import KeyFlag

NAME = N_("姓名")
SEALED_FIELDS = {
    "phone": N_("电话"),
    "id_number": N_("身份证号"),
    "health": N_("健康情况"),
    "political": N_("政治面貌"),
}
HIDDEN_FIELDS = {"born_on": N_("出生日期"), **SEALED_FIELDS}  # a known person's page does not show them in clear


def _offers(words: Mapping[Any, str]) -> list[tuple[str, str]]:
    return [(str(kind), said) for kind, said in words.items()]


class SettleForm(BaseForm):
    head_name = Text(N_("户主姓名"), most=40)
    moved_in_on = DateField(N_("哪天住进来的"), optional=True)
    is_rented = TickField(N_("租住"))


class HouseholdForm(VersionedForm):
    flags = ManyField(N_("重点户"), _offers(FLAG_WORDS), optional=True, hint=N_("勾了哪一项，就按哪一项的期限上门。"))
    is_rented = TickField(N_("租住"))
    note = LongText(N_("敲门前要知道的"), optional=True, most=500)

    @property
    def told(self) -> dict[str, Any]:
        return {
            "flags": [KeyFlag(value) for value in self.flags.data or []],
            "is_rented": bool(self.is_rented.data),
            "note": self.note.data or "",
        }


class ResidentForm(OnceForm, VersionedForm):
    name = Text(NAME, most=40)
    relation = PickField(N_("和户主的关系"), _offers(RELATION_WORDS))
    sex = ChoiceField(N_("性别"), _offers(SEX_WORDS), optional=True)
    born_on = DateField(N_("出生日期"), optional=True)
    phone = PhoneField(N_("电话"), optional=True, hint=N_("有事找得到人。"))
    id_number = CodeField(
        N_("身份证号"), optional=True, most=18,
        hint=N_("只在代办证件、补贴时要；没有就不填。港澳台居住证、永居证、通行证和护照的号也写在这里。"),
    )  # fmt: skip
    is_doubtful = TickField(N_("号和别人的重了，先都留着"))
    health = Text(N_("健康情况"), optional=True, most=120, hint=N_("上门时要留心的，比如听力弱。本人同意才记。"))
    political = ChoiceField(N_("政治面貌"), _offers(POLITICAL_WORDS), optional=True)
    work = Text(N_("做什么工作"), optional=True, most=80)
    forget = ManyField(N_("删去已登记的"), _offers(HIDDEN_FIELDS), optional=True)
    agrees_again = TickField(N_("删过的，本人又同意登记"))

    def for_known(self) -> "ResidentForm":
        """The name is not shown in clear either: left blank, it stays."""
        self.name.validators = [MayLack(), *list(self.name.validators)[1:]]
        self.name.optional = True
        return self

    @property
    def told(self) -> dict[str, Any]:
        """Blank hidden fields are left out (they are not shown, so they cannot be meant), forgotten ones are None."""
        plain: dict[str, Any] = {
            "relation": Relation(self.relation.data),
            "sex": Sex(self.sex.data) if self.sex.data else Sex.UNKNOWN,
            "work": self.work.data or "",
            "is_doubtful": bool(self.is_doubtful.data), "agrees_again": bool(self.agrees_again.data),
        }
        sealed = {field: self[field].data for field in ("name", *HIDDEN_FIELDS) if self[field].data}
        if "political" in sealed:
            sealed["political"] = Political(sealed["political"]).value
        return plain | dict.fromkeys(self.forget.data or []) | sealed


class RevealForm(BaseForm):
    reason = Text(
        N_("为什么要看"),
        most=200,
        hint=N_("谁、什么时候、为什么看的，都会记下来，本人可以查。"),
        rules=[validators.Length(min=4, message=lazy(N_("请写一句为什么要看，至少四个字。")))],
    )


class MoveOutForm(BaseForm):
    on = DateField(N_("哪天搬走的"))


class LeavingForm(MoveOutForm):
    """Many residents at once."""

    words = Text(N_("为什么"), most=120)


class BuildingForm(BaseForm):
    grid_id = PickField(N_("归哪个网格"))
    estate = Text(N_("小区"), optional=True, most=40)
    name = Text(N_("楼名"), most=40, hint=N_("比如 3号楼"))
    entrances = NumberField(N_("几个门"), least=1, most=30)
    floors = NumberField(N_("几层"), least=1, most=80)
    rooms_per_floor = NumberField(N_("每层每门几户"), least=0, most=40)
    use = ChoiceField(N_("做什么用"), _offers(USE_WORDS))
    address = Text(N_("门牌地址"), optional=True, most=120)
