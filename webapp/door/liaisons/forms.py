from typing import Any

from webapp.core.forms.forms import (
    BaseForm,
    ChoiceField,
    DateField,
    IdField,
    LongText,
    MomentField,
    NumberField,
    OnceForm,
    PickField,
    Text,
    TickField,
)
from webapp.core.text.i18n import N_


class RelayForm(BaseForm):
    """The page's form and the phone's. Version 1: id, household_id, category, words, may_name, is_urgent."""

    id = IdField(N_("记录编号"), optional=True)
    household_id = IdField(N_("谁家"))
    category = Text(N_("哪一类"), most=20)
    words = LongText(N_("本人怎么说的"), most=1000, hint=N_("照原话写"))
    may_name = TickField(N_("本人同意说是谁家的事"))
    is_urgent = TickField(N_("急事"))
    captured_at = MomentField(N_("什么时候"), optional=True)

    @property
    def told(self) -> dict[str, Any]:
        return {
            "id": self.id.data, "household_id": self.household_id.data, "category": self.category.data,
            "words": self.words.data, "may_name": bool(self.may_name.data), "is_urgent": bool(self.is_urgent.data),
            "captured_at": self.captured_at.data,
        }  # fmt: skip


class ToldForm(BaseForm):
    words = Text(N_("怎么回告的"), most=300)


class AppointForm(BaseForm):
    party_id = PickField(N_("谁来当"))
    grid_id = PickField(N_("哪个网格"))
    valid_to = DateField(N_("任期到"))
    area = Text(N_("管哪一片"), optional=True, most=120)
    household_limit = NumberField(N_("最多联系几户"), least=1, most=100)


class CoverForm(BaseForm):
    household_id = PickField(N_("联系哪一户"))


class RoundForm(OnceForm):
    name = Text(N_("这一轮叫什么"), most=60)
    places = NumberField(N_("选几位"), least=1, most=200)
    document = Text(N_("文号"), optional=True, most=120)


class NominateForm(BaseForm):
    party_id = PickField(N_("推荐谁"))
    grid_id = PickField(N_("哪个网格"))
    standing = ChoiceField(N_("政治面貌"), (("party", N_("党员")), ("other", N_("群众和其他"))), optional=True)
    consents = TickField(N_("本人同意列入人选"))


class MarkForm(BaseForm):
    organising = NumberField(N_("组织能力"), least=0, most=100)
    activity = NumberField(N_("平时热心"), least=0, most=100)
