"""A district's own sign-in: OpenID Connect as it stands, 企业微信 and 钉钉 by their own two steps."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

from webapp.people.settings.rules import Provider, is_safe

ALGORITHMS = ("RS256", "RS384", "RS512", "PS256", "ES256", "ES384", "EdDSA")  # never none, never one with our secret
PATIENCE = 8
WECOM_DOOR = "https://login.work.weixin.qq.com/wwlogin/sso/login"
WECOM = "https://qyapi.weixin.qq.com/cgi-bin"
DINGTALK_DOOR = "https://login.dingtalk.com/oauth2/auth"
DINGTALK = "https://api.dingtalk.com/v1.0"


@dataclass(frozen=True)
class Platform:
    kind: Provider
    client: str
    secret: str
    issuer: str = ""
    agent: str = ""

    @property
    def name(self) -> str:
        """Under which its people are kept: another company's 企业微信 is another provider."""
        return self.issuer if self.kind is Provider.OPENID else f"{self.kind.value}:{self.client}"

    @property
    def is_whole(self) -> bool:
        asked = [self.client, self.secret]
        if self.kind is Provider.OPENID:
            asked.append(self.issuer if is_safe(self.issuer) else "")
        if self.kind is Provider.WECOM:
            asked.append(self.agent)
        return self.kind is not Provider.NONE and all(asked)


def wecom_door(platform: Platform, back: str, state: str) -> str:
    asked = {"login_type": "CorpApp", "appid": platform.client, "agentid": platform.agent, "redirect_uri": back,
             "state": state}  # fmt: skip
    return f"{WECOM_DOOR}?{urlencode(asked)}"


def dingtalk_door(platform: Platform, back: str, state: str) -> str:
    asked = {"redirect_uri": back, "response_type": "code", "client_id": platform.client, "scope": "openid",
             "state": state, "prompt": "consent"}  # fmt: skip
    return f"{DINGTALK_DOOR}?{urlencode(asked)}"
