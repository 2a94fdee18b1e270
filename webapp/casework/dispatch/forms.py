from collections.abc import Mapping
from typing import Any

from webapp.casework.dispatch import rules
from webapp.casework.dispatch.answer_services import Told
from webapp.casework.dispatch.order_services import Draft
from webapp.casework.dispatch.routine_services import Plan
from webapp.casework.dispatch.rules import Cycle, Evidence, GridKind, Homes, Urgency
from webapp.casework.questionnaires.forms import FilledForm
from webapp.core.forms.field_rules import within_a_year
from webapp.core.forms.forms import (
    UNLESS_SHOWN,
    BaseForm,
    ChoiceField,
    DateField,
    FileField,
    HiddenField,
    IdField,
    LongText,
    ManyField,
    MomentField,
    NumberField,
    OnceForm,
    PickField,
    Text,
)
from webapp.core.text.i18n import N_, gettext

NOTHING = ("", N_("（不选）"))


def _choices(words: Mapping[Any, str]) -> list[tuple[str, str]]:
    return [(one.value, said) for one, said in words.items()]


class AskForm(BaseForm):
    """What an order and a routine have in common."""

    title = Text(N_("叫什么"), most=60, hint=N_("网格员在今天页上看到的一行字"))
    words = LongText(N_("要做什么"), most=800, optional=True)
    # No basis, no task: the entry may be left out for a code.
    duty_id = PickField(N_("清单依据"), optional=UNLESS_SHOWN, hint=N_("清单里没有的，只有应急才能发"))
    grid_kind = ChoiceField(N_("哪些网格"), _choices(rules.GRID_WORDS), default="any")
    homes = ChoiceField(N_("问哪些户"), _choices(rules.HOMES_WORDS), default="none")
    form_id = PickField(N_("用哪张表"), optional=True, hint=N_("没有要填的就不选，网格员点一下“办了”"))
    minutes = NumberField(
        N_("每户要填几分钟"), least=0, most=240, hint=N_("不含走到门口的 3 分钟；选了表，看负担时会说大约几分钟")
    )
    points = NumberField(
        N_("办成记几分"), least=0, most=rules.MOST_POINTS, optional=True, hint=N_("社区核验通过才记；空着按计分规则")
    )
    evidence = ChoiceField(N_("怎么算完成"), _choices(rules.EVIDENCE_WORDS), default="none")

    def validate(self, extra_validators: Any = None) -> bool:
        """That none was named is told before the burden is looked at."""
        fine = super().validate(extra_validators)
        if self.has_basis:
            return fine
        self.fail("duty_id", gettext(rules.NO_BASIS))
        return False

    @property
    def has_basis(self) -> bool:
        return bool(self.duty_id.data)

    def offer(self, duties: list[Any], forms: list[Any]) -> None:
        self.duty_id.offer([NOTHING, *((one.id, f"{one.code} {one.name}") for one in duties)])
        self.form_id.offer([NOTHING, *forms])

    @property
    def asked(self) -> dict[str, Any]:
        return {
            "title": self.title.data, "words": self.words.data or "", "grid_kind": GridKind(self.grid_kind.data),
            "homes": Homes(self.homes.data), "form_id": self.form_id.data or None, "minutes": self.minutes.data or 0,
            "points": self.points.data or 0, "evidence": Evidence(self.evidence.data),
        }  # fmt: skip


class OrderForm(AskForm):
    id = IdField(N_("编号"), optional=True)
    emergency = PickField(N_("应急代码"), optional=True, hint=N_("清单里没有、又等不得的才用"))
    document = Text(N_("文号"), most=80, optional=N_("用应急代码要填"))
    urgency = ChoiceField(N_("急不急"), _choices(rules.URGENCY_WORDS), default="normal")
    target_ids = ManyField(N_("发给谁"), optional=True, hint=N_("一个也不选就是全部"))
    due_on = DateField(N_("哪天前办完"), planned=True)
    joined_id = PickField(N_("和哪一项一起上门"), optional=True)
    reason = LongText(N_("超过上限，为什么还要发"), most=300, optional=UNLESS_SHOWN)  # of a grid asked for too much
    weighed = HiddenField(N_("看过负担"), optional=True, most=1)

    @property
    def has_basis(self) -> bool:
        return bool(self.duty_id.data or self.emergency.data)

    def invite(self, units: list[tuple[str, str]], beside: list[Any]) -> None:
        self.target_ids.offer(units)
        self.joined_id.offer([NOTHING, *((one.id, one.title) for one in beside)])
        self.emergency.offer([NOTHING, *rules.EMERGENCIES.items()])

    def draft(self, unit_id: str) -> Draft:
        return Draft(
            unit_id=unit_id, due_on=self.due_on.data, duty_id=self.duty_id.data or None,
            emergency=self.emergency.data or "", document=self.document.data or "",
            urgency=Urgency(self.urgency.data), target_ids=tuple(self.target_ids.data or ()),
            joined_id=self.joined_id.data or None, reason=self.reason.data or "", **self.asked,
        )  # fmt: skip


