"""Conditions that a job may not set, found at the words themselves.

Sources: 就业促进法 26–31, 人力资源市场暂行条例 24 (sex, nation, religion, disability, household registration),
劳动合同法 9 (deposits, kept papers), 未成年人保护法 61 (nobody under sixteen). What is read here is only a hint that
somebody must look: a person decides, except where the law leaves nothing to decide (`FIRM`).
"""

import re
from dataclasses import dataclass
from enum import StrEnum

from webapp.core.text.i18n import N_


class Ground(StrEnum):
    SEX = "sex"
    AGE = "age"
    ORIGIN = "origin"
    NATION = "nation"
    RELIGION = "religion"
    DISABILITY = "disability"
    MARRIAGE = "marriage"
    UNDER_16 = "under_16"
    DEPOSIT = "deposit"
    WAGE = "wage"


GROUND_WORDS = {
    Ground.SEX: N_("不能挑男女"), Ground.AGE: N_("不能卡年龄"), Ground.ORIGIN: N_("不能挑户口和籍贯"),
    Ground.NATION: N_("不能挑民族"), Ground.RELIGION: N_("不能挑信仰"), Ground.DISABILITY: N_("不能挑身体"),
    Ground.MARRIAGE: N_("不能挑婚育"), Ground.UNDER_16: N_("不满 16 周岁不能招"),
    Ground.DEPOSIT: N_("不能收钱、押证件"), Ground.WAGE: N_("工钱低于本地最低标准"),
}  # fmt: skip
FIRM = frozenset({Ground.UNDER_16, Ground.WAGE})  # no reason helps against these

DIGITS = str.maketrans("０１２３４５６７８９", "0123456789")
NUMBER = r"(?:\d{1,3}|[一二三四五六七八九十]{1,3})"
CHILD = r"(?<![\d])1[0-5]|(?<![一二三四五六七八九十])十[一二三四五]?(?![六七八九])"
YEARS = r"\s*(?:周岁|岁)"
TO = r"\s*[-—–~～至到]\s*"
# 照看 3 岁的孩子 is the work itself, and no condition.
SOMEBODY_ELSE = r"(?!的?(?:孩|娃|宝|老|小|学生|幼儿|女孩|男孩|男生|女生|大爷|奶奶))"
ONLY, NOT = r"(?:限|只要|只招|仅限|仅招|要求|要|招|收)", r"不(?:要|招|收)"
TRADES = "(?:收银|导购|保洁|理货|促销|送货)员?|服务员|店员|营业员|保安|司机|前台|文员|厨师|帮厨|学徒|职工|工人|工"
PROVINCES = "东北|河南|河北|山东|安徽|四川|湖北|湖南|新疆|西藏|贵州|甘肃|山西|江西|广西|云南"

