from typing import Any

from webapp.centre.assessment.models import AppealFinding, Deed
from webapp.centre.assessment.rules import DEED_WORDS, FINDING_WORDS, LEVEL_WORDS
from webapp.core.forms.fields import ChoiceField, DateField, LongText, NumberField, PickField, Text
from webapp.core.forms.forms import BaseForm
from webapp.core.text.i18n import N_

DEEDS = [(deed.value, words) for deed, words in DEED_WORDS.items()]


class RuleForm(BaseForm):
    deed = PickField(N_("哪一项"), DEEDS)
    points = NumberField(N_("几分"), least=0, most=50)
    first_share = NumberField(
        N_("接手的人分几分"),
        least=0,
        most=50,
        default=0,
        hint=N_("一个人接手、另一个人办好时，接手的人得这么多，其余归办好的人"),
    )
    day_cap = NumberField(N_("一天最多几分"), optional=True, least=1, most=100)
    document = Text(N_("依据文号"), optional=True, most=120)
    valid_from = DateField(N_("从哪天起"), hint=N_("只能是下个月或以后的1日"))


class WhatIfForm(BaseForm):
    """One number a deed; built from the table in force."""

    reported = NumberField(DEED_WORDS[Deed.REPORTED], least=0, most=50)
    solved = NumberField(DEED_WORDS[Deed.SOLVED], least=0, most=50)
    together = NumberField(DEED_WORDS[Deed.TOGETHER], least=0, most=50)
    quiet = NumberField(DEED_WORDS[Deed.QUIET], least=0, most=50)
    need_met = NumberField(DEED_WORDS[Deed.NEED_MET], least=0, most=50)
    task_done = NumberField(DEED_WORDS[Deed.TASK_DONE], least=0, most=50)

    @property
    def table(self) -> dict[Deed, int]:
        return {deed: int(self[deed.value].data or 0) for deed in Deed}


class CheckForm(BaseForm):
    holds = ChoiceField(N_("这一条成立吗"), [("yes", N_("成立")), ("no", N_("不成立，收回"))])
    words = Text(N_("看到了什么"), most=200)


class AppealForm(BaseForm):
    words = LongText(N_("哪里不对，为什么"), most=1000, hint=N_("一次说一件；几件就提几次"))


class AnswerForm(BaseForm):
    finding = ChoiceField(N_("结论"), [(one.value, words) for one, words in FINDING_WORDS.items()])
    about = PickField(N_("申诉的是哪一条"), optional=N_("要补分才选"), hint=N_("几件都少记了，请本人一件一件提"))
    points = NumberField(N_("补几分"), least=0, most=50, default=0, hint=N_("不成立就填 0；最多补这一条值的分"))
    words = LongText(N_("怎么答复"), most=1000)

    @property
    def told(self) -> dict[str, Any]:
        return {
            "finding": AppealFinding(self.finding.data), "points": self.points.data or 0, "words": self.words.data,
            "about": self.about.data,
        }  # fmt: skip


class ClassesForm(BaseForm):
    reason = Text(N_("依据"), most=200, hint=N_("会和难度一起公开"))


class LevelForm(BaseForm):
    level = PickField(N_("难度"), [(str(level), words) for level, words in LEVEL_WORDS.items()])
