"""What a host writes down, what is tapped at a door, and what a household answers by itself."""

from collections.abc import Sequence
from typing import Any

from webapp.core.forms.field_rules import within_a_year
from webapp.core.forms.forms import (
    UNLESS_SHOWN,
    BaseForm,
    ChoiceField,
    HiddenField,
    IdField,
    LongText,
    ManyField,
    MomentField,
    NumberField,
    OnceForm,
    PickField,
    Text,
    TickField,
)
from webapp.core.text.i18n import N_, gettext
from webapp.door.opinions import rules
from webapp.door.opinions.models import Land, Outcome, QuestionKind, RoundQuestion, Speaker, Way

QUESTIONS = 5
AT_DOOR = (Outcome.REFUSED, Outcome.LATER, Outcome.EMPTY, Outcome.MOVED)
ANSWERED = Outcome.ANSWERED.value
NO_QUESTION = ("", N_("没有这一题"))
CHOSEN = (QuestionKind.ONE, QuestionKind.MANY)


class RoundForm(OnceForm):
    title = Text(N_("征求什么意见"), most=60, hint=N_("一句话，居民一看就懂"))
    why = LongText(N_("为什么问"), most=600)
    places = ManyField(N_("问哪些门"), optional=UNLESS_SHOWN, validate_choice=False)
    opens_at = MomentField(N_("什么时候开始"), rules=[within_a_year])
    closes_at = MomentField(N_("什么时候截止"), rules=[within_a_year])
    ways = ManyField(N_("怎么问"), [(way.value, words) for way, words in rules.WAY_WORDS.items()])
    land = ChoiceField(N_("用的是谁的地"), [(one.value, words) for one, words in rules.LAND_WORDS.items()])
    by_owners = TickField(N_("这件事由业主决定（租客的意见单独列出）"))
    for _n in range(1, QUESTIONS + 1):
        locals()[f"q{_n}_kind"] = PickField(
            N_("怎么答"), [NO_QUESTION, *((kind.value, words) for kind, words in rules.KIND_WORDS.items())],
            optional=_n > 1 and N_("问这一题就选"),
        )  # fmt: skip
        locals()[f"q{_n}_asks"] = Text(N_("问什么"), most=120, optional=_n > 1 and N_("问这一题就写"))
        locals()[f"q{_n}_options"] = LongText(
            N_("选项"), most=400, optional=N_("“选一个”“可选几个”要写"), hint=N_("一行一个，最多 8 个")
        )
    del _n

    def validate(self, extra_validators: Any = None) -> bool:
        """All that is missing is told at once, and nothing that was written is left out without a word."""
        fine = super().validate(extra_validators)
        wrong = {} if self.places.data else {"places": gettext(rules.PLACES_MISSING)}
        for n in self.numbers:
            wrong |= self._wrong_in(n)
        for name, sentence in wrong.items():
            if not self[name].errors:
                self.fail(name, sentence)
        return fine and not wrong

    def _wrong_in(self, n: int) -> dict[str, str]:
        kind, asks = self[f"q{n}_kind"].data, self[f"q{n}_asks"].data
        options = self._options(n)
        if not kind and (asks or options):
            return {f"q{n}_kind": gettext(N_("选一个怎么答，这一题才会问。"))}
        if kind and not asks and n > 1:
            return {f"q{n}_asks": gettext(N_("写上问什么，或把“怎么答”改回“没有这一题”。"))}
        if kind in CHOSEN and not 2 <= len(options) <= rules.MOST_OPTIONS:
            return {f"q{n}_options": gettext(rules.OPTIONS_MISSING, n=n)}
        if kind in CHOSEN and any(len(one) > rules.MOST_OPTION for one in options):
            return {f"q{n}_options": gettext(N_("一个选项最多 %(n)s 个字。"), n=rules.MOST_OPTION)}
        if kind and kind not in CHOSEN and options:
            return {f"q{n}_options": gettext(N_("这样答用不着选项：删掉，或把“怎么答”改成“选一个”。"))}
        return {}

    def _options(self, n: int) -> list[str]:
        return [line.strip() for line in (self[f"q{n}_options"].data or "").splitlines() if line.strip()]

    @property
    def numbers(self) -> range:
        return range(1, QUESTIONS + 1)

    @property
    def asked(self) -> list[tuple[QuestionKind, str, tuple[str, ...]]]:
        """(kind, what is asked, options) of the questions that were written down."""
        found = []
        for n in self.numbers:
            kind, asks = self[f"q{n}_kind"].data, self[f"q{n}_asks"].data
            if kind and asks:
                found.append((QuestionKind(kind), asks, tuple(self._options(n)) if kind in CHOSEN else ()))
        return found

    def fill(self, questions: Sequence[RoundQuestion]) -> None:
        for n, question in enumerate(questions[:QUESTIONS], 1):
            self[f"q{n}_kind"].data, self[f"q{n}_asks"].data = question.kind.value, question.asks
            if question.kind is not QuestionKind.VOTE:
                self[f"q{n}_options"].data = "\n".join(question.options)