class RoutineForm(AskForm, OnceForm):
    cycle = ChoiceField(N_("多久一次"), _choices(rules.CYCLE_WORDS), default="weekly")
    days = NumberField(N_("给几天办"), least=1, most=92, default=3)
    starts_on = DateField(N_("从哪天起"), planned=True)

    def plan(self, unit_id: str) -> Plan:
        return Plan(
            unit_id=unit_id, duty_id=self.duty_id.data or "", cycle=Cycle(self.cycle.data), days=self.days.data or 1,
            starts_on=self.starts_on.data, **self.asked,
        )  # fmt: skip


class ReasonForm(BaseForm):
    reason = Text(N_("为什么"), most=300)


class ExtendForm(ReasonForm):
    due_on = DateField(N_("改到哪天"), planned=True)


class ChangeForm(ReasonForm):
    form_id = PickField(N_("换成哪一版表"))
    minutes = NumberField(N_("每户要填几分钟"), least=0, most=240)


class JoinForm(BaseForm):
    joined_id = PickField(N_("和哪一项一起上门"))


class ObjectionForm(ReasonForm):
    code = ChoiceField(N_("哪一种"), _choices(rules.OBJECTION_WORDS))
    until = DateField(N_("要到哪天"), optional=N_("只有“要更多时间”才填"), rules=[within_a_year])


class AnswerObjectionForm(BaseForm):
    accepted = ChoiceField(N_("同意吗"), [("yes", N_("同意")), ("no", N_("不同意"))])
    answer = Text(N_("答复"), most=300)


class VerifyForm(BaseForm):
    passed = ChoiceField(N_("看过了"), [("yes", N_("通过")), ("no", N_("再办"))])
    reason = Text(N_("说一句"), most=300, optional=N_("“再办”要写哪里不行"))


class DutyFileForm(BaseForm):
    file = FileField(N_("清单表格"), accept=".xlsx,.csv")
    valid_from = DateField(N_("从哪天起生效"), planned=True)


class LimitForm(BaseForm):
    minutes = NumberField(N_("每个网格每周最多几分钟"), least=30, most=6000)
    document = Text(N_("文号"), most=120)
    valid_from = DateField(N_("从哪天起生效"), planned=True)


class TaskForm(FilledForm):
    """A task's questionnaire: the page's form and the phone's. Version 1: id, task_id, form_id, household_id, q…, c…"""

    id = IdField(N_("记录编号"), optional=True)
    task_id = IdField(N_("哪项任务"), optional=True)
    form_id = IdField(N_("哪版问卷"), optional=True)
    household_id = IdField(N_("哪一户"), optional=True)
    captured_at = MomentField(N_("什么时候"), optional=True)
    next = HiddenField(N_("接着去哪"), optional=True, most=60)

    @property
    def sent(self) -> Told:
        return Told(
            task_id=self.task_id.data or "", id=self.id.data, household_id=self.household_id.data or None,
            form_id=self.form_id.data or None, captured_at=self.captured_at.data,
        )  # fmt: skip

    @property
    def told(self) -> dict[str, Any]:
        """What the receipt is compared with."""
        return {
            "task_id": self.task_id.data, "household_id": self.household_id.data or None,
            "form_id": self.form_id.data or None,
        }  # fmt: skip


class AnswerForm(BaseForm):
    """One door's answer without a questionnaire."""

    id = IdField(N_("记录编号"), optional=True)
    household_id = IdField(N_("哪一户"), optional=True)
    next = HiddenField(N_("接着去哪"), optional=True, most=60)
