from webapp.casework.publicity.models import Finding
from webapp.casework.publicity.rules import FINDING_WORDS
from webapp.core.forms.forms import (
    BaseForm,
    ChoiceField,
    CodeField,
    DateField,
    LongText,
    NumberField,
    OnceForm,
    PickField,
    Text,
    TickField,
)
from webapp.core.text.i18n import N_
from webapp.volunteering.awards.models import Body
from webapp.volunteering.awards.rules import BODY_WORDS, LEVELS, TRACK_WORDS

BODIES = [(body.value, words) for body, words in BODY_WORDS.items()]


class RuleSetForm(OnceForm):
    name = Text(N_("办法叫什么"), most=80, hint=N_("会印在证书上，比如“冬梅轩社区星级志愿者评定办法”。"))
    document = Text(N_("文号"), optional=True, most=40)
    track = ChoiceField(N_("怎么评"), [(track.value, words) for track, words in TRACK_WORDS.items()])
    hours_1 = NumberField(N_("一星要多少小时"), least=1, most=20000)
    hours_2 = NumberField(N_("二星"), least=1, most=20000)
    hours_3 = NumberField(N_("三星"), least=1, most=20000)
    hours_4 = NumberField(N_("四星"), least=1, most=20000)
    hours_5 = NumberField(N_("五星"), least=1, most=20000)
    own_up_to = ChoiceField(
        N_("社区自己授到几星"), [("0", N_("都不能授")), *((str(n), LEVELS[n]) for n in range(1, 6))],
        hint=N_("更高的星只出申报材料，由上级授。"),
    )  # fmt: skip
    above = ChoiceField(N_("再往上由谁授"), BODIES[1:])
    least_months = NumberField(N_("登记满几个月才能评"), least=0, most=60)
    notice_days = NumberField(N_("公示几个工作日"), least=5, most=30)
    once_a_year = TickField(N_("一年只评一次"))
    valid_from = DateField(N_("从哪天起用"))

    @property
    def ladder(self) -> tuple[list[int], list[Body]]:
        hours = [int(getattr(self, f"hours_{n}").data) for n in range(1, 6)]
        own = int(self.own_up_to.data or 0)
        return hours, [Body.COMMUNITY if n <= own else Body(self.above.data) for n in range(1, 6)]


class RoundForm(BaseForm):
    name = Text(N_("这次评选叫什么"), most=60)
    rule_set_id = PickField(N_("按哪套办法"))
    year = NumberField(N_("哪一年度"), least=2000, most=2100)


class FreezeForm(BaseForm):
    as_of = DateField(N_("时长算到哪天"), hint=N_("冻结以后名单和时长不再变。"))


class DropForm(BaseForm):
    why = Text(N_("为什么撤掉"), most=200)


class ReviewForm(BaseForm):
    proposed = ChoiceField(N_("拟评"), [("0", N_("这次不评")), *((str(n), LEVELS[n]) for n in range(1, 6))])
    reason = LongText(N_("低于时长的原因"), optional=N_("低于时长要写"), most=300)
    steadiness = Text(N_("到岗稳不稳"), optional=True)
    quality = Text(N_("服务对象怎么说"), optional=True)
    neighbours = Text(N_("邻居怎么看"), optional=True)
    has_complaint = TickField(N_("一年内有查实的严重投诉"))
    may_name = TickField(N_("本人同意公示全名"))

    def offer_between(self, held: int, star: int) -> None:
        """A star that somebody has is not granted again."""
        self.proposed.offer([("0", N_("这次不评")), *((str(n), LEVELS[n]) for n in range(held + 1, star + 1))])


class HearingForm(BaseForm):
    finding = ChoiceField(N_("核实下来"), [(finding.value, words) for finding, words in FINDING_WORDS.items()])
    answer = LongText(N_("答复"), most=1000)

    @property
    def found(self) -> Finding:
        return Finding(self.finding.data)


class AppealForm(BaseForm):
    appeal_words = LongText(N_("为什么申诉"), most=1000)


class RevocationForm(BaseForm):
    fraud = LongText(N_("查实的弄虚作假"), most=500, hint=N_("不活动不是撤销的理由。本人先看到，可以申诉。"))


class PlaqueForm(BaseForm):
    adults = NumberField(N_("这户几个成年人"), least=1, most=20)
    agreed = NumberField(N_("几个人同意挂"), least=0, most=20)


class ProofForm(OnceForm):
    responsible = Text(N_("负责人"), most=40)
    handler = Text(N_("经办人"), most=40)
    contact = Text(N_("联系电话"), most=30)
    document_kind = Text(N_("证件类型"), optional=True, most=20)
    document_number = CodeField(N_("证件号码"), optional=True, most=30, hint=N_("只印在证明上，加密保存。"))
    purpose = Text(N_("用途"), optional=True, most=40)


class SentForm(BaseForm):
    document = Text(N_("报送文号"), most=60)
