from webapp.core.forms.forms import BaseForm, ChoiceField, CodeField, DateField, NumberField, OnceForm, Text
from webapp.core.text.i18n import N_
from webapp.exchange.points.models import EntryKind
from webapp.exchange.points.rules import DEFAULT_MONTHS, EarnUnit, Rounding

UNIT_WORDS = {EarnUnit.HOUR: N_("每小时"), EarnUnit.TIME: N_("每次"), EarnUnit.THING: N_("每件")}
ROUNDING_WORDS = {Rounding.DOWN: N_("去掉零头"), Rounding.NEAREST: N_("四舍五入"), Rounding.UP: N_("进上去")}


class RuleForm(BaseForm):
    act = Text(N_("代号"), most=40, hint=N_("活动按代号找规则，如 patrol；上门服务是 demand"))
    name = Text(N_("叫什么"), most=60)
    unit = ChoiceField(N_("怎么计"), [(unit.value, words) for unit, words in UNIT_WORDS.items()])
    points = NumberField(N_("几分"), least=1, most=1000)
    rounding = ChoiceField(
        N_("不满一分的"), [(way.value, words) for way, words in ROUNDING_WORDS.items()], default=Rounding.DOWN.value
    )
    cap_once = NumberField(N_("一次最多"), optional=True, least=1, most=10_000)
    cap_day = NumberField(N_("一天最多"), optional=True, least=1, most=10_000)
    cap_month = NumberField(N_("一月最多"), optional=True, least=1, most=100_000)
    months = NumberField(N_("几个月后到期"), least=1, most=120, default=DEFAULT_MONTHS)
    evidence = Text(N_("凭什么算"), optional=True, most=200)
    valid_from = DateField(N_("从哪天起"), planned=True, hint=N_("只管这一天以后做的事，以前的不改"))


class EndRuleForm(BaseForm):
    valid_to = DateField(N_("最后一天"), hint=N_("这一天以后做的事不再计分；昨天和以前已经记的不动"))


class ReverseForm(BaseForm):
    reason = Text(N_("为什么冲正"), most=100)


class CorrectionForm(OnceForm):
    kind = ChoiceField(
        N_("做什么"), [(EntryKind.ADJUST.value, N_("加减分")), (EntryKind.WRITE_OFF.value, N_("免去欠的分"))]
    )
    amount = NumberField(N_("多少分"), least=-10_000, most=10_000, hint=N_("减分写负数"))
    reason = Text(N_("原因"), most=150)


class MergeForm(BaseForm):
    number = CodeField(N_("另一本存折的编号"), most=20, hint=N_("那一本的分会并到这一本，两本的流水都留着"))
    reason = Text(N_("凭什么说是同一个人"), most=150)
