"""Shape and range; what the law and the register say is the services' to refuse."""

from typing import Any

from wtforms import validators

from webapp.core.forms.forms import (
    UNLESS_SHOWN,
    BaseForm,
    ChoiceField,
    DateField,
    HiddenField,
    IdField,
    LongText,
    ManyField,
    MomentField,
    NumberField,
    PhoneField,
    PickField,
    Text,
    TickField,
)
from webapp.core.text.i18n import N_, gettext
from webapp.exchange.market import fault_rules, wage_rules
from webapp.exchange.market.fit_rules import LIMIT_WORDS, REACH_WORDS, SKILL_WORDS, SLOT_WORDS, Reach
from webapp.exchange.market.listing_services import JobTerms, OfferNotCheaper, OfferTerms
from webapp.exchange.market.listing_services import Text as ListingText
from webapp.exchange.market.rules import COMPLAINT_WORDS, CURRENT, ComplaintKind, Purpose
from webapp.exchange.market.seeker_services import Agreed, Who, Wishes
from webapp.exchange.market.wage_rules import PAY_WORDS, Floor, Pay, PayUnit


def _money(form: Any, field: Any) -> None:
    if field.data is not None and not wage_rules.fen(field.data):
        raise validators.ValidationError(gettext(N_("请写成 24.4 这样的数，单位是元。")))


def _choices(words: Any) -> list[tuple[str, str]]:
    return [(key.value, said) for key, said in words.items()]


def _fen(text: str | None) -> int | None:
    return wage_rules.fen(text) if text else None


def money(label: str, **kw: Any) -> Text:
    """Yuan, at most two digits after the point."""
    return Text(label, most=9, rules=[_money], render_kw={"inputmode": "decimal"}, **kw)


class ListingForm(BaseForm):
    """What both sorts ask. `id` makes a repeated post one row."""

    id = IdField(N_("记录编号"), optional=True)
    title = Text(N_("一句话说是什么"), most=40)


class JobForm(ListingForm):
    title = Text(N_("招做什么的"), most=40, hint=N_("比如：周末收银员"))
    words = LongText(
        N_("做些什么"), most=600, hint=N_("写活儿本身。男女、年龄、户口、民族、信仰、身体、婚育都不能当条件")
    )
    pay = money(N_("工钱"))
    unit = ChoiceField(N_("怎么算"), _choices(PAY_WORDS))
    hours = NumberField(N_("一天几小时"), least=1, most=12)
    days = NumberField(N_("一周几天"), least=1, most=7)
    head_count = NumberField(N_("要几个人"), least=1, most=99)
    slots = ManyField(N_("什么时候上班"), _choices(SLOT_WORDS))
    skills = ManyField(N_("要会什么"), _choices(SKILL_WORDS), optional=True)
    demands = ManyField(N_("这活儿要"), _choices(LIMIT_WORDS), optional=True)
    place = Text(N_("在哪儿干"), optional=True, most=60, hint=N_("不写就是店里"))
    insists = Text(
        N_("标出来的为什么不是条件"), optional=N_("不改就要写"), most=200, hint=N_("社区看得到您写的，由社区定能不能登")
    )
    floor: Floor | None = None  # the minimum wage of the place and day

    def validate(self, extra_validators: Any = None) -> bool:
        """The shape and what the law says of words and pay are told together, not one after another."""
        fine = super().validate(extra_validators)
        pay = None if {"pay", "unit", "hours", "days"} & self.errors.keys() else self.terms.pay
        words = (self.title.data or "", self.words.data or "", self.insists.data or "")
        found = fault_rules.faults(*words, pay, self.floor)
        for fault in found:
            self.fail(fault.field, fault.sentence())
        return fine and not found

    @property
    def text(self) -> ListingText:
        return ListingText(self.title.data, self.words.data or "", self.insists.data or "")

    @property
    def terms(self) -> JobTerms:
        pay = Pay(_fen(self.pay.data) or 0, PayUnit(self.unit.data), self.hours.data, self.days.data)
        return JobTerms(
            pay, self.head_count.data, tuple(self.slots.data or ()), self.place.data or "",
            tuple(self.skills.data or ()), tuple(self.demands.data or ()),
        )  # fmt: skip


class OfferForm(ListingForm):
    title = Text(N_("什么优惠"), most=40, hint=N_("比如：理发八折"))
    words = LongText(N_("说详细一点"), optional=True, most=300)
    before = money(N_("原价（元）"), optional=True)
    after = money(N_("优惠价（元）"), optional=True)
    terms_words = Text(N_("有什么条件"), optional=True, most=120, hint=N_("比如：周一到周四，每人一次"))
    valid_to = DateField(N_("到哪天为止"), planned=True)

    def validate_after(self, field: Any) -> None:
        before, after = _fen(self.before.data), _fen(field.data)
        if before and after and after >= before:
            raise validators.ValidationError(OfferNotCheaper().sentence())

    @property
    def text(self) -> ListingText:
        return ListingText(self.title.data, self.words.data or "")

    @property
    def terms(self) -> OfferTerms:
        return OfferTerms(
            self.valid_to.data, _fen(self.before.data), _fen(self.after.data), self.terms_words.data or ""
        )


