from typing import Any

from webapp.core.forms.forms import (
    UNLESS_SHOWN,
    BaseForm,
    ChoiceField,
    CodeField,
    DateField,
    HiddenField,
    IdField,
    LongText,
    MomentField,
    Text,
)
from webapp.core.text.i18n import N_, gettext
from webapp.door.visits.models import Means, Outcome, Topic
from webapp.door.visits.revisit_rules import ANSWER_WORDS, IN_WORDS
from webapp.door.visits.rules import HAZARD_WORDS, MEANS_WORDS, NEED_WORDS, OUTCOME_WORDS, TOPIC_WORDS

SAY_WHAT = N_("写一句怎么回事，哪怕几个字。")
SAY_WHICH = N_("选一类，好找对人。")


class VisitForm(BaseForm):
    """The page's form and the phone's. Version 1: id, household_id, outcome, means, topic, category, words."""

    id = IdField(N_("记录编号"), optional=True)
    household_id = IdField(N_("哪一户"))
    outcome = ChoiceField(N_("这次情况"), [(one.value, words) for one, words in OUTCOME_WORDS.items()])
    means = ChoiceField(N_("怎么访的"), [(one.value, words) for one, words in MEANS_WORDS.items()], optional=True)
    topic = ChoiceField(N_("什么事"), [(one.value, words) for one, words in TOPIC_WORDS.items()], optional=True)
    need = ChoiceField(N_("哪一类诉求"), list(NEED_WORDS.items()), optional=UNLESS_SHOWN)
    hazard = ChoiceField(N_("哪一类隐患"), list(HAZARD_WORDS.items()), optional=UNLESS_SHOWN)
    same_as = IdField(N_("是不是同一件"), optional=True)
    words = LongText(N_("怎么说的"), most=500, optional=UNLESS_SHOWN, hint=N_("按键盘上的话筒说也行"))
    captured_at = MomentField(N_("什么时候"), optional=True)
    next = HiddenField(N_("下一户"), optional=True, most=60)

    def validate(self, extra_validators: Any = None) -> bool:
        fine = super().validate(extra_validators)
        if self.outcome.data == Outcome.SOMETHING and not self.words.data:
            self.fail("words", gettext(SAY_WHAT))
            fine = False
        if self.outcome.data == Outcome.SOMETHING and self._category_missing():
            self.fail("hazard" if self.topic.data == Topic.HAZARD else "need", gettext(SAY_WHICH))
            fine = False
        return fine

    def _category_missing(self) -> bool:
        if self.topic.data == Topic.CHANGE:
            return False
        return not (self.hazard.data if self.topic.data == Topic.HAZARD else self.need.data)

    @property
    def told(self) -> dict[str, Any]:
        """What a delivery reads back and compares with the stored row."""
        return {"id": self.id.data, **self.knock, "captured_at": self.captured_at.data}

    @property
    def knock(self) -> dict[str, Any]:
        """The fields of visits.services.Knock."""
        something = self.outcome.data == Outcome.SOMETHING
        topic = Topic(self.topic.data or Topic.NEED) if something else None
        category = {Topic.NEED: self.need.data, Topic.HAZARD: self.hazard.data}.get(topic) if topic else None
        return {
            "household_id": self.household_id.data,
            "outcome": Outcome(self.outcome.data),
            "means": Means(self.means.data or Means.DOOR),
            "topic": topic,
            "category": category or "",
            "words": self.words.data if something else None,
            "same_as": self.same_as.data if something else None,
        }


class HeadForm(BaseForm):
    answer = ChoiceField(N_("问到了吗"), [(one.value, words) for one, words in ANSWER_WORDS.items()])
    slot = ChoiceField(
        N_("什么时候家里有人"), [(one.value, words) for one, words in IN_WORDS.items()], optional=True,
        hint=N_("知道就选，网格员照这个时间去"),
    )  # fmt: skip


class NoteForm(BaseForm):
    """What a resident answers to a note at the door."""

    code = CodeField(N_("纸条上的回复码"), most=12, hint=N_("8 个数字"))
    outcome = ChoiceField(
        N_("家里怎么样"), [(Outcome.FINE.value, N_("都好")), (Outcome.SOMETHING.value, N_("有事要办"))]
    )
    words = LongText(N_("什么事"), most=500, optional=N_("有事要办的要写"))

    @property
    def plain_code(self) -> str:
        return "".join(letter for letter in str(self.code.data or "") if letter.isdecimal())

    def validate(self, extra_validators: Any = None) -> bool:
        fine = super().validate(extra_validators)
        if self.outcome.data == Outcome.SOMETHING and not self.words.data:
            self.fail("words", gettext(SAY_WHAT))
            fine = False
        return fine


class CallForm(BaseForm):
    on = DateField(N_("哪天前走到"), planned=True)
    words = Text(N_("为什么去"), optional=True, most=120)
