from collections.abc import Sequence

from webapp.casework.publicity.models import Finding, Objection
from webapp.casework.publicity.rules import FINDING_WORDS
from webapp.core.forms.forms import BaseForm, ChoiceField, CodeField, LongText, OnceForm, PickField, Text
from webapp.core.forms.per_row import PerRow
from webapp.core.text.i18n import N_, gettext

NOBODY = ("", N_("不指定哪一位"))


class ObjectionForm(OnceForm):
    about_id = PickField(N_("说的是哪一位"), optional=True)
    words = LongText(N_("您的意见"), most=1000, hint=N_("说清楚是谁、哪一点不符。"))
    author = Text(N_("您怎么称呼"), optional=True, most=40)
    contact = Text(
        N_("怎么联系您"), optional=True, most=60,
        hint=N_("留了好把答复告诉您，只有办公示的人看得到。不留，凭回执号在这一页看。"),
    )  # fmt: skip

    def offer(self, content: Sequence[dict[str, str]]) -> None:
        self.about_id.offer([NOBODY, *((line["about"], f"{line['name']} {gettext(line['note'])}") for line in content)])


class ReceiptForm(BaseForm):
    receipt = CodeField(N_("回执号"), most=12, hint=N_("提异议时给的六位"))


class AnswerForm(BaseForm):
    finding = ChoiceField(N_("核实下来"), [(finding.value, words) for finding, words in FINDING_WORDS.items()])
    about_id = PickField(N_("说的是哪一位"), optional=True, hint=N_("成立又选了人，这一位就不再授予。"))
    answer = LongText(N_("答复"), most=1000)

    def offer(self, people: Sequence[tuple[str, str]]) -> None:
        self.about_id.offer([NOBODY, *people])

    @property
    def found(self) -> Finding:
        return Finding(self.finding.data)


def answers_of(
    objections: Sequence[Objection], people: Sequence[tuple[str, str]], sent: AnswerForm | None = None, at: str = ""
) -> PerRow[AnswerForm]:
    """One form under each objection. Whom its author named stands chosen: whoever upholds it sees who is struck."""
    about = {one.id: one.about_id for one in objections}

    def dress(form: AnswerForm, key: str) -> None:
        if form is not sent:
            form.offer(people)
            form.about_id.data = about.get(key) or ""

    return PerRow(AnswerForm, sent, at, dress=dress)
