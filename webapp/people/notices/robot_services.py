"""Group robots as they really answer, laid under the kept library.

WeCom, DingTalk and Feishu answer 200 to everything and say in the body whether they took it; the library looks at the
status alone and would count a refused message as sent. And it encodes DingTalk's signature twice, which that robot
refuses. Both are mended where the library sends, and nowhere else. Look again when apprise reads the body itself.
"""

from typing import Any
from urllib.parse import unquote

import requests

REFUSED = 502


class Refused(Exception):
    """What the robot said, as its own number."""

    def __init__(self, code: int) -> None:
        super().__init__(f"robot {code}")


class HonestRequests:
    """Stands for `requests` inside the three plugins: the robot's own word decides."""

    codes = requests.codes
    RequestException = requests.RequestException

    def __init__(self) -> None:
        self.refusal: int | None = None

    def post(self, url: str, **how: Any) -> requests.Response:
        if params := how.get("params"):
            how["params"] = {**params, "sign": unquote(params["sign"])} if "sign" in params else params
        answer = requests.post(url, **how)  # noqa: S113  the library gives its timeout
        if code := refusal(answer):
            self.refusal, answer.status_code = code, REFUSED
        return answer


def refusal(answer: requests.Response) -> int | None:
    """The robot's number where it did not take the message: `errcode` (WeCom, DingTalk) or `code` (Feishu)."""
    try:
        said = answer.json()
    except ValueError:
        return None
    code = said.get("errcode", said.get("code", 0)) if isinstance(said, dict) else 0
    return code if isinstance(code, int) and code else None


def post(address: str, title: str, body: str) -> bool:
    """True when it was taken; a robot's refusal is raised with its number."""
    import apprise
    from apprise.plugins import dingtalk, feishu, wecombot

    honest: Any = HonestRequests()
    for plugin in (dingtalk, feishu, wecombot):
        setattr(plugin, "requests", honest)  # noqa: B010
    carrier: Any = apprise.Apprise()
    sent = bool(carrier.add(address) and carrier.notify(title=title, body=body))
    if honest.refusal is not None:
        raise Refused(honest.refusal)
    return sent
