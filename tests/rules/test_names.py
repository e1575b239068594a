"""Names compared by their folded key: however they were typed, one name has one key."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.text import fold

# Syllables whose tone mark stands on another vowel in the old and the new style.
PLACED = [("hoà", "hòa"), ("thuý", "thúy"), ("khoẻ", "khỏe"), ("loá", "lóa"), ("huỷ", "hủy"), ("quý", "qúy")]
WORDS = ["Lý", "Seo", "Sì", "Đặng", "Nguyễn", "Thị", "Mẩy", "Giàng", "Ơ", "Ý", "Ẩn"]
SPACES = [" ", "  ", "\u00a0", "\t", " \u2009"]


@pytest.mark.parametrize(("old", "new"), PLACED)
def test_tone_placement_makes_no_other_name(old, new):
    assert fold(f"Nguyễn {old.title()}") == fold(f"Nguyễn {new}")


@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=5), st.data())
def test_form_case_and_spaces_make_no_other_name(words, data):
    key = " ".join(fold(word) for word in words)
    space = data.draw(st.sampled_from(SPACES))
    form = data.draw(st.sampled_from(["NFC", "NFD"]))
    case = data.draw(st.sampled_from([str.upper, str.lower, str]))
    assert fold(case(unicodedata.normalize(form, space.join(words)))) == key
    assert fold(f" {space.join(words)}. ") == key
    assert fold(key) == key


@given(st.text(max_size=60))
def test_a_key_is_its_own_key(typed):
    assert fold(fold(typed)) == fold(typed)
