"""Sealing: the sheet, its signature, the outcomes, the end of the key."""

import json
import random
import subprocess
import sys

import pytest
from django.conf import settings as portal

from core import clock
from core.errors import NotAllowed, RuleViolation, Stale
from core.models import AuditEvent
from reviews import actions, sealing, sheet, signing
from reviews.actions.keys import destroy_left_keys
from reviews.models import CountedReceipt, Poll, Question, VoteEnvelope
from reviews.workflow import SEALED
from tests.factories import reviews as make
from tests.factories.reviews import BLANK, NO, YES
from tools import verify_sheet

pytestmark = pytest.mark.django_db


@pytest.fixture
def sealed(chamber, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        poll = make.make_sealed(chamber)
    return Poll.objects.get(pk=poll.pk)


def as_bytes(poll):
    return signing.canonical(sheet.as_file(poll))


def test_the_sheet_says_what_was_voted(chamber, sealed):
    rows = [
        (q["yes"], q["no"], q["blank"], q["invalid"], q["recused"], q["not_cast"], q["passed"], q["percent"])
        for q in sealed.sheet["questions"]
    ]
    assert rows == [
        (7, 0, 0, 0, 0, 0, True, "100%"),
        (0, 7, 0, 0, 0, 0, False, "0%"),
        (0, 0, 7, 0, 0, 0, False, "0%"),
    ]
    assert sealed.sheet["turnout"] == {"members": 7, "issued": 7, "returned": 7}
    assert sealed.sheet["receipts"] == sorted(CountedReceipt.objects.values_list("receipt", flat=True))
    assert sealed.sheet["poll"]["build_opened"] == sealed.build
    assert [entry["voted"] for entry in sealed.sheet["roster"]] == [True] * 7
    assert len(sealed.sheet["tellers"]) == 2


def test_outcomes_follow_and_the_envelopes_and_the_key_are_gone(chamber, sealed, keys):
    outcomes = [q.nomination.outcome for q in Question.objects.select_related("nomination")]
    assert outcomes == ["RECOMMENDED", "NOT_RECOMMENDED", "NOT_RECOMMENDED"]
    assert VoteEnvelope.objects.count() == 0
    assert list(keys.iterdir()) == []
    assert sealed.key_destroyed_at == clock.now()
    names = AuditEvent.objects.filter(object_type="reviews.poll").values_list("name", flat=True)
    assert list(names.order_by("pk"))[-2:] == ["reviews.poll_sealed", "reviews.key_destroyed"]


def test_a_key_that_outlived_its_poll_is_destroyed_with_the_next_seal(chamber):
    poll = make.make_open(chamber)
    make.close(chamber, poll)
    make.count(chamber, poll)
    make.seal(chamber, poll)  # nothing runs after this "commit": as if the process died there
    assert sealing.kept_polls() == {poll.pk}
    assert destroy_left_keys(by=chamber.secretary) == [poll.pk]
    assert sealing.kept_polls() == set()


def test_who_may_seal_and_when(chamber):
    poll = make.make_open(chamber)
    make.close(chamber, poll)
    with pytest.raises(Stale):
        make.seal(chamber, poll)
    make.count(chamber, poll)
    for actor in (chamber.voting[6], chamber.voting[1], chamber.stage.officer):
        with pytest.raises(NotAllowed):
            make.seal(chamber, poll, by=actor)
    with pytest.raises(RuleViolation):
        actions.seal_poll(poll.pk, confirmed_at=None, by=chamber.chair)
    assert make.seal(chamber, poll, by=chamber.secretary).state == SEALED
    with pytest.raises(Stale):
        make.seal(chamber, poll)


def test_sheets_of_a_council_are_chained(chamber, sealed):
    first = sealed.sheet_hash
    assert sealed.sheet["previous"] == ""
    session = make.make_meeting(chamber, nominees=1)
    poll = make.open_first(chamber, session)
    make.everybody_votes(chamber, poll, (YES,))
    make.close(chamber, poll)
    make.count(chamber, poll)
    make.seal(chamber, poll)
    assert Poll.objects.get(pk=poll.pk).sheet["previous"] == first


def test_the_verifier_needs_no_portal_and_finds_the_sheet_good(sealed, tmp_path):
    path = tmp_path / "sheet.json"
    path.write_bytes(as_bytes(sealed))
    command = [sys.executable, "-I", str(portal.BASE_DIR / "tools/verify_sheet.py"), str(path)]
    done = subprocess.run(command, capture_output=True, text=True, cwd=tmp_path, check=False)
    assert (done.returncode, done.stdout.splitlines()[0]) == (
        0,
        f"ĐÚNG: 3 hồ sơ, 7 phiếu, mã {sealed.sheet_hash}",
    )
    assert verify_sheet.main([str(path), "--key", sealed.signing_key]) == 0
    assert verify_sheet.main([str(path), "--key", "00" * 32]) == 1
    assert verify_sheet.main([str(tmp_path / "nothing.json")]) == 2


def test_every_changed_byte_is_found(sealed, tmp_path, capsys):
    good, dice, path = as_bytes(sealed), random.Random(1), tmp_path / "sheet.json"
    missed = []
    for _ in range(400):
        place, value = dice.randrange(len(good)), dice.randrange(256)
        if good[place] == value:
            continue
        path.write_bytes(good[:place] + bytes([value]) + good[place + 1 :])
        if verify_sheet.main([str(path)]) == 0:
            missed.append((place, value))
    assert missed == []


CHANGES = [
    lambda s: s["questions"][0].update(yes=6, no=1),
    lambda s: s["questions"][0].update(marks="2" + s["questions"][0]["marks"][1:]),
    lambda s: s["questions"][1].update(passed=True),
    lambda s: s["questions"][0].update(num=9, needed=8),
    lambda s: s["questions"][0].update(percent="99,99%"),
    lambda s: s["questions"].pop(0),
    lambda s: s["questions"][0].update(recused=1, not_cast=-1),
    lambda s: s["receipts"].pop(),
    lambda s: s["receipts"].append(s["receipts"][0]),
    lambda s: s["roster"].pop(),
    lambda s: s["roster"][0].update(voted=False),
    lambda s: s["tellers"].pop(),
    lambda s: s.update(format="laocai-thidua/sheet/2"),
]


def test_a_sheet_that_was_changed_and_signed_anew_still_contradicts_itself(sealed):
    assert verify_sheet.problems_of(json.loads(as_bytes(sealed))) == []
    missed = []
    for number, change in enumerate(CHANGES):
        changed = json.loads(json.dumps(sealed.sheet))
        change(changed)
        signed = signing.sign(changed)
        document = {
            "sheet": changed,
            "sha256": signed.hash,
            "signature": signed.signature,
            "signing_key": signed.key,
        }
        if verify_sheet.problems_of(document) == []:
            missed.append(number)
    assert missed == []


def test_percent_and_blank(chamber):
    poll = make.make_open(chamber, nominees=1)
    for seat, choice in zip(chamber.voters, [YES, YES, YES, YES, YES, BLANK, NO], strict=True):
        make.vote(poll, chamber.actors[seat.pk], [choice])
    make.close(chamber, poll)
    make.count(chamber, poll)
    make.seal(chamber, poll)
    row = Poll.objects.get(pk=poll.pk).sheet["questions"][0]
    assert (row["yes"], row["no"], row["blank"], row["percent"], row["needed"], row["passed"]) == (
        5,
        1,
        1,
        "71,42%",
        6,
        False,
    )