# What a law asks for, or what says the opposite, is no condition: it is taken out before anything is looked for.
TRAITS = r"(?:男女|性别|年龄|户籍|户口|民族|婚否|婚育|籍贯|地域)"
HARMLESS = re.compile(
    "|".join((
        rf"{TRAITS}(?:[、和]{TRAITS})*(?:均可|都可以|都行|皆可|不限)", rf"不(?:限|问|挑){TRAITS}(?:[、和]{TRAITS})*",
        r"年?满(?:16|18|十六|十八)周?岁(?:以上)?", r"残疾人(?:优先|也欢迎|欢迎)", r"欢迎残疾人", r"健康证",
        r"(?:不|无需|不用|不会)(?:收|交|要)?(?:任何)?(?:押金|保证金|服装费|培训费|报名费)(?:[、和](?:押金|保证金|服装费|培训费))*",
        r"[男女](?:士)?(?:装|鞋|裤|袜|包|表|护理)",
    ))
)  # fmt: skip
PATTERNS: dict[Ground, tuple[str, ...]] = {
    Ground.UNDER_16: (
        rf"(?:招|收|要|限|年?满|最小|年龄)\s*(?:{CHILD}){YEARS}", rf"(?:{CHILD})(?:{YEARS})?{TO}{NUMBER}{YEARS}",
        rf"(?:{CHILD}){YEARS}(?:以上|起|就行|也行|即可|都行|可以)", r"童工",
        r"(?:招|收|要|限)\s*(?:初中生|小学生|小孩)",
    ),
    Ground.AGE: (
        rf"{NUMBER}(?:{YEARS})?{TO}{NUMBER}{YEARS}{SOMEBODY_ELSE}",
        rf"(?:限|年龄|不超过|小于|低于)?\s*{NUMBER}{YEARS}{SOMEBODY_ELSE}(?:以下|以内|以上|左右)?",
        r"[5-9]0后|00后", r"年轻(?:人|力壮|化|优先|漂亮)?", r"青年优先", rf"{NOT}(?:老人|老年人|岁数大的|年纪大的)",
    ),
    Ground.SEX: (
        rf"{ONLY}\s*[男女](?:性|士|生|工|的|服务员|店员)?(?!朋)", r"[男女](?:性|士|生|工)?\s*(?:优先|限定)",
        rf"[男女](?:员工|{TRADES})",
        rf"{NOT}\s*[男女](?:性|士|生|工|的)?", r"性别\s*[:：为]?\s*[男女]", r"[（(][男女][)）]", r"美女|帅哥|靓女|靓妹",
    ),
    Ground.ORIGIN: (
        rf"(?:{ONLY})?\s*(?:本地人|(?:本市|本地|天津|城镇)(?:户口|户籍))(?:优先)?",
        rf"{NOT}\s*(?:外地(?:人|的)?|农村(?:人|的)?|(?:{PROVINCES})(?:人|的)?)", r"外地(?:人|的)?\s*(?:勿扰|免谈|不要)",
        rf"{ONLY}\s*[\u4e00-\u9fff]{{2,4}}籍", r"户口|户籍|籍贯",
    ),
    Ground.NATION: (
        rf"(?:{ONLY}|{NOT})?\s*(?:汉|回|满|藏|壮|苗|彝|维|维吾尔|蒙古|朝鲜|少数民)族(?:人)?(?:优先)?",
    ),
    Ground.RELIGION: (r"(?:有|无|没有|不)?\s*(?:宗教信仰|信教|信佛|信基督|信仰宗教)", r"教徒|宗教"),
    Ground.DISABILITY: (
        r"(?:不要|不招|不收|谢绝)?\s*(?:残疾人?|残障|身体缺陷)(?:勿扰|免谈)?",
        r"五官端正|形象(?:好|佳)|相貌(?:端正|好)?",
        r"[身体][高重]\s*\d[\d.]*", r"(?:四肢|肢体|身体)健全", r"乙肝|传染病史|无疤痕|无纹身",
    ),
    Ground.MARRIAGE: (
        r"已婚|未婚|已育|未育|离异|单身|婚姻状况", r"(?:不|未|没)(?:要|有)?(?:怀孕|孕妇|生育)|孕妇|备孕|哺乳期",
        r"有无(?:小)?孩子?|无孩|(?:几|[一二三两]|\d)年内不(?:结婚|生育|要孩子)",
    ),
    Ground.DEPOSIT: (
        r"押金|保证金|服装费|培训费|报名费|中介费", r"(?:扣|押|收)\s*(?:身份证|证件|毕业证)",
        r"(?:扣|压|押)\s*(?:一个月|半个月|\d+\s*天)?(?:的)?\s*工资",
    ),
}  # fmt: skip
COMPILED = tuple((ground, re.compile("|".join(parts))) for ground, parts in PATTERNS.items())


@dataclass(frozen=True)
class Finding:
    """Letters [start, end) of the text; of the pay, where the ground is the wage."""

    start: int
    end: int
    ground: Ground


@dataclass(frozen=True)
class Piece:
    text: str
    ground: Ground | None = None


def screen(text: str) -> list[Finding]:
    """In the order of the text; where two grounds meet, the more serious (the earlier in the table) keeps the words."""
    plain = text.translate(DIGITS)
    plain = HARMLESS.sub(lambda found: "　" * len(found[0]), plain)
    taken: list[Finding] = []
    for ground, pattern in COMPILED:
        for found in pattern.finditer(plain):
            start = found.start() + len(found[0]) - len(found[0].lstrip())
            if not any(one.start < found.end() and start < one.end for one in taken):
                taken.append(Finding(start, found.end(), ground))
    return sorted(taken, key=lambda one: one.start)


def pieces(text: str) -> list[Piece]:
    """The whole text, cut so that each finding stands alone with its ground: what a page shows."""
    shown, at = [], 0
    for one in screen(text):
        if one.start > at:
            shown.append(Piece(text[at : one.start]))
        shown.append(Piece(text[one.start : one.end], one.ground))
        at = one.end
    return [*shown, Piece(text[at:])] if at < len(text) else shown


def grounds(*texts: str) -> list[Ground]:
    """Each ground once, in the order of the table."""
    found = {one.ground for text in texts for one in screen(text)}
    return [ground for ground in Ground if ground in found]
