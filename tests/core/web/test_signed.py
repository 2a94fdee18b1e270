from webapp.core.lists import list_cells
from webapp.core.web import filters


def test_a_loss_has_a_real_minus_on_the_page_and_a_plain_number_in_a_file() -> None:
    assert (filters.signed(16), filters.signed(-1600), filters.signed(0)) == ("+16", "−1,600", "+0")
    assert (list_cells.number(-1600).words, list_cells.number(-1600).raw) == ("−1,600", -1600)
