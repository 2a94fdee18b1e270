"""What may leave the product, and in which words the kept library is addressed."""

import re
from datetime import timedelta
from urllib.parse import quote

from webapp.core.text.i18n import N_

KIND_WORDS = {
    "wecom": N_("企业微信群机器人"),
    "dingtalk": N_("钉钉群机器人"),
    "feishu": N_("飞书群机器人"),
    "email": N_("邮箱"),
}

# Numbers, dates and case numbers leave; a name, a door or somebody's words cannot be written with these.
HARMLESS = re.compile(r"[0-9][0-9.\-/:% ]{0,30}")
DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
NOT_ACCEPTED, NO_MAIL = "not accepted", "no mail server"
ROBOT_SAID = re.compile(r"robot (-?[0-9]+)")
TROUBLES = {NO_MAIL: N_("还没配发信的邮箱"), NOT_ACCEPTED: N_("对方没收")}
# What people paste is the whole address a group shows them; what the library wants is the part that is secret.
KEY_IN_ADDRESS = re.compile(r"[?&](?:key|access_token)=([^&\s]+)|/hook/([^/?\s]+)")
RETRIES = tuple(timedelta(minutes=m) for m in (1, 5, 30, 120, 600))


MAILBOX = re.compile(r"[^@\s,;?&]+@[^@\s,;?&]+\.[^@\s,;?&.]+")


def is_mailbox(typed: str) -> bool:
    """One address, nothing that adds another or a header."""
    return MAILBOX.fullmatch(typed.strip()) is not None


def is_harmless(value: object) -> bool:
    """Numbers, and text that can only be a date, a time or a number."""
    return isinstance(value, int) or (isinstance(value, str) and HARMLESS.fullmatch(value) is not None)


def key_of(typed: str) -> str:
    found = KEY_IN_ADDRESS.search(typed)
    return next(filter(None, found.groups())) if found else typed.strip()


def trouble(error: str) -> tuple[str, dict[str, str]]:
    """A failed try in words, for whoever keeps the channel."""
    if said := ROBOT_SAID.fullmatch(error):
        return N_("群里的机器人不收，回的代码 %(code)s"), {"code": said[1]}
    return TROUBLES.get(error, N_("连不上")), {}


def address(kind: str, key: str, secret: str | None, mail_server: str = "") -> str:
    """The library's own address for a channel. `mail_server` is the installation's, with its account."""
    key = quote(key_of(key), safe="")
    if kind == "wecom":
        return f"wecombot://{key}/"
    if kind == "feishu":
        return f"feishu://{key}/"
    if kind == "dingtalk":
        return f"dingtalk://{quote(secret, safe='')}@{key}/" if secret else f"dingtalk://{key}/"
    join = "&" if "?" in mail_server else "?"
    return f"{mail_server}{join}to={key}"
