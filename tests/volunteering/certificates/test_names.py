"""Names that a clerk's font lacks: on paper whole, embedded, copyable, and never an empty box."""

import pytest
from sqlmodel import Session

from tests.town import Town
from tests.volunteering.certificates.papers import issue
from tests.volunteering.certificates.test_paper import draw, words
from tests.volunteering.certificates.test_validators import faces
from webapp.core.paper import fonts
from webapp.volunteering.certificates import services
from webapp.volunteering.certificates.models import CertificateKind

# Beyond GB 2312: extension A, B, C, D, E, F and G, and the marks of minority and translated names.
RARE = ["张㛃", "李㑇", "王䶮", "赵𠙶", "孙𡐓", "周𥔲", "吴𨱏", "郑𪟝", "冯𫄧", "陈𫍯", "褚𫘝", "卫𫭟", "蒋𬀩", "沈𬍛",
        "韩𬘬", "杨𬭸", "朱𬸘", "秦𰻝", "尤𬭼𬬭"]  # fmt: skip
LONG = ["阿卜杜热合曼·阿卜杜外力·吾买尔江", "巴特尔·额尔德木图", "次仁央宗", "司马相如", "欧阳文忠公修"]


@pytest.mark.parametrize("name", RARE)
def test_a_rare_character_is_drawn_embedded_and_copied(session: Session, town: Town, name: str) -> None:
    assert fonts.undrawable(name) == ""
    content = draw(session, issue(session, town, name, name=name))
    assert name in words(content)
    used = [number for numbers, _ in faces(content) for number in numbers]
    assert used and 0 not in used


@pytest.mark.parametrize("kind", [CertificateKind.HONOUR, CertificateKind.PLAQUE])
@pytest.mark.parametrize("name", LONG)
def test_a_long_name_fits_on_one_sheet(session: Session, town: Town, name: str, kind: CertificateKind) -> None:
    assert name in words(draw(session, issue(session, town, f"{kind}{name}", kind, name=name)))


def test_a_character_of_no_face_is_refused_before_a_number_is_given(session: Session, town: Town) -> None:
    assert fonts.undrawable("王\U00031350\U000f0000") != ""
    with pytest.raises(services.CharacterMissing):
        issue(session, town, name="王\U000f0000")
    assert issue(session, town).seq == 1
