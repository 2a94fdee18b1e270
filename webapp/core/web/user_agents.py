"""What a browser calls itself, in words a person knows: 手机 · Chrome."""

from webapp.core.text.i18n import N_, gettext

KINDS = (
    (("iPad", "Tablet"), N_("平板")),
    (("Mobile", "Android", "iPhone"), N_("手机")),
    (("Mozilla", "Opera"), N_("电脑")),
)
# The first that fits: WeChat and Edge also call themselves Chrome, and Chrome calls itself Safari.
BROWSERS = (
    (("MicroMessenger",), N_("微信")),
    (("Edg",), "Edge"),
    (("HuaweiBrowser",), N_("华为浏览器")),
    (("MiuiBrowser",), N_("小米浏览器")),
    (("Firefox", "FxiOS"), "Firefox"),
    (("Chrome", "CriOS"), "Chrome"),
    (("Safari",), "Safari"),
)
BETWEEN = " · "


def describe(agent: str) -> str:
    """Kept in Chinese; said() turns each word into the reader's language."""
    found = (_first(KINDS, agent), _first(BROWSERS, agent))
    return BETWEEN.join(word for word in found if word)


def said(device: str) -> str:
    return BETWEEN.join(gettext(word) for word in device.split(BETWEEN)) if device else gettext("没有名字的设备")


def _first(table: tuple[tuple[tuple[str, ...], str], ...], agent: str) -> str:
    return next((word for marks, word in table if any(mark in agent for mark in marks)), "")
