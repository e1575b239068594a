"""What a reorganisation may not cut through, and what it only names."""

import pytest

from core import clock
from tests.factories.decisions import make_decision, make_desk, present
from tests.factories.nominations import DURING
from tests.factories.reviews import make_chamber, make_convened, make_draft_session
from units.consequences import consequences_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _now():
    with clock.at(DURING):
        yield


def lines(*unit_ids) -> dict:
    """Count and whether it forbids, by the words of the line."""
    return {line.label: (line.count, bool(line.refusal)) for line in consequences_of(unit_ids)}


def test_a_council_and_a_session_that_is_prepared_are_named():
    chamber = make_chamber(3)
    unit = chamber.council.unit_id
    make_draft_session(chamber, 1)
    found = lines(unit)
    assert found["Hội đồng Thi đua - Khen thưởng của đơn vị"] == (1, False)
    assert found["Phiên họp đang chuẩn bị"] == (1, False)
    assert "Phiên họp đã triệu tập, đang họp" not in found


def test_a_session_that_was_called_forbids():
    chamber = make_chamber()
    make_convened(chamber, 3)
    assert lines(chamber.council.unit_id)["Phiên họp đã triệu tập, đang họp"] == (1, True)


def test_a_decision_that_was_presented_forbids_a_draft_is_named():
    desk = make_desk()
    drafted = make_decision(desk, 1)
    assert lines(drafted.unit_id)["Dự thảo quyết định khen thưởng"] == (1, False)
    present(desk, drafted)
    assert lines(drafted.unit_id)["Quyết định đã trình hoặc đã ký, chưa ban hành"] == (1, True)


def test_rounds_and_dossiers_are_named():
    decision = make_decision(make_desk(), 1)
    round_ = decision.round
    found = lines(round_.host_id, round_.standing_body_id)
    assert found["Đợt xét đang mở do đơn vị tổ chức hoặc tiếp nhận"] == (1, False)
    assert found["Hồ sơ gửi tới đơn vị, chưa có kết quả"][1] is True
