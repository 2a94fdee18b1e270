"""What is asked: of the person the least that tells who they are and what they want; of the office an act at a time."""

from collections.abc import Mapping
from typing import Any

from wtforms import validators

from webapp.centre.rights import consent_rules, rules
from webapp.centre.rights.consent_services import Said
from webapp.centre.rights.rules import NEEDS_WORDS, Channel, Kind, Paper, Proof, Refusal
from webapp.centre.rights.services import Wish
from webapp.core.forms.field_rules import REQUIRED
from webapp.core.forms.forms import (
    UNLESS_SHOWN,
    BaseForm,
    ChoiceField,
    CodeField,
    HiddenField,
    IdField,
    LongText,
    ManyField,
    PhoneField,
    PickField,
    Text,
)
from webapp.core.text.i18n import N_, gettext, lazy

MISSING_WORDS = N_("请写一句：哪里写错了该是什么，或是哪位亲人、什么关系。")


def _offers(words: Mapping[Any, str]) -> list[tuple[str, str]]:
    return [(str(kind), said) for kind, said in words.items()]


class AskForm(BaseForm):
    """On the public page; the list of fields is frozen in a test."""

    id = IdField(N_("记录编号"), optional=True)
    kind = ChoiceField(N_("您要办哪一样"), _offers(rules.KIND_WORDS))
    name = Text(N_("您的姓名"), most=40, hint=N_("和证件上一样"))
    room = Text(N_("住几门几号"), most=40, hint=N_("比如 2门602"))
    phone = PhoneField(N_("电话"), hint=N_("核对身份时联系您"))
    words = LongText(
        N_("想说的"), optional=N_("改正和亲人的要写"), most=500, hint=N_("改正的写哪里不对；亲人的写是谁、什么关系")
    )  # fmt: skip

    def validate(self, extra_validators: Any = None) -> bool:
        fine = super().validate(extra_validators)
        if self.kind.data in NEEDS_WORDS and not self.words.data:
            self.fail("words", gettext(MISSING_WORDS))
            return False
        return fine

    @property
    def wish(self) -> Wish:
        return Wish(Kind(self.kind.data), self.name.data or "", self.phone.data or "", self.room.data or "",
                    self.words.data)  # fmt: skip


class TakeForm(AskForm):
    """The same at the counter or the door, by somebody who works there."""

    unit_id = PickField(N_("哪里的居民"))
    channel = ChoiceField(
        N_("在哪儿说的"), [(one.value, rules.CHANNEL_WORDS[one]) for one in (Channel.COUNTER, Channel.DOOR)]
    )


class CodeForm(BaseForm):
    code = CodeField(N_("查询码"), most=24, hint=N_("像 7K3M-9QXA-2FHT-8RWC 这样"))


class SpokenForm(BaseForm):
    digits = CodeField(N_("社区打电话念给您的六位数"), most=6, render_kw={"inputmode": "numeric"})


class SheetForm(BaseForm):
    """How the person takes it."""

    way = HiddenField(N_("怎么拿"), optional=True, most=8)


class PaperForm(BaseForm):
    paper = ChoiceField(N_("看了哪样证件"), _offers(rules.PAPER_WORDS))
    proof = ChoiceField(N_("看了哪样关系证明"), _offers(rules.PROOF_WORDS), optional=UNLESS_SHOWN)  # for the dead
    code_end = Text(
        N_("查询码的后四位"), optional=UNLESS_SHOWN, most=19, hint=N_("看来人手机上或纸上的，对得上才是本人提的")
    )  # fmt: skip

    @property
    def told(self) -> dict[str, Any]:
        proof = Proof(self.proof.data) if self.proof.data else None
        return {"paper": Paper(self.paper.data), "proof": proof, "code_end": self.code_end.data or ""}


class MatchForm(BaseForm):
    """One of the two, as the list of those found names it."""

    resident_id = IdField(N_("名册里的哪一位"), optional=True)
    volunteer_id = IdField(N_("哪一位志愿者"), optional=True)

    def validate(self, extra_validators: Any = None) -> bool:
        fine = super().validate(extra_validators)
        if not self.resident_id.data and not self.volunteer_id.data:
            self.fail("resident_id", gettext(REQUIRED))
            return False
        return fine


class CorrectForm(BaseForm):
    words = LongText(N_("改了什么，怎么告诉本人"), most=500)


class WithdrawForm(BaseForm):
    consents = ManyField(N_("撤回哪几样同意"), optional=UNLESS_SHOWN)


class EraseForm(WithdrawForm):
    fields = ManyField(N_("删哪几项"), optional=UNLESS_SHOWN)


class RefuseForm(BaseForm):
    ground = PickField(N_("为什么不能办"), _offers(rules.REFUSAL_WORDS))
    words = LongText(N_("给本人的话"), optional=True, most=500)

    @property
    def told(self) -> dict[str, Any]:
        return {"ground": Refusal(self.ground.data), "words": self.words.data}


class ReasonForm(BaseForm):
    """Why somebody looks at, or releases, whoever asked to be left alone."""

    reason = Text(
        N_("为什么"), most=200,
        rules=[validators.Length(min=4, message=lazy(N_("请写一句为什么要看，至少四个字。")))],
    )  # fmt: skip


class ConsentForm(BaseForm):
    purpose = ChoiceField(N_("同意哪一样"), _offers(consent_rules.PURPOSE_WORDS))
    channel = ChoiceField(N_("怎么说的"), _offers(consent_rules.CHANNEL_WORDS))
    guardian = Text(N_("哪位监护人同意的"), optional=N_("不满十四周岁要写"), most=40)

    @property
    def told(self) -> Said:
        purpose = consent_rules.Purpose(self.purpose.data)
        channel = consent_rules.Channel(self.channel.data)
        return Said(purpose, consent_rules.CURRENT[purpose], channel, self.guardian.data)
