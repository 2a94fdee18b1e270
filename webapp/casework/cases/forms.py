"""One form per act; `told` is what the act's service takes."""

from typing import Any

from webapp.casework.cases import rules
from webapp.core.forms.field_rules import within_a_year
from webapp.core.forms.forms import BaseForm, ChoiceField, DateField, HiddenField, IdField, LongText, PickField
from webapp.core.text.i18n import N_, gettext


class ActForm(BaseForm):
    @property
    def told(self) -> dict[str, Any]:
        return {name: self._fields[name].data or "" for name in self._fields if name == "words"}


class RemarkForm(ActForm):
    words = LongText(N_("说一句"), optional=True, most=500)


class WordsForm(ActForm):
    words = LongText(N_("怎么回事"), most=500)


class ReasonForm(ActForm):
    words = LongText(N_("为什么"), most=500)


class DoneForm(ActForm):
    """Words or a photo: which of the two is the handler's choice, so the field is neither optional nor required."""

    words = LongText(N_("怎么办好的"), optional=True, most=500)

    def ask_for_evidence(self) -> None:
        self.ask_for("words")
        self.words.description = gettext(N_("写一句或拍照，有一样就行"))


class RejectForm(ActForm):
    reason = ChoiceField(
        N_("为什么不受理"),
        [(one.value, words) for one, words in rules.REFUSAL_NAMES.items() if one is not rules.Refusal.WITHDRAWN],
    )
    words = LongText(N_("说一句"), optional=True, most=500)

    @property
    def told(self) -> dict[str, Any]:
        return {"reason": rules.Refusal(self.reason.data), **super().told}


class DispatchForm(ActForm):
    """One list of units and parties; the value says which of the two it is."""

    to = PickField(N_("交给谁"))
    due_on = DateField(N_("期限"), optional=True, planned=True)
    words = LongText(N_("要求"), optional=True, most=500)

    @property
    def told(self) -> dict[str, Any]:
        kind, _, target = (self.to.data or "").partition(":")
        return {f"{kind}_id": target, "due_on": self.due_on.data, **super().told}

    def fail(self, name: str | None, sentence: str) -> None:
        super().fail("to" if name == "party_id" else name, sentence)


class AssignForm(ActForm):
    """Many cases to one grid or community."""

    unit_id = PickField(N_("交给谁"))
    due_on = DateField(N_("期限"), optional=True, planned=True)
    words = LongText(N_("要求"), optional=True, most=500)

    @property
    def told(self) -> dict[str, Any]:
        return {"unit_id": self.unit_id.data, "due_on": self.due_on.data, **super().told}


class HelperForm(ActForm):
    party_id = PickField(N_("请谁协办"))

    @property
    def told(self) -> dict[str, Any]:
        return {"party_id": self.party_id.data}


class CategoryForm(ActForm):
    category_id = PickField(N_("应该是哪一类"))
    words = LongText(N_("为什么"), most=500)

    @property
    def told(self) -> dict[str, Any]:
        return {"category_id": self.category_id.data, **super().told}


class ParkForm(ActForm):
    review_on = DateField(N_("哪天回头看"), rules=[within_a_year])
    words = LongText(N_("为什么"), most=500)

    @property
    def told(self) -> dict[str, Any]:
        return {"review_on": self.review_on.data, **super().told}


class StopForm(ActForm):
    reason = ChoiceField(
        N_("为什么停表"),
        [(one.value, words) for one, words in rules.STOP_NAMES.items() if one is not rules.StopReason.PARKED],
    )
    words = LongText(N_("怎么回事"), most=500)

    @property
    def told(self) -> dict[str, Any]:
        return {"reason": rules.StopReason(self.reason.data), **super().told}


class ExtensionForm(ActForm):
    until = DateField(N_("改到哪天"), planned=True)
    words = LongText(N_("为什么"), most=500)

    @property
    def told(self) -> dict[str, Any]:
        return {"until": self.until.data, **super().told}


class DecisionForm(ActForm):
    granted = ChoiceField(N_("同意吗"), (("yes", N_("同意")), ("no", N_("不同意"))))
    words = LongText(N_("说一句"), optional=N_("不同意要写为什么"), most=500)

    @property
    def told(self) -> dict[str, Any]:
        return {"granted": self.granted.data == "yes", **super().told}


class VerifyForm(ActForm):
    passed = ChoiceField(N_("看过了吗"), (("yes", N_("办好了")), ("no", N_("没办好，退回再办"))))
    words = LongText(N_("看到什么"), optional=N_("没办好要写"), most=500)

    @property
    def told(self) -> dict[str, Any]:
        return {"passed": self.passed.data == "yes", **super().told}


class ContactForm(ActForm):
    is_reached = ChoiceField(N_("联系上了吗"), (("yes", N_("联系上了")), ("no", N_("没联系上"))))
    words = LongText(N_("怎么说的"), optional=True, most=500)

    @property
    def told(self) -> dict[str, Any]:
        return {"is_reached": self.is_reached.data == "yes", **super().told}


class CallBackForm(ActForm):
    voice_id = HiddenField(N_("哪条声音"))
    is_reached = ChoiceField(N_("联系上了吗"), (("yes", N_("联系上了")), ("no", N_("没联系上"))))
    is_solved = ChoiceField(
        N_("本人说解决了吗"), (("yes", N_("解决了")), ("no", N_("没解决"))),
        optional=N_("联系上了要选"),
    )  # fmt: skip
    is_satisfied = ChoiceField(
        N_("本人满意吗"), (("yes", N_("满意")), ("no", N_("不满意"))),
        optional=N_("联系上了要选"),
    )  # fmt: skip
    words = LongText(N_("怎么说的"), optional=True, most=500)

    @property
    def told(self) -> dict[str, Any]:
        said = {"yes": True, "no": False, None: None}
        return {
            "is_reached": self.is_reached.data == "yes", "is_solved": said[self.is_solved.data],
            "is_satisfied": said[self.is_satisfied.data], **super().told,
        }  # fmt: skip


class HouseholdForm(ActForm):
    household_id = PickField(N_("哪一户"))

    @property
    def told(self) -> dict[str, Any]:
        return {"household_id": self.household_id.data}


class CloseForm(ActForm):
    outcome = ChoiceField(N_("结果"), [(one.value, words) for one, words in rules.OUTCOME_NAMES.items()])
    words = LongText(N_("说一句"), optional=N_("有人说没解决要写"), most=500)

    @property
    def told(self) -> dict[str, Any]:
        return {"outcome": rules.Outcome(self.outcome.data), **super().told}


class MergeForm(ActForm):
    into_id = PickField(N_("并到哪一件"))


SOURCES = {"hotline": N_("12345 转办"), "order": N_("上级交办"), "patrol": N_("巡查发现")}


class CaseForm(BaseForm):
    """A case somebody at a desk writes down: heard on the hotline, sent from above, said in passing."""

    id = IdField(N_("记录编号"), optional=True)
    source = ChoiceField(N_("从哪儿来"), SOURCES.items())
    grid_id = PickField(N_("在哪里"))
    category_id = PickField(N_("哪一类"))
    words = LongText(N_("怎么回事"), most=2000)
    due_on = DateField(N_("期限"), optional=True, rules=[within_a_year], hint=N_("不填就按类别的时限"))
    same_as = HiddenField(N_("是不是同一件"), optional=True, most=36)
