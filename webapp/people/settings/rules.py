"""The settings, one line each: what it is called, what it may be, what it is until somebody decides."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any
from urllib.parse import urlsplit

from webapp.core.text.i18n import N_, listed


class Name(StrEnum):
    OWNER = "owner"
    PHONE = "phone"
    SITE = "site"
    ZONE = "zone"
    ROUND = "round"
    ROUND_KEY = "round_key"
    ROUND_ILL = "round_ill"
    ROUND_TENANTS = "round_tenants"
    KEEP_MOVED = "keep_moved"
    KEEP_VISITS = "keep_visits"
    KEEP_SIGN_INS = "keep_sign_ins"
    SECOND_STEP = "second_step"
    PROVIDER = "provider"
    PROVIDER_ISSUER = "provider_issuer"
    PROVIDER_CLIENT = "provider_client"
    PROVIDER_AGENT = "provider_agent"
    PROVIDER_SECRET = "provider_secret"  # noqa: S105
    MAIL = "mail"
    SECOND_PLACE = "second_place"
    SECOND_ENDPOINT = "second_endpoint"
    SECOND_KEY = "second_key"
    SECOND_SECRET = "second_secret"  # noqa: S105
    KEEP_DAILY = "keep_daily"
    KEEP_WEEKLY = "keep_weekly"
    KEEP_MONTHLY = "keep_monthly"
    PHONE_SILENT = "phone_silent"
    STATE = "state"
    STATE_WORDS = "state_words"
    PUT_OFF = "put_off"
    MUST_PHOTO = "must_photo"
    SCORE_PAY = "score_pay"
    TIME_STAMP = "time_stamp"
    READ_DOORS = "read_doors"
    READ_REVEALS = "read_reveals"
    READ_SEARCHES = "read_searches"
    READ_COVERS = "read_covers"
    READ_NIGHT = "read_night"


class Kind(StrEnum):
    TEXT = "text"
    DAYS = "days"
    CHOICE = "choice"
    SECRET = "secret"  # noqa: S105
    NAMES = "names"


class State(StrEnum):
    OPEN = "open"
    READ_ONLY = "read_only"


class Switch(StrEnum):
    OFF = "off"
    ON = "on"


class SecondStep(StrEnum):
    CHOICE = "choice"
    REQUIRED = "required"


class Provider(StrEnum):
    """Whose sign-in is taken for ours, once a person has said which account is theirs."""

    NONE = "none"
    OPENID = "openid"
    WECOM = "wecom"
    DINGTALK = "dingtalk"


@dataclass(frozen=True)
class Setting:
    name: Name
    label: str
    kind: Kind
    default: Any = ""
    hint: str = ""
    least: int = 1
    most: int = 200
    choices: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Group:
    key: str
    title: str
    words: str
    settings: tuple[Setting, ...]
    needs_document: bool = False  # a change names the paper it rests on


YEAR = 365
ZONES = (("Asia/Shanghai", N_("北京时间")), ("Asia/Urumqi", N_("新疆时间（晚两小时）")))
STATES = ((State.OPEN.value, N_("照常使用")), (State.READ_ONLY.value, N_("只能看，不能写")))
SWITCHES = ((Switch.OFF.value, N_("关")), (Switch.ON.value, N_("开")))
SECOND_STEPS = (
    (SecondStep.CHOICE.value, N_("自己决定要不要")), (SecondStep.REQUIRED.value, N_("街道和区的岗位都要有")),
)  # fmt: skip
PROVIDERS = (
    (Provider.NONE.value, N_("不启用")), (Provider.OPENID.value, N_("统一身份认证（OpenID Connect）")),
    (Provider.WECOM.value, N_("企业微信")), (Provider.DINGTALK.value, N_("钉钉")),
)  # fmt: skip

GROUPS = (
    Group("names", N_("名称和地址"), N_("写在每页下面、门牌二维码和纪要上的。"), (
        Setting(Name.OWNER, N_("主办单位"), Kind.TEXT, hint=N_("区一级以上的单位，写在每页下面"), most=60),
        Setting(Name.PHONE, N_("区网格中心电话"), Kind.TEXT, hint=N_("登录不了的人打这个电话"), most=20),
        Setting(Name.SITE, N_("网站地址"), Kind.TEXT,
                hint=N_("手机扫码打开的地址，以 https:// 开头；空着就用做纸的人当时用的地址"), most=120),
        Setting(Name.ZONE, N_("时区"), Kind.CHOICE, "Asia/Shanghai", choices=ZONES),
    )),
    Group("rounds", N_("走访间隔"), N_("改了以后，每一户从下一次走访起按新的天数算。"), (
        Setting(Name.ROUND, N_("普通户几天一次"), Kind.DAYS, 180, least=14, most=YEAR),
        Setting(Name.ROUND_KEY, N_("独居、高龄、残疾、低保、留守几天一次"), Kind.DAYS, 30, least=3, most=180),
        Setting(Name.ROUND_ILL, N_("重病户几天一次"), Kind.DAYS, 15, least=1, most=90),
        Setting(Name.ROUND_TENANTS, N_("出租户几天一次"), Kind.DAYS, 90, least=7, most=YEAR),
    )),
    Group("keeping", N_("信息留多久"), N_("到期的每天夜里清掉；“我们存了什么”那一页会跟着变。"), (
        Setting(Name.KEEP_MOVED, N_("搬走或去世后，电话和证件号留几天"), Kind.DAYS, 730, least=0, most=1095),
        Setting(Name.KEEP_VISITS, N_("走访时说的话留几天"), Kind.DAYS, 1095, least=YEAR, most=1825),
        Setting(Name.KEEP_SIGN_INS, N_("登录记录留几天"), Kind.DAYS, 180, least=180, most=1095,
                hint=N_("网络安全法要求不少于六个月")),
    )),
    Group("mail", N_("邮件"), N_("通知走邮箱时用哪个账号发；群机器人在“通知渠道”里设。"), (
        Setting(Name.MAIL, N_("发信账号"), Kind.SECRET,
                hint=N_("写成 mailtos://账号:密码@smtp.邮箱域名；存的时候加密，这里不再显示"), most=300),
    )),
    Group("machine", N_("机器和备份"),
          N_("每天夜里的备份送到另一个地方去，这台机器坏了、丢了也找得回来。送出去以前先加密。"), (
        Setting(Name.SECOND_PLACE, N_("第二个地方"), Kind.TEXT,
                hint=N_("另一块盘上的文件夹 /mnt/beifen/fullgrid，s3://桶/前缀，或 sftp://用户@主机/文件夹；空着就不送"),
                most=200),
        Setting(Name.SECOND_ENDPOINT, N_("S3 的服务网址"), Kind.TEXT,
                hint=N_("s3:// 才要写，比如 https://s3.example.gov.cn"), most=200),
        Setting(Name.SECOND_KEY, N_("S3 的访问编号"), Kind.TEXT, hint=N_("s3:// 才要写，Access Key ID"), most=120),
        Setting(Name.SECOND_SECRET, N_("S3 的访问密钥"), Kind.SECRET,
                hint=N_("s3:// 才要写，Secret Access Key；存的时候加密，这里不再显示"), most=300),
        Setting(Name.KEEP_DAILY, N_("每天一份，留几天"), Kind.DAYS, 7, least=2, most=90),
        Setting(Name.KEEP_WEEKLY, N_("再往前每周一份，留几周"), Kind.DAYS, 4, least=0, most=52),
        Setting(Name.KEEP_MONTHLY, N_("再往前每月一份，留几个月"), Kind.DAYS, 12, least=0, most=120),
        Setting(Name.PHONE_SILENT, N_("手机上有记录没发，几天算太久"), Kind.DAYS, 3, least=1, most=30),
    )),
    Group("sign-in", N_("登录"), N_("社区以上的岗位看得到的人多，登录多一步更稳。"), (
        Setting(Name.SECOND_STEP, N_("通行密钥或动态码"), Kind.CHOICE, SecondStep.CHOICE.value, choices=SECOND_STEPS),
    )),
    Group("provider", N_("用别处的账号登录"),
          N_("只认人，不认权：能做什么仍看这里的岗位。每个人第一次用原来的密码确认一次。"), (
        Setting(Name.PROVIDER, N_("用哪家的"), Kind.CHOICE, Provider.NONE.value, choices=PROVIDERS),
        Setting(Name.PROVIDER_ISSUER, N_("认证网址"), Kind.TEXT,
                hint=N_("以 https:// 开头，后面能打开 /.well-known/openid-configuration；企业微信和钉钉空着"),
                most=200),
        Setting(Name.PROVIDER_CLIENT, N_("应用编号"), Kind.TEXT,
                hint=N_("Client ID；企业微信写企业 ID，钉钉写 AppKey"), most=120),
        Setting(Name.PROVIDER_AGENT, N_("企业微信的 AgentId"), Kind.TEXT, hint=N_("只有企业微信要写"), most=40),
        Setting(Name.PROVIDER_SECRET, N_("应用密钥"), Kind.SECRET,
                hint=N_("Client Secret；存的时候加密，这里不再显示"), most=300),
    )),
    Group("seal", N_("电子印章"), N_("证书和证明上的电子签名。设了时间戳服务，签名里就有别人证明的时间。"), (
        Setting(Name.TIME_STAMP, N_("时间戳服务的网址（RFC 3161）"), Kind.TEXT,
                hint=N_("以 https:// 开头；空着就不用。服务没回答时照样签，只是没有时间戳"), most=200),
    )),
    Group("reading", N_("查看的界限"),
          N_("一小时里超过就告诉审计，由人去问是不是工作需要。只为保护居民的信息，不看谁上了多久的班，不作考核。"), (
        Setting(Name.READ_DOORS, N_("一小时打开几户"), Kind.DAYS, 120, least=0, most=2000,
                hint=N_("一户一户敲门的人，一小时到不了三十户；写 0 就是不看这一项")),
        Setting(Name.READ_REVEALS, N_("一小时看几次全部内容"), Kind.DAYS, 10, least=0, most=30),
        Setting(Name.READ_SEARCHES, N_("一小时找人、翻清单几次"), Kind.DAYS, 150, least=0, most=2000),
        Setting(Name.READ_COVERS, N_("替别人管的网格里，一小时打开几户"), Kind.DAYS, 40, least=0, most=2000),
        Setting(Name.READ_NIGHT, N_("夜里 22 点到 6 点导出、打印也告诉"), Kind.CHOICE, Switch.ON.value,
                choices=SWITCHES),
    )),
    Group("relief", N_("减负开关"), N_("打开一项要有文件作依据；谁改的、哪份文件，每个用这套系统的人都看得到。"), (
        Setting(Name.MUST_PHOTO, N_("问卷里的照片可以设成必答"), Kind.CHOICE, Switch.OFF.value,
                hint=N_("关着时，导入的问卷里照片题只能选答"), choices=SWITCHES),
        Setting(Name.SCORE_PAY, N_("考核得分可以用来算报酬"), Kind.CHOICE, Switch.OFF.value,
                hint=N_("关着时，得分只作参考；打开要先有成文的办法"), choices=SWITCHES),
    ), needs_document=True),
    Group("switch", N_("网站开关"), N_("搬家、升级、出了事的时候用。能看，不能写；手机上没网的记录照常存着。"), (
        Setting(Name.STATE, N_("现在"), Kind.CHOICE, State.OPEN.value, choices=STATES),
        Setting(Name.STATE_WORDS, N_("告诉大家为什么"), Kind.TEXT, hint=N_("写在每页最上面，比如“22 点恢复”"), most=80),
    )),
)  # fmt: skip
OWN = (Setting(Name.PUT_OFF, N_("上线清单里先不做的"), Kind.NAMES, ()),)  # changed on a page of its own
SETTINGS = {one.name: one for group in GROUPS for one in group.settings} | {one.name: one for one in OWN}
GROUP_OF = {group.key: group for group in GROUPS}


def said(setting: Setting, value: Any) -> str:
    """A value as a person reads it, still to be translated; a secret is never said."""
    if setting.kind is Kind.SECRET:
        return N_("已设好") if value else N_("没有设")
    if setting.kind is Kind.CHOICE:
        return dict(setting.choices).get(value, str(value))
    if setting.kind is Kind.NAMES:
        return listed(value or ())
    return str(value) if value not in ("", None) else N_("没有填")


def is_safe(address: str) -> bool:
    """https, or this very machine."""
    parts = urlsplit(address)
    own = parts.scheme == "http" and parts.hostname in ("localhost", "127.0.0.1")
    return own or (parts.scheme == "https" and bool(parts.hostname))


def is_on(value: Any) -> bool:
    return bool(value == Switch.ON)