class ShopForm(BaseForm):
    """Whose it is, where a worker writes it down or hands over a link."""

    merchant_id = PickField(N_("哪家店"))


class ReviewForm(BaseForm):
    why = Text(N_("标出来的为什么可以登"), optional=UNLESS_SHOWN, most=200)  # where something is marked


class ProposalForm(BaseForm):
    listing_id = IdField(N_("哪一条"))
    back = HiddenField(N_("从哪一页来"), optional=True, most=10)


class WordsForm(BaseForm):
    words = Text(N_("为什么"), most=200)


class YesNoForm(BaseForm):
    says = ChoiceField(N_("您看行吗"), (("yes", N_("行")), ("no", N_("不行"))))


class KeepForm(BaseForm):
    """What a shop says of what it has up."""

    act = ChoiceField(
        N_("现在怎么样"), (("confirm", N_("还是这样，接着登")), ("pause", N_("先停一停")), ("fill", N_("不用了，撤下")))
    )


class SeekerForm(BaseForm):
    """The page's form and the phone's. Version 1: household_id, name, phone, slots, skills, limits, reach, wish, note,
    is_16, agree_work, agree_offers, work_version, offers_version."""

    id = IdField(N_("记录编号"), optional=True)
    household_id = IdField(N_("谁家"), optional=True)
    building_id = PickField(N_("住哪栋楼"), optional=True, hint=N_("只用来算远近；不说也行"))
    name = Text(N_("怎么称呼"), optional=N_("找活要填"), most=20)
    phone = PhoneField(N_("电话"), optional=N_("找活要填"), hint=N_("两边都说行，才给对方看"))
    slots = ManyField(N_("什么时候有空"), _choices(SLOT_WORDS), optional=N_("找活要选"))
    skills = ManyField(N_("会什么"), _choices(SKILL_WORDS), optional=True)
    limits = ManyField(N_("做不了什么"), _choices(LIMIT_WORDS), optional=True)
    reach = ChoiceField(N_("想在多远"), _choices(REACH_WORDS), optional=True)
    wish = money(N_("每小时至少多少元"), optional=True)
    note = Text(N_("还想说什么"), optional=True, most=100, hint=N_("加密存，只有社区看得到"))
    is_16 = TickField(N_("满 16 周岁了"))
    agree_work = TickField(N_("我同意，帮我找活"))
    agree_offers = TickField(N_("我同意，优惠告诉我"))
    work_version = HiddenField(N_("同意书"), optional=True, most=20, default=CURRENT[Purpose.WORK])
    offers_version = HiddenField(N_("同意书"), optional=True, most=20, default=CURRENT[Purpose.OFFERS])
    captured_at = MomentField(N_("什么时候"), optional=True)

    @property
    def who(self) -> Who:
        return Who(self.name.data, self.phone.data, bool(self.is_16.data))

    @property
    def wishes(self) -> Wishes:
        return Wishes(
            tuple(self.slots.data or ()), tuple(self.skills.data or ()), tuple(self.limits.data or ()),
            Reach(self.reach.data or Reach.COMMUNITY), _fen(self.wish.data), self.note.data,
        )  # fmt: skip

    @property
    def agreed(self) -> Agreed:
        return Agreed(
            (self.work_version.data or "") if self.agree_work.data else "",
            (self.offers_version.data or "") if self.agree_offers.data else "",
            self.captured_at.data,
        )

    @property
    def told(self) -> dict[str, Any]:
        """For `seeker_services.enter_at_door`."""
        return {
            "id": self.id.data, "household_id": self.household_id.data or "", "who": self.who, "wishes": self.wishes,
            "agreed": self.agreed,
        }  # fmt: skip


class StartForm(BaseForm):
    on = DateField(N_("哪天上岗的"))
    knows = TickField(N_("问清楚了，时间不冲突"))


class StillForm(BaseForm):
    still = ChoiceField(N_("还在那儿干吗"), (("yes", N_("还在")), ("no", N_("不在了")), ("unknown", N_("联系不上"))))

    @property
    def there(self) -> bool | None:
        return {"yes": True, "no": False}.get(self.still.data)


class ComplaintForm(BaseForm):
    kind = ChoiceField(N_("怎么回事"), _choices(COMPLAINT_WORDS))
    words = LongText(N_("说清楚一点"), most=600, hint=N_("哪天、多少钱、怎么说的"))
    name = Text(N_("怎么称呼您"), optional=True, most=20)
    phone = PhoneField(N_("电话"), optional=True, hint=N_("只给办事的人看，办结一年后删"))

    @property
    def sort(self) -> ComplaintKind:
        return ComplaintKind(self.kind.data)


class DecideForm(BaseForm):
    verdict = ChoiceField(N_("查下来"), (("upheld", N_("属实")), ("not", N_("不属实"))))
    note = Text(N_("怎么查的"), most=300)


class FloorForm(BaseForm):
    valid_from = DateField(N_("从哪天起"))
    hour = money(N_("每小时（元）"))
    month = money(N_("每月（元）"))
    document = Text(N_("文号"), most=120)

    @property
    def amounts(self) -> tuple[int, int]:
        return _fen(self.hour.data) or 0, _fen(self.month.data) or 0
