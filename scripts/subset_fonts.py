"""Makes static/fonts once: run by hand when a name character is missing, then commit the result.

python scripts/subset_fonts.py        needs fonts-noto-cjk, fonts-lxgw-wenkai and half a minute
"""

from collections.abc import Iterator
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTCollection, TTFont

SOURCE = Path("/usr/share/fonts/opentype/noto")
TARGET = Path(__file__).resolve().parents[1] / "static" / "fonts"
KAI = "/usr/share/fonts/truetype/lxgw-wenkai/LXGWWenKai-Regular.ttf"
SIMPLIFIED_CHINESE = 2
ASCII = "".join(map(chr, range(0x20, 0x7F)))

# Characters of names met outside GB 2312.
NAMES = (
    "㛃䶮伃伋倓偲勍叡喆垚埇堃堉壎妘妧姁姞姮婳媞嫄嬅嬿孖宬崟嵚彧悆惇愔慜旸旻昇昉昳晞晳晸暐曈杺棻橦沄沚沨泂泃洺浛浲淏湉湜湲溦滉"
    "澂濛濬瀞炘炣烔烜焜燊燏燚爔犇玘玚玥玹珅珝珣珪珮珺琇琎琤琯琲瑀瑄瑢瑮璆璈璘璟璠瓅畇皞盉睎矅矞祎祐祾禔禛禤秾竑簃纮翀翃翙翚翯"
    "芃蒨衎袆贇赟赪郃鋆镕镠陞霽頔頠頫顗飏髙鹍龑龢"
)
MARKS = (
    "·—–…‘’“”〇〔〕「」『』《》〈〉【】（），。、；：？！％＋－×÷℃㎡№①②③④⑤⑥⑦⑧⑨⑩★☆●○■□▲△→←↑↓"
    "√✓　＿／＂＃＆＊＜＝＞＠０１２３４５６７８９ⅠⅡⅢⅣⅤ©°±€£¥￥"
)
# What our papers say in the heavy face.
TITLES = (
    "荣誉证书志愿服务记录明星级评定一二三四五金牌网格员社区门督办单会议纪要我的有事扫存根通知公示推荐表申请奖状聘感谢信先进个"
    "人集体年度优秀积分兑换小票工具借条登签到入户走访者家您说话邻里搭把手作废已发样张〇〔〕·、：（）《》“”第届次号楼栋街道"
    "居民委党组织"
)


def main() -> None:
    make("NotoSerifCJK-Regular.ttc", {*gb2312(), *NAMES, *MARKS, *ASCII}, "song.otf", "FullGrid Song")
    make(KAI, {*gb2312(), *NAMES, *MARKS, " "}, "kai.ttf", "FullGrid Kai")  # figures and Latin come from the other face
    make("NotoSerifCJK-Bold.ttc", {*TITLES, *ASCII}, "song-title.otf", "FullGrid Song Title")


def gb2312() -> Iterator[str]:
    for row in range(0xA1, 0xF8):
        for cell in range(0xA1, 0xFF):
            yield from bytes((row, cell)).decode("gb2312", errors="ignore")


def make(source: str, letters: set[str], target: str, family: str) -> None:
    collection = source.endswith(".ttc")
    font = TTCollection(SOURCE / source).fonts[SIMPLIFIED_CHINESE] if collection else TTFont(source)
    wanted = subset.Options(layout_features=["kern"], hinting=False, notdef_outline=True, name_languages=[0x409])
    wanted.name_IDs = [0, 1, 2, 3, 4, 5, 6, 13, 14]
    wanted.drop_tables += ["VORG", "BASE", "vhea", "vmtx"]
    work = subset.Subsetter(wanted)
    work.populate(text="".join(sorted(letters)))
    work.subset(font)
    for record in font["name"].names:
        given = {1: family, 3: f"{family} subset", 4: family, 6: family.replace(" ", "")}
        record.string = given.get(record.nameID, record.string)
    if collection:
        font["CFF "].cff.fontNames[0] = family.replace(" ", "")
    font.save(TARGET / target)


if __name__ == "__main__":
    main()
