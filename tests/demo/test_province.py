"""The demo province holds something of everything, dated as it could have happened."""

from datetime import date, timedelta
from io import StringIO

import pytest
from django.core.management import call_command

from accounts.models import User
from awards.models import Grant, GrantSource
from campaigns.models import Campaign
from core import clock, files, scan
from core.models import AuditEvent, Job
from laocai_thidua.demo.accounts import ACCOUNTS, PASSWORD, SHOWN
from laocai_thidua.worklist import work_list_of
from nominations.models import Dossier, Evidence, Nomination, Supplement
from nominations.workflow import DOSSIER
from reviews.models import CouncilSession, Decision, Poll, VoteEnvelope
from tests.support import demo
from units.actors import Actor
from units.models import Membership

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def province(reference):
    demo.fill()


def previous_quarter(today: date) -> tuple[date, date]:
    """First and last day."""
    first = date(today.year, (today.month - 1) // 3 * 3 + 1, 1)
    last = first - timedelta(days=1)
    return date(last.year, last.month - 2, 1), last


def test_the_open_round_holds_a_dossier_in_every_state():
    states = Dossier.objects.filter(round__name__startswith="Tổng kết công tác năm").values_list(
        "state", flat=True
    )
    assert set(states) == set(DOSSIER.states)
    assert Supplement.objects.filter(answered_at=None, ended_at=None).count() == 1


def test_the_standards_engine_gives_every_answer():
    found = Nomination.objects.exclude(findings=None).values_list("award__code", "findings")
    statuses = {(code, finding["status"]) for code, findings in found for finding in findings}
    assert {code: {status for one, status in statuses if one == code} for code in ("BKT", "CSTDT")} == {
        "BKT": {"MET", "MISSING", "UNKNOWN"},
        "CSTDT": {"MET", "MISSING", "UNKNOWN"},
    }


def test_sessions_are_over_voting_and_called():
    sessions = CouncilSession.objects.order_by("number")
    assert [session.state for session in sessions] == ["CONCLUDED", "IN_SESSION", "CONVENED"]
    polls = Poll.objects.order_by("session__number", "number").values_list("body", "state")
    assert list(polls) == [
        ("COUNCIL", "SEALED"),
        ("STANDING", "SEALED"),
        ("COUNCIL", "OPEN"),
        ("STANDING", "PREPARED"),
        ("COUNCIL", "PREPARED"),
        ("STANDING", "PREPARED"),
    ]
    sealed, voting = Poll.objects.filter(body="COUNCIL").exclude(state="PREPARED").order_by("pk")
    assert sealed.roster.filter(is_voting=True, voted=True).count() == 24  # one is abroad
    assert set(sealed.questions.values_list("passed", flat=True)) == {True, False}
    assert voting.roster.filter(is_voting=True).count() == 25
    assert voting.roster.filter(is_teller=True).count() == 3
    assert voting.closes_at > clock.now() + timedelta(hours=12)
    assert VoteEnvelope.objects.count() == 0


def test_awards_of_the_session_were_granted_in_the_last_quarter():
    first, last = previous_quarter(clock.today())
    decisions = Decision.objects.exclude(session=None)
    assert {decision.state for decision in decisions} == {"PUBLISHED"}
    assert {first <= clock.local(one.published_at).date() <= last for one in decisions} == {True}
    granted = Grant.objects.filter(source=GrantSource.DECISION, decision_on__range=(first, last))
    names = sum(one.lines.filter(struck=False).count() for one in decisions)
    assert granted.count() >= names >= 15
    states = Decision.objects.filter(session=None).order_by("pk").values_list("state", flat=True)
    assert list(states) == ["PUBLISHED", "PRESENTED", "DRAFT"]


def test_campaigns_of_the_directive_run_and_were_reviewed():
    found = Campaign.objects.filter(name__in=DIRECTIVE).order_by("code")
    assert [campaign.state for campaign in found] == ["INTERIM_REVIEWED", "INTERIM_REVIEWED"]
    assert min(campaign.participations.count() for campaign in found) >= 20
    assert set(Campaign.objects.values_list("state", flat=True)) == {
        "DRAFT",
        "LAUNCHED",
        "INTERIM_REVIEWED",
        "FINAL_REVIEWED",
    }


DIRECTIVE = [
    "Cán bộ, công chức, viên chức thi đua thực hiện văn hóa công sở",
    "Thi đua thực hiện cải cách hành chính",
]


def test_nothing_happens_before_what_led_to_it():
    moments = list(AuditEvent.objects.order_by("pk").values_list("at", flat=True))
    assert moments == sorted(moments)
    assert moments[-1] <= clock.now()


def test_everybody_who_is_shown_has_something_to_do():
    idle = []
    for label, username in SHOWN:
        held = Membership.objects.select_related("user", "unit__parent__standing_for", "unit__standing_for")
        membership = held.get(user__username=username)
        actor = Actor(user=membership.user, membership=membership)
        if not [item for item in work_list_of(actor, clock.now()).items if not item.waiting_elsewhere]:
            idle.append(label)
    assert idle == ["Cơ quan được lấy ý kiến", "Thanh tra"]


def test_signed_files_are_real_and_harmless():
    letters = {row.kind: row for row in Evidence.objects.select_related("file")}
    stored = [row.file for row in letters.values()]
    stored += [decision.signed_file for decision in Decision.objects.filter(number=2045)]
    assert sorted(letters) == ["LETTER", "REPORT"]
    assert {scan.check(files.path_of(row.key), row.name).verdict for row in stored} == {scan.CLEAN}


def test_papers_wait_for_the_background():
    assert set(Job.objects.values_list("status", flat=True)) == {Job.Status.WAITING}


def test_a_second_run_changes_nothing_and_prints_the_table_again():
    before = User.objects.count(), AuditEvent.objects.count()
    said = StringIO()
    call_command("seed_demo", stdout=said)
    assert (User.objects.count(), AuditEvent.objects.count()) == before
    lines = [line.split("  ") for line in said.getvalue().splitlines()]
    cells = [[cell.strip() for cell in line if cell.strip()] for line in lines]
    assert cells[1 : len(SHOWN) + 1] == [[label, username, PASSWORD] for label, username in SHOWN]


def test_demo_accounts_are_marked_and_log_in():
    assert User.objects.filter(is_demo=True).count() == len(ACCOUNTS) == User.objects.count()
    assert User.objects.get(username="men.ly.mttq").check_password(PASSWORD)
