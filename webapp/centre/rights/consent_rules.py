"""The texts people agree to for what the register keeps only by consent: never changed, a new wording is a new version.
Each names the field that goes when the consent does."""

from enum import StrEnum

from webapp.core.text.i18n import N_


class Purpose(StrEnum):
    PHONE = "phone"
    HEALTH = "health"
    NUMBER = "number"


class Channel(StrEnum):
    FACE = "face"
    PAPER = "paper"
    PHONE = "phone"


PURPOSE_WORDS = {Purpose.PHONE: N_("留电话"), Purpose.HEALTH: N_("记健康情况"), Purpose.NUMBER: N_("记身份证号")}
CHANNEL_WORDS = {Channel.FACE: N_("当面说的"), Channel.PAPER: N_("签在纸上"), Channel.PHONE: N_("电话里说的")}
TEXTS = {
    "phone-1": N_("社区可以记下我的电话，有事找我、回访我说的事。不给商户，不用来推销。我随时能撤回，撤回就删。"),
    "health-1": N_(
        "社区可以记下我要留心的健康情况（比如听力弱、行动不便），只为上门和有急事时照看我。"
        "加密存，谁看都要写原因。我随时能撤回，撤回就删，不影响给我办事。"
    ),
    "number-1": N_("社区可以记下我的证件号，只为代办证件、补贴。加密存，谁看都要写原因。我随时能撤回，撤回就删。"),
}  # fmt: skip
CURRENT = {Purpose.PHONE: "phone-1", Purpose.HEALTH: "health-1", Purpose.NUMBER: "number-1"}
FIELDS = {Purpose.PHONE: "phone", Purpose.HEALTH: "health", Purpose.NUMBER: "id_number"}
