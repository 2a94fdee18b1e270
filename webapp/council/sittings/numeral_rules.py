"""Numbers as people write them in a sentence: 66, 六十六, 两百, 一千二百."""

DIGITS = "零一二三四五六七八九"
HAN = "零一二两三四五六七八九十百千半"
NUMBER = rf"(?:\d{{1,4}}|[{HAN}]{{1,7}})"
TENS = {"十": 10, "百": 100, "千": 1000}


def number(words: str) -> int | None:
    """12, 十二, 两, 三十 or 一百二十 as a whole number; 半 is none."""
    if words.isdecimal():
        return int(words)
    total, last = 0, 0
    for mark in words.replace("两", "二"):
        if mark in DIGITS:
            last = DIGITS.index(mark)
        elif mark in TENS:
            total += (last or 1) * TENS[mark]
            last = 0
        else:
            return None
    return total + last
