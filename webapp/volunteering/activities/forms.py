from typing import Any

from webapp.core.forms.field_rules import within_a_year
from webapp.core.forms.forms import (
    BaseForm,
    ChoiceField,
    CodeField,
    DateField,
    LongText,
    MomentField,
    NumberField,
    OnceForm,
    PhoneField,
    PickField,
    Text,
    TickField,
)
from webapp.core.text.i18n import N_
from webapp.volunteering.activities.demand_models import Score
from webapp.volunteering.activities.demand_services import Wish
from webapp.volunteering.activities.models import Risk
from webapp.volunteering.activities.services import Plan
from webapp.volunteering.volunteers.forms import SKILLS
from webapp.volunteering.volunteers.models import Skill

RISK_WORDS = {Risk.NONE: N_("没什么风险"), Risk.SOME: N_("有点风险"), Risk.HIGH: N_("风险高，要先上保险")}
SCORE_WORDS = {Score.GOOD: N_("满意"), Score.FAIR: N_("一般"), Score.BAD: N_("不满意")}
SCORES = [(score.value, words) for score, words in SCORE_WORDS.items()]


class DepartmentForm(BaseForm):
    name = Text(N_("叫什么"), most=40, hint=N_("如 维修服务部"))
    skill = PickField(N_("管哪一项"), SKILLS)
    lead = CodeField(N_("部长的志愿者编号"), most=20, optional=True)
    deputy = CodeField(N_("副部长的志愿者编号"), most=20, optional=True)
    needs_paper = TickField(N_("接单要有资质"))


class LeadsForm(BaseForm):
    lead_id = PickField(N_("部长"), optional=True)
    deputy_id = PickField(N_("副部长"), optional=True, hint=N_("部长不在时，到岗由副部长确认"))


class MemberForm(BaseForm):
    number = CodeField(N_("志愿者编号"), most=20)


class ActivityForm(OnceForm):
    title = Text(N_("活动名称"), most=60)
    act = PickField(N_("按哪条规则计分"), hint=N_("没有规则的活动只记时长"))
    venue = Text(N_("在哪里"), most=80)
    what = LongText(N_("做什么"), most=600)
    department_id = PickField(N_("哪个服务部"), optional=True)
    lead_account_id = PickField(N_("谁带队"))
    risk = ChoiceField(N_("风险"), [(risk.value, words) for risk, words in RISK_WORDS.items()], default=Risk.NONE.value)
    risk_text = LongText(N_("风险写清楚"), optional=N_("有风险要写"), most=300, hint=N_("志愿者报名前看得到"))
    is_insured = TickField(N_("上了保险"))
    policy_number = Text(N_("保单号"), optional=N_("风险高要填"), most=60)
    needs_paper = PickField(N_("要什么资质"), SKILLS, optional=True)
    least_age = NumberField(N_("最小几岁"), optional=True, least=1, most=99)
    is_for_children = TickField(N_("带孩子的活动，每班至少两个大人"))

    @property
    def plan(self) -> Plan:
        given: dict[str, Any] = self.values
        given |= {"risk": Risk(self.risk.data), "risk_text": self.risk_text.data or ""}
        given |= {"policy_number": self.policy_number.data or ""}
        given["needs_paper"] = Skill(self.needs_paper.data) if self.needs_paper.data else None
        return Plan(**given)


class ShiftForm(OnceForm):
    starts_at = MomentField(N_("几点开始"), rules=[within_a_year])
    ends_at = MomentField(N_("几点结束"), rules=[within_a_year])
    places = NumberField(N_("要几个人"), least=1, most=500, default=4)


class CancelForm(BaseForm):
    reason = Text(N_("为什么取消"), most=200)


class SignUpForm(BaseForm):
    knows_risk = TickField(N_("风险我看过了，知道了"))


class EnterForm(BaseForm):
    number = CodeField(N_("志愿者编号"), most=20)
    came_at = MomentField(N_("几点到"))
    left_at = MomentField(N_("几点走"), optional=True, hint=N_("还没走就空着，走的时候再补"))
    is_paper = TickField(N_("照签到纸补记"), hint=N_("纸上要有带队人和社区两个签名"))
    note = Text(N_("说明"), optional=N_("一天超过 8 小时要写"), most=200)


class ScanForm(BaseForm):
    note = Text(N_("说明"), optional=N_("一天超过 8 小时要写"), most=200)


class CloseForm(BaseForm):
    left_at = MomentField(N_("几点走"))
    note = Text(N_("说明"), optional=N_("一天超过 8 小时要写"), most=200)


class VoidForm(BaseForm):
    reason = Text(N_("为什么作废"), most=200)


class DemandForm(OnceForm):
    skill = PickField(N_("哪一类"), SKILLS)
    words = LongText(N_("要帮什么忙"), most=300, hint=N_("照本人的话写"))
    asker = Text(N_("谁要的"), most=40)
    phone = PhoneField(N_("电话"), optional=True, hint=N_("只给接单的志愿者看"))
    venue = Text(N_("门牌"), optional=True, most=80, hint=N_("只给接单的志愿者看"))
    wanted_on = DateField(N_("哪天要"), optional=True, planned=True)

    @property
    def wish(self) -> Wish:
        return Wish(**self.values | {"skill": Skill(self.skill.data)})


class DispatchForm(BaseForm):
    department_id = PickField(N_("派给哪个服务部"))


class FinishForm(BaseForm):
    came_at = MomentField(N_("几点到"))
    left_at = MomentField(N_("几点走"))
    note = Text(N_("说明"), optional=N_("一天超过 8 小时要写"), most=200)


class RateForm(BaseForm):
    score = ChoiceField(N_("怎么样"), SCORES)
    words = Text(N_("说一句"), optional=N_("不满意要写一句"), most=200)
