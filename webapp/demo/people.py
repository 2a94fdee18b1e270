"""Invented people. Nobody here exists; phone and ID numbers are well-formed but made up."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random

from webapp.register.register.rules import id_check_digit


def _words(text: str) -> list[str]:
    return text.split()


SURNAMES = (
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜"
    "范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文单仇解翟缪覃"
)
COMPOUND = ("欧阳", "上官", "诸葛", "司徒", "尉迟")
OLD_WOMEN = _words(
    "桂芬 淑珍 秀兰 玉兰 凤英 桂兰 素芬 淑华 玉梅 翠花 金凤 月娥 秀珍 桂荣 惠芳 丽华 春兰 荣花 宝珍 秋菊 "
)
OLD_MEN = _words("德福 建国 长顺 宝山 永贵 国栋 福来 志远 玉成 广林 连生 树森 庆丰 兆祥 万里 金生 洪亮 凤山 守义 文海 ")
WOMEN = _words(
    "敏 静 丽娜 晓燕 雪梅 红霞 海燕 婷 思雨 佳怡 梦洁 欣然 雨桐 慧 颖 倩 晓琳 文静 晓彤 紫涵 嘉琪 诗语 美玲 冬梅 "
)
MEN = _words(
    "伟 强 磊 洋 建军 志刚 鹏飞 海涛 子豪 宇轩 俊杰 浩然 天宇 明哲 一鸣 泽宇 博文 家栋 晓东 春生 立新 新民 大勇 昊 "
)
CHILDREN = _words("梓涵 子墨 一诺 可欣 沐宸 若曦 浩宇 欣妍 宸熙 语桐 奕辰 芊羽 知行 乐乐 安然 景行 ")
TRADES = _words(
    "面馆 便利店 药房 理发店 水果店 五金店 奶茶店 烘焙坊 洗衣店 快递驿站 文具店 鲜花店 眼镜店 手机维修 "
    "儿童乐园 健身房 家政 熟食店 粮油店 宠物店 "
)
SHOP_WORDS = _words(
    "满意 顺达 福源 鑫旺 老地方 春风 好邻居 百姓 金穗 和顺 如意 天天 万家 喜洋洋 同心 四季 常来 小院 朝阳 聚友 "
)
ADDRESS_CODE = "120110"


def namer(rng: Random) -> Iterator[tuple[str, str]]:
    """Endless (name, sex); one in sixty has a two-letter surname."""
    while True:
        sex = rng.choice(("female", "male"))
        yield name_of(rng, sex, rng.randint(20, 85)), sex


def name_of(rng: Random, sex: str, age: int, surname: str = "") -> str:
    surname = surname or (rng.choice(COMPOUND) if rng.random() < 1 / 60 else rng.choice(SURNAMES))
    if age < 16:
        return surname + rng.choice(CHILDREN)
    old, young = (OLD_WOMEN, WOMEN) if sex == "female" else (OLD_MEN, MEN)
    return surname + rng.choice(old if age >= 55 else young)


def surname_of(name: str) -> str:
    return name[:2] if name[:2] in COMPOUND else name[:1]


def phone(number: int) -> str:
    return f"199{number % 100_000_000:08d}"


def id_number(rng: Random, born: date, sex: str) -> str:
    order = rng.randrange(100, 999)
    order += (order % 2 == 0) if sex == "male" else (order % 2 == 1)
    first17 = f"{ADDRESS_CODE}{born:%Y%m%d}{order:03d}"
    return first17 + id_check_digit(first17)


def birthday(rng: Random, age: int, today: date) -> date:
    return today - timedelta(days=age * 365 + rng.randrange(365))


def shop_name(rng: Random) -> str:
    return rng.choice(SHOP_WORDS) + rng.choice(TRADES)
