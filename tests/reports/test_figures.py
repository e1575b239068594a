"""Figures and the tables made of them: the right rows, sums that hold, a fixed number of queries."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from awards.actions import revoke
from core import clock
from nominations.models import Dossier
from reports import tables
from reports.filters import DossierBehindFilter, GrantFilter
from reports.gather_overview import overview
from reports.gather_periodic import Scope, dossiers, figures, grants
from reports.queries_periodic import dossiers_behind, grants_behind, named_unit
from reports.rules_period import QUARTER, parse
from reviews.actions import meeting
from reviews.models import Decision
from tests.factories import decisions as desks
from tests.factories import reviews as chambers
from tests.factories.awards import make_grant
from tests.factories.nominations import make_accepted, make_submitted
from tests.factories.units import make_unit
from tests.reports.conftest import FIRST, LAST, NOW
from units.models import UnitKind

Q3 = parse(QUARTER, "2026-Q3")


def scope_of(world) -> Scope:
    return Scope(world.body, FIRST, LAST)


def taken(world) -> dict:
    return figures(scope_of(world), Q3, 15)


def table(world, code: str) -> tables.Table:
    [found] = [table for table in tables.all_tables(taken(world)) if table.code == code]
    return found


def lines(found: tables.Table) -> dict[str, tuple]:
    return {row.head: row.cells for row in found.rows}


def test_awards_by_title_kind_of_merit_and_recipient(full):
    found = table(full, "khen-thuong")
    assert lines(found) == {
        "Bằng khen của Chủ tịch UBND tỉnh": (3, 1, 1, 0, 0, 0, 2, 0, 3, 5),
        "Chiến sĩ thi đua cấp tỉnh": (2, 0, 0, 0, 0, 0, 0, 0, 2, 2),
        "Bằng khen của Thủ tướng Chính phủ": (1, 0, 0, 0, 0, 0, 0, 0, 1, 1),
    }
    assert found.total.cells == (6, 1, 1, 0, 0, 0, 2, 0, 6, 8)


def test_forms_of_the_statistics(full):
    province = table(full, "bieu-0603")
    assert lines(province) == {
        "Tập thể": (2, 0, 0, 0, 0, 2),
        "Hộ gia đình": (0, 0, 0, 0, 0, 0),
        "Cá nhân": (3, 2, 0, 0, 0, 5),
        "Lãnh đạo cấp bộ, tỉnh trở lên": (0, 0, 0, 0, 0, 0),
        "Lãnh đạo vụ, sở, ngành": (0, 0, 0, 0, 0, 0),
        "Doanh nhân": (0, 0, 0, 0, 0, 0),
        "Lãnh đạo khác từ phó phòng trở lên": (1, 0, 0, 0, 0, 1),
        "Người trực tiếp công tác, lao động, học tập, chiến đấu": (2, 1, 0, 0, 0, 3),
        "Chưa xếp nhóm": (0, 1, 0, 0, 0, 1),
        "Theo loại hình: Công trạng": (3, 2, 0, 0, 0, 5),
        "Theo loại hình: Đột xuất": (1, 0, 0, 0, 0, 1),
        "Theo loại hình: Phong trào thi đua": (1, 0, 0, 0, 0, 1),
        "Theo loại hình: Quá trình cống hiến": (0, 0, 0, 0, 0, 0),
        "Theo loại hình: Niên hạn": (0, 0, 0, 0, 0, 0),
        "Theo loại hình: Đối ngoại": (0, 0, 0, 0, 0, 0),
    }
    assert province.total.cells == (5, 2, 0, 0, 0, 7)
    assert table(full, "bieu-0602").total.cells == (0, 0, 0, 1, 0, 0, 1)


def test_classes_and_those_whom_the_law_puts_first(full):
    assert table(full, "nhom-doi-tuong").total.cells == (6, 2, "100%")
    assert lines(table(full, "uu-tien")) == {
        "Lao động trực tiếp, trên số cá nhân": (3, "50%", 1, "50%"),
        "Nữ, trên số cá nhân": (2, "33,3%", 1, "50%"),
        "Vùng sâu, vùng xa, trên tổng số": (0, "0%", 0, "0%"),
        "Xã, phường biên giới, trên tổng số": (3, "37,5%", 2, "100%"),
    }


def test_shares_of_the_last_periods(full):
    assert lines(table(full, "ty-le")) == {
        "III/2025": (1, 2, "50%"),
        "IV/2025": (0, 0, "-"),
        "I/2026": (0, 0, "-"),
        "II/2026": (1, 1, "100%"),
        "III/2026": (3, 6, "50%"),
    }


def test_a_unit_below_counts_with_its_commune(full):
    found = table(full, "khen-thuong-don-vi")
    assert lines(found) == {
        "Tỉnh Lào Cai": (0, 0, 1, 0, 1),
        "Sở Y tế": (2, 1, 1, 0, 3),
        "Xã Y Tý": (4, 2, 0, 0, 4),
    }
    assert found.total.cells == (6, 3, 2, 0, 8)


def test_what_the_directive_asks_about(full):
    assert lines(table(full, "chi-thi")) == {
        "Lao động trực tiếp trong số cá nhân được khen": (3, 6, "50%"),
        "Khen đột xuất, theo phong trào trong tổng số khen thưởng": (2, 8, "25%"),
        "Sáng kiến của lao động trực tiếp trong số sáng kiến": (1, 2, "50%"),
        "Xã, phường có khen thưởng": (1, 1, "100%"),
        "Trong đó: xã, phường vùng sâu, vùng xa": (0, 0, "-"),
        "Trong đó: xã, phường biên giới": (1, 1, "100%"),
        "Hồ sơ thẩm định đúng hạn": (0, 0, "-"),
    }
    assert table(full, "sang-kien").total.cells == (2, 1)


def test_campaigns_that_run_and_those_launched(full):
    quarter = taken(full)
    [running] = quarter["campaigns"]
    assert (running["is_new"], running["joined"]) == (False, 0)  # joined in November, after the quarter
    year = figures(Scope(full.body, date(2026, 1, 1), date(2026, 12, 31)))
    assert (year["campaigns"][0]["is_new"], year["campaigns"][0]["joined"]) == (True, 1)
    assert year["joins"] == {"registrations": 1, "units": 1}
    assert tables.campaigns_table(year).total.cells == (1, 0, 1)


def test_dossiers_by_deed(world):
    make_submitted(world.stage.editor, world.stage.round)
    make_accepted(world.stage.editor, world.officer, world.stage.round)
    this_year = Scope(world.body, date(2026, 1, 1), date(2026, 11, 24))
    found = tables.dossiers_table(figures(this_year))
    assert lines(found) == {"Xã Y Tý": (2, 1, 0, 0, 0)}
    assert (found.total.cells[0], dossiers(this_year).count()) == (2, 2)
    until_yesterday = Scope(world.body, date(2026, 1, 1), date(2026, 11, 23))
    assert figures(until_yesterday)["dossiers_by_unit"] == []


def test_a_revoked_award_does_not_count(full):
    assert grants(scope_of(full)).count() == 8
    revoke(full.grants[0].pk, reason="Khai không đúng sự thật", by=full.director)
    assert grants(scope_of(full)).count() == 7
    assert table(full, "khen-thuong").total.cells[-1] == 7


def test_every_table_adds_up_to_the_list_behind_it(full):
    listed = grants(scope_of(full)).count()
    cube = taken(full)["cube"]
    assert (listed, tables.counted(cube)) == (8, 8)
    assert table(full, "khen-thuong").total.cells[-1] == listed
    assert table(full, "khen-thuong-don-vi").total.cells[-1] == listed
    people = sum(row.cells[0] for row in table(full, "nhom-doi-tuong").rows)
    forms = [table(full, code) for code in ("bieu-0602", "bieu-0603")]
    assert sum(form.total.cells[-1] for form in forms) == listed  # nothing of the grassroots here
    assert people == sum(lines(form)["Cá nhân"][-1] for form in forms)
    for form in forms:
        by_class = sum(row.cells[-1] for row in form.rows if row.depth == 1)
        by_type = sum(row.cells[-1] for row in form.rows if row.depth == 2)
        assert (by_class, by_type) == (lines(form)["Cá nhân"][-1], form.total.cells[-1])


LINKED = ["khen-thuong", "bieu-0602", "bieu-0603", "nhom-doi-tuong", "uu-tien", "khen-thuong-don-vi"]


@pytest.mark.parametrize("code", LINKED)
def test_every_row_counts_what_its_list_shows(full, code):
    found = table(full, code)
    column = 0 if code in ("nhom-doi-tuong", "uu-tien") else -1
    rows = [*found.rows, *([found.total] if found.total else [])]
    awards = [(grant.award.code, grant.award.name) for grant in full.grants]
    counted = []
    for row in rows:
        asked = row.link | {"tu": FIRST.isoformat(), "den": LAST.isoformat()}
        listed = GrantFilter(
            asked,
            queryset=grants_behind(full.officer),
            awards=awards,
            unit=named_unit(full.officer, asked.get("don_vi", "")),
            scope=full.officer.scope_path,
        )
        assert listed.form.is_valid(), listed.form.errors
        counted.append((row.head, listed.qs.count()))
    assert counted == [(row.head, row.cells[column]) for row in rows]


def test_every_row_of_dossiers_counts_what_its_list_shows(world):
    province = world.stage.province
    school = make_unit("Trường Tiểu học Y Tý", kind=UnitKind.SCHOOL, parent=province.commune)
    sent = [make_submitted(world.stage.editor, world.stage.round) for _ in range(4)]
    for dossier, unit in zip(sent, (province.province, school, province.standing_body), strict=False):
        Dossier.objects.filter(pk=dossier.pk).update(unit=unit)
    found = tables.dossiers_table(figures(Scope(world.body, date(2026, 1, 1), date(2026, 11, 24))))
    listed = [
        DossierBehindFilter(
            {"don_vi": row.link["ho_so"], "viec": "sent"},
            queryset=dossiers_behind(world.officer),
            unit=named_unit(world.officer, row.link["ho_so"]),
            scope=world.officer.scope_path,
        ).qs.count()
        for row in found.rows
    ]
    assert listed == [row.cells[0] for row in found.rows]
    assert lines(found) == {
        "Tỉnh Lào Cai": (1, 0, 0, 0, 0),
        "Sở Nội vụ": (1, 0, 0, 0, 0),
        "Xã Y Tý": (2, 0, 0, 0, 0),
    }


def test_only_the_council_of_the_province_is_counted(world):
    chamber = chambers.make_chamber(stage=world.stage)
    poll = chambers.make_sealed(chamber)
    meeting.conclude(poll.session_id, conclusion="Thống nhất", by=chamber.secretary)
    year = Scope(world.body, date(2026, 1, 1), date(2026, 11, 24))

    def counted() -> tuple:
        council = figures(year)["council"]
        sessions, overviewed = len(council["sessions"]), overview(world.body, date(2026, 11, 24)).sessions
        return sessions, council["polls"], council["questions"], overviewed

    assert counted() == (1, 1, 3, (1, 0))
    chamber.council.unit = world.stage.province.commune
    chamber.council.save(update_fields=["unit"])
    assert counted() == (0, 0, 0, (0, 0))


def test_a_decision_counts_on_the_day_of_its_publication(world):
    decision = desks.make_published(desks.make_desk(world.stage))
    assert (decision.signed_on, clock.local(decision.published_at).date()) == (desks.SIGNED_ON, NOW.date())

    def published(first: date, last: date) -> int:
        return figures(Scope(world.body, first, last))["decisions"]["published"]

    assert published(date(2026, 11, 24), date(2026, 11, 24)) == 1
    Decision.objects.filter(pk=decision.pk).update(signed_on=date(2026, 11, 1))
    assert published(date(2026, 11, 24), date(2026, 11, 24)) == 1
    assert published(date(2026, 11, 1), date(2026, 11, 23)) == 0


def test_the_number_of_queries_does_not_grow(full):
    with CaptureQueriesContext(connection) as few:
        taken(full)
    for number in range(12):
        unit = make_unit(f"Xã số {number}", parent=full.stage.province.province)
        make_grant(full.stage.award, unit, decision_on=date(2026, 8, 8), source="IMPORTED")
        make_submitted(full.stage.editor, full.stage.round)
    with CaptureQueriesContext(connection) as many:
        taken(full)
    assert len(many) == len(few)
    assert len(few) <= 18
