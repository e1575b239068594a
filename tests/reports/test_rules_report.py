"""How long a text of a report may be."""

import pytest

from reports.rules_report import LONGEST, text_problems

LABELS = {"leading_text": "Công tác lãnh đạo", "limits_text": "Hạn chế, nguyên nhân"}


@pytest.mark.parametrize(("letters", "fields"), [(0, []), (LONGEST, []), (LONGEST + 1, ["limits_text"])])
def test_a_text_has_an_end(letters, fields):
    found = text_problems({"leading_text": "Đã làm.", "limits_text": "ạ" * letters}, LABELS)
    assert [problem.field for problem in found] == fields


def test_the_sentence_names_the_text():
    [problem] = text_problems(dict.fromkeys(LABELS, "") | {"leading_text": "a" * (LONGEST + 1)}, LABELS)
    assert (problem.code, problem.message, problem.blocking) == (
        "long",
        "Mục “Công tác lãnh đạo” dài quá 20.000 chữ cái. Rút gọn rồi lưu lại.",
        True,
    )
