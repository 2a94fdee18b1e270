from webapp.core.text.pinyin import by_sound


def test_people_stand_in_the_order_of_their_sound() -> None:
    """As a Chinese name list does: 曾 is read Zeng, 单 is read Shan, and who sounds alike stands together."""
    names = ["曾敏", "王秀英", "安宁", "单平", "李静", "王芳", "欧阳海", "汪洋"]
    assert by_sound(names, str) == ["安宁", "李静", "欧阳海", "单平", "王芳", "王秀英", "汪洋", "曾敏"]
