"""How a name sounds, so that two letters find it.

A surname has its own reading (单 is Shan, 曾 is Zeng); the common tables read it as an ordinary word. Given names are
read letter by letter: the phrase tables of a dictionary do not know them, and a cached letter is a hundred times
quicker, which is what an import of a hundred thousand rows feels.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import TypeVar

Row = TypeVar("Row")

SURNAMES = {
    "单": "shan", "曾": "zeng", "仇": "qiu", "解": "xie", "区": "ou", "查": "zha", "任": "ren", "朴": "piao",
    "盖": "ge", "乐": "yue", "黑": "he", "种": "chong", "翟": "zhai", "缪": "miao", "葛": "ge", "宁": "ning",
    "覃": "qin", "冼": "xian", "逄": "pang", "秘": "bi", "员": "yun", "折": "she", "召": "shao", "繁": "po",
    "华": "hua", "纪": "ji", "应": "ying", "祭": "zhai", "那": "na", "卜": "bu", "谌": "chen", "郇": "xun",
    "车": "che", "薄": "bo", "宓": "mi", "隗": "wei", "句": "gou", "燕": "yan", "哈": "ha", "牟": "mu",
    "褚": "chu", "曲": "qu", "盛": "sheng", "沈": "shen", "石": "shi", "宿": "su", "相": "xiang", "都": "du",
    "阚": "kan", "亓": "qi", "幺": "yao", "重": "chong", "眭": "sui", "逯": "lu", "缑": "gou", "过": "guo",
    "佘": "she", "洗": "xian", "尉": "wei", "晏": "yan", "粘": "nian", "称": "chen", "贾": "jia", "长": "zhang",
    "吕": "lv", "闫": "yan", "能": "nai", "訾": "zi", "藏": "zang", "臧": "zang", "展": "zhan", "调": "tiao",
    "欧阳": "ouyang", "司马": "sima", "上官": "shangguan", "诸葛": "zhuge", "尉迟": "yuchi", "万俟": "moqi",
    "长孙": "zhangsun", "澹台": "tantai", "令狐": "linghu", "单于": "chanyu", "夏侯": "xiahou", "皇甫": "huangfu",
    "慕容": "murong", "司徒": "situ", "东方": "dongfang", "公孙": "gongsun", "宇文": "yuwen", "端木": "duanmu",
    "南宫": "nangong", "轩辕": "xuanyuan", "申屠": "shentu", "鲜于": "xianyu", "闻人": "wenren", "赫连": "helian",
    "呼延": "huyan", "钟离": "zhongli", "宗政": "zongzheng", "濮阳": "puyang", "淳于": "chunyu", "太叔": "taishu",
}  # fmt: skip
COMPOUND_INITIALS = {
    "欧阳": "oy", "司马": "sm", "上官": "sg", "诸葛": "zg", "尉迟": "yc", "万俟": "mq", "长孙": "zs", "澹台": "tt",
    "令狐": "lh", "单于": "cy", "夏侯": "xh", "皇甫": "hf", "慕容": "mr", "司徒": "st", "东方": "df", "公孙": "gs",
    "宇文": "yw", "端木": "dm", "南宫": "ng", "轩辕": "xy", "申屠": "st", "鲜于": "xy", "闻人": "wr", "赫连": "hl",
    "呼延": "hy", "钟离": "zl", "宗政": "zz", "濮阳": "py", "淳于": "cy", "太叔": "ts",
}  # fmt: skip


def surname(name: str) -> str:
    """欧阳 in 欧阳娜娜, 王 in 王芳."""
    return name[:2] if len(name) > 2 and name[:2] in COMPOUND_INITIALS else name[:1]


HAN = re.compile(r"[㐀-鿿豈-﫿𠀀-𳑿]")


@lru_cache(maxsize=8192)
def letter(han: str) -> str:
    """One character's reading, without tone; what cannot be read is left out."""
    import pypinyin  # a third of a second to load, and only writers and searchers need it

    if not HAN.fullmatch(han):
        return han.lower() if han.isascii() and han.isalnum() else ""
    reading = pypinyin.lazy_pinyin(han, style=pypinyin.Style.NORMAL, errors="ignore")
    return str(reading[0]).replace("ü", "v") if reading else ""


@lru_cache(maxsize=65536)
def pinyin_of(name: str) -> tuple[str, str]:
    """(whole pinyin, initials) of a person's name: 单秀英 → shanxiuying, sxy."""
    surname = name[:2] if name[:2] in COMPOUND_INITIALS else name[:1]
    first = SURNAMES.get(surname) or letter(surname)
    rest = [letter(han) for han in name[len(surname) :]]
    first_initial = COMPOUND_INITIALS.get(surname) or first[:1]
    return first + "".join(rest), first_initial + "".join(part[:1] for part in rest)


@lru_cache(maxsize=8192)
def pinyin_of_words(text: str) -> tuple[str, str]:
    """The same for what has no surname: shops, buildings, roads."""
    parts = [letter(han) for han in text]
    return "".join(parts), "".join(part[:1] for part in parts)


def by_sound(rows: Iterable[Row], name: Callable[[Row], str]) -> list[Row]:
    """In the order of a Chinese name list: by pinyin; who sounds alike stands together. For lists of a page's size."""
    return sorted(rows, key=lambda row: (pinyin_of(name(row))[0], name(row)))


def bigrams(text: str) -> str:
    """王秀英 → 王秀 秀英: two letters side by side are the smallest thing people search for in Chinese."""
    letters = [han for han in text if not han.isspace() and han not in "·.,，。、()（）-"]
    if len(letters) < 2:
        return "".join(letters)
    return " ".join(a + b for a, b in itertools.pairwise(letters))
