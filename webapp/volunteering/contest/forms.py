import re
from typing import Any

from wtforms import validators

from webapp.core.forms.forms import (
    BaseForm,
    ChoiceField,
    DateField,
    LongText,
    NumberField,
    OnceForm,
    PickField,
    Text,
    TickField,
)
from webapp.core.text.i18n import N_, gettext
from webapp.register.register.models import SEX_WORDS, Sex
from webapp.volunteering.contest.models import NominatedBy, OutcomeKind, StageKind
from webapp.volunteering.contest.rules import BY_WORDS, OUTCOME_WORDS

LINE = re.compile(r"^(?P<name>.{1,40}?)[\s　]+(?P<weight>\d{1,3})$")


def _lines_shape(form: Any, field: Any) -> None:
    if not all(LINE.match(line) for line in _filled(field.data)):
        raise validators.ValidationError(gettext(N_("每行写一项标准和权重，中间空一格，比如：解决问题的成效 30")))


def _filled(text: str | None) -> list[str]:
    return [line.strip() for line in (text or "").splitlines() if line.strip()]


class CriteriaForm(OnceForm):
    name = Text(N_("这套标准叫什么"), most=60)
    lines = LongText(
        N_("标准和权重"), most=1000, rules=[_lines_shape], hint=N_("每行一项，权重合计 100。投票、点赞、打卡不能写。")
    )
    valid_from = DateField(N_("从哪天起用"))

    @property
    def pairs(self) -> list[tuple[str, int]]:
        found = [LINE.match(line) for line in _filled(self.lines.data)]
        return [(match["name"].strip(), int(match["weight"])) for match in found if match]


class ContestForm(BaseForm):
    name = Text(N_("评选叫什么"), most=60)
    title = Text(N_("授予的称号"), most=20)
    year = NumberField(N_("哪一年度"), least=2000, most=2100)
    quota = NumberField(N_("评几名"), least=1, most=200)
    criteria_id = PickField(N_("按哪套标准"))
    closes_on = DateField(N_("推荐到哪天"), planned=True)
    written = NumberField(N_("书面占多少"), least=0, most=100)
    practice = NumberField(N_("实操占多少"), least=0, most=100)
    defence = NumberField(N_("答辩占多少"), least=0, most=100)
    visit = NumberField(N_("走访占多少"), least=0, most=100)

    def fail(self, name: str | None, sentence: str) -> None:
        """The shares are wrong together; the words stand at the first of them."""
        super().fail("written" if name == "stages" else name, sentence)

    @property
    def stages(self) -> list[tuple[StageKind, int]]:
        given = [(kind, int(getattr(self, kind.value).data or 0)) for kind in StageKind]
        return [(kind, weight) for kind, weight in given if weight]


class NominationForm(BaseForm):
    by_kind = ChoiceField(N_("怎么推荐"), [(kind.value, BY_WORDS[kind]) for kind in NominatedBy])
    party_id = PickField(N_("推荐谁"))
    statement = LongText(N_("办成了什么"), most=2000, hint=N_("写解决的事、服务的户，不写票数和打卡。"))
    sex = ChoiceField(
        N_("性别"), [(sex.value, SEX_WORDS[sex]) for sex in (Sex.FEMALE, Sex.MALE)], optional=True,
        hint=N_("只用来看名额分得匀不匀，评委看不到。"),
    )  # fmt: skip
    may_name = TickField(N_("本人同意公示全名"))


class EligibilityForm(BaseForm):
    verdict = ChoiceField(N_("资格"), [("yes", N_("合格")), ("no", N_("不合格"))])
    note = Text(N_("依据"), most=200)


class SeatForm(BaseForm):
    account_id = PickField(N_("请谁当评委"))


class ExcuseForm(BaseForm):
    why = Text(N_("为什么撤下"), most=200)


class DeclarationForm(BaseForm):
    relations = LongText(N_("和候选人有什么关系"), most=300, hint=N_("亲属、上下级、同一社区都要写；没有就写“没有”。"))


class WithdrawalForm(BaseForm):
    reason = LongText(N_("为什么撤销"), most=300)
    document = Text(N_("决定文号"), most=60)


class ConsentForm(BaseForm):
    agree = TickField(N_("我同意进入人才库，区和街道看得到我的姓名和所在社区"))
    strengths = Text(N_("我的长处"), optional=True, most=200)


class PlanForm(BaseForm):
    strengths = Text(N_("长处"), optional=True, most=200)
    plan = Text(N_("培养计划"), optional=True, most=200)
    mentor = Text(N_("带教的人"), optional=True, most=60)


class OutcomeForm(BaseForm):
    kind = ChoiceField(N_("去了哪里"), [(kind.value, words) for kind, words in OUTCOME_WORDS.items()])
    on = DateField(N_("哪一天"))
    document = Text(N_("文件号"), most=60)


def outcome_of(form: OutcomeForm) -> OutcomeKind:
    return OutcomeKind(form.kind.data)
