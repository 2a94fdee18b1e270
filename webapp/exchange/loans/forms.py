from datetime import datetime
from typing import Any

from webapp.core.data import ids
from webapp.core.forms.forms import (
    BaseForm,
    ChoiceField,
    CodeField,
    FileField,
    HiddenField,
    IdField,
    ManyField,
    MomentField,
    NumberField,
    OnceForm,
    PickField,
    Text,
    TickField,
)
from webapp.core.text.i18n import N_, gettext
from webapp.exchange.loans import rules
from webapp.exchange.loans.scan_services import Line
from webapp.exchange.loans.slip_services import DEED_WORDS, Deed, Slip
from webapp.exchange.tools.forms import MONEY

READER = {"autocomplete": "off", "autocapitalize": "off", "spellcheck": "false", "lang": "en"}


class ScanForm(BaseForm):
    """The reader's line and what the page holds beside it. An empty line with Enter says yes to what is asked."""

    words = Text(N_("刷门禁卡，扫工具"), optional=True, most=80, render_kw=READER | {"data-scan": "", "autofocus": ""})
    id = IdField(N_("借用编号"), optional=True)
    who = IdField(N_("谁借"), optional=True)
    copy = IdField(N_("哪一件"), optional=True)
    check = IdField(N_("验哪一件"), optional=True)
    read = HiddenField(N_("念过了"), optional=True, most=1)
    box = HiddenField(N_("归还箱"), optional=True, most=1)
    proxy = Text(N_("替人来借的，写来的人"), optional=True, most=40)

    def line(self, station_id: str | None, fresh_card: str) -> Line:
        return Line(
            words=self.words.data or "", loan_id=self.id.data or ids.new(), resident_id=self.who.data,
            tool_id=self.copy.data, check_id=self.check.data, station_id=station_id, in_box=bool(self.box.data),
            proxy_name=self.proxy.data, safety_read=bool(self.read.data), fresh_card=fresh_card,
        )  # fmt: skip


class SlipForm(BaseForm):
    """The phone's line where there is no network. Version 1: id, deed, number, who, safety_read, is_whole, station_id,
    captured_at."""

    id = IdField(N_("记录编号"), optional=True)
    deed = ChoiceField(N_("借还是还"), [(deed.value, words) for deed, words in DEED_WORDS.items()])
    who = Text(
        N_("谁借：刷卡，或门牌、姓名、手机后四位"), optional=N_("来还的不用填"), most=80, render_kw=READER
    )
    number = Text(N_("扫工具，或打编号"), most=80, render_kw=READER | {"inputmode": "numeric"})
    safety_read = TickField(N_("安全提示念过了，听明白了"))
    is_whole = TickField(N_("还回来的都齐、没坏"))
    station_id = IdField(N_("在哪个站点"), optional=True)
    captured_at = MomentField(N_("什么时候"), optional=True)

    def validate(self, extra_validators: Any = None) -> bool:
        fine = super().validate(extra_validators)
        if self.deed.data == Deed.LEND.value and not self.who.data:
            self.fail("who", gettext(N_("这一项要填。")))
            return False
        return fine

    def slip(self, at: datetime | None) -> Slip:
        return Slip(
            self.id.data or ids.new(), Deed(self.deed.data), self.number.data or "", self.who.data or "",
            bool(self.safety_read.data), bool(self.is_whole.data), self.station_id.data, at,
        )  # fmt: skip


class CheckForm(BaseForm):
    there = ManyField(N_("还回来的配件"), optional=True)
    is_broken = TickField(N_("坏了，送修"))
    goes_on = TickField(N_("少了也能借"))
    words = Text(N_("什么样"), optional=N_("“少了也能借”要写"), most=200)
    photos = FileField(N_("拍张照"), optional=True, accept="image/*")


class ReserveForm(BaseForm):
    model_id = PickField(N_("约哪一样"))
    need_seen = TickField(N_("看过病历或残疾证，不留底"))


class WhyForm(BaseForm):
    why = Text(N_("怎么回事"), most=200)


class PauseForm(OnceForm):
    days = NumberField(N_("停几天"), least=1, most=180, default=30)
    why = Text(N_("为什么"), most=200)


class CardForm(BaseForm):
    card = Text(N_("把卡再刷一下"), most=40, render_kw=READER)


class TicketForm(BaseForm):
    words = Text(N_("哪里坏了"), most=200)


class RepairedForm(BaseForm):
    cost = Text(N_("花了多少元"), optional=True, most=10, rules=MONEY, render_kw={"inputmode": "decimal"})


class MoveForm(BaseForm):
    station_id = PickField(N_("搬到哪个站点"))


class OwnForm(BaseForm):
    """Opens somebody's own loans: what stands on the card, and the code from the counter."""

    card = Text(N_("门禁卡卡号"), most=40, hint=N_("印在卡背面的一串数字"), render_kw=READER)
    code = CodeField(
        N_("查询码"), most=rules.CODE_DIGITS, hint=N_("前台给的 6 位数，不是生日"),
        render_kw={"inputmode": "numeric", "autocomplete": "off"},
    )  # fmt: skip


class OwnReserveForm(BaseForm):
    model_id = IdField(N_("约哪一样"))