class ExtensionForm(BaseForm):
    closes_at = MomentField(N_("延到什么时候"), rules=[within_a_year])
    reason = Text(N_("为什么延期"), most=200)


class AreasForm(BaseForm):
    areas = LongText(
        N_("每套的面积"), most=200_000, hint=N_("一行一套：3-2-602 89.50。同一业主有几套，在后面加同样的记号。")
    )


class DecisionForm(BaseForm):
    ballot_id = IdField(N_("以哪一份为准"))
    reason = Text(N_("为什么"), most=200)


class CodeForm(BaseForm):
    code = Text(N_("纸条上的答复码"), most=20, hint=N_("12 个数字"))


class DoorAnswerForm(BaseForm):
    """The door's form and the phone's. Version 1: id, household_id, round_id, said, speaker, q1 to q8. `said` is an
    option's number where one tap answers, "answered" where the questions follow, or why there is no answer."""

    id = IdField(N_("记录编号"), optional=True)
    household_id = IdField(N_("哪一户"))
    round_id = IdField(N_("哪一轮"))
    said = Text(N_("怎么说的"), most=12)
    speaker = ChoiceField(
        N_("谁说的"), [(one.value, words) for one, words in rules.SPEAKER_WORDS.items()], optional=True
    )
    for _n in range(1, rules.MOST_QUESTIONS + 1):
        locals()[f"q{_n}"] = ManyField(N_("回答"), optional=True, validate_choice=False)
    del _n
    captured_at = MomentField(N_("什么时候"), optional=True)
    next = HiddenField(N_("下一户"), optional=True, most=60)

    @property
    def outcome(self) -> Outcome:
        return Outcome(self.said.data) if self.said.data in {one.value for one in Outcome} else Outcome.ANSWERED

    @property
    def told(self) -> dict[str, Any]:
        given = {str(n): ",".join(self[f"q{n}"].data or []) for n in range(1, rules.MOST_QUESTIONS + 1)}
        if self.outcome is Outcome.ANSWERED and self.said.data != ANSWERED:
            given["1"] = str(self.said.data)
        return {
            "id": self.id.data, "household_id": self.household_id.data, "round_id": self.round_id.data,
            "outcome": self.outcome, "speaker": Speaker(self.speaker.data or Speaker.OWNER), "given": given,
            "captured_at": self.captured_at.data,
        }  # fmt: skip


def answer_form(questions: Sequence[RoundQuestion], given: Any = None, **more: Any) -> BaseForm:
    """The questions as a form of their own: by link, and by phone at a desk."""
    fields: dict[str, Any] = {
        "id": HiddenField(N_("记录编号"), optional=True, most=36),
        "speaker": ChoiceField(N_("您是"), [(one.value, words) for one, words in rules.SPEAKER_WORDS.items()]),
    }
    for question in questions:
        fields[f"q{question.position}"] = _field(question, is_optional=question.position > 1)
    made: BaseForm = type("AnswerForm", (BaseForm,), fields)(given, **more)
    return made


def given_of(form: BaseForm, questions: Sequence[RoundQuestion]) -> dict[str, str]:
    found = {}
    for question in questions:
        value = form[f"q{question.position}"].data
        found[str(question.position)] = ",".join(value) if isinstance(value, list) else str(value or "")
        if value == 0:
            found[str(question.position)] = "0"
    return found


def _field(question: RoundQuestion, *, is_optional: bool) -> Any:
    options = [(str(n), words) for n, words in enumerate(question.options, 1)]
    if question.kind is QuestionKind.MANY:
        return ManyField(question.asks, options, optional=is_optional)
    if question.kind is QuestionKind.NUMBER:
        return NumberField(question.asks, least=0, most=rules.MOST_NUMBER, optional=is_optional)
    if question.kind is QuestionKind.WORDS:
        return LongText(question.asks, most=rules.MOST_WORDS, optional=is_optional)
    return ChoiceField(question.asks, options, optional=is_optional)


DEFAULT_WAYS = [way.value for way in Way]
DEFAULT_LAND = Land.NONE.value
