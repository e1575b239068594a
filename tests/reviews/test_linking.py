"""Attacks that try to find out who cast which ballot (docs: fourteen ways to link a ballot to a member).

Each attack guesses, for every voter of many polls, either his receipt (which row was his) or one of his
choices. The truth is known here; an attack may hit no more often than chance does. The number of polls
follows PROOF.
"""

import math
import os
import random

from django.db import connection

from core.models import AuditEvent
from reviews import sealing
from reviews.actions import counting
from reviews.actions import poll as closing
from reviews.models import CountedReceipt, Question, VoteEnvelope
from tests.factories import reviews as make
from tests.factories.reviews import NO, YES

SIZE = 25
POLLS = 6 if os.environ.get("PROOF", "short") == "short" else 200
QUESTIONS = 6


class Record:
    """What is known of one poll after its count: the truth, and all that an attacker may read."""

    def __init__(self, poll, receipts, choices):
        self.receipts = receipts  # seat: receipt, the truth
        self.choices = choices  # seat: choices, the truth
        events = AuditEvent.objects.filter(
            name="reviews.vote_cast", object_type="reviews.poll", object_id=poll.pk
        )
        self.order_of_voting = list(events.order_by("pk").values_list("data__member", flat=True))
        self.envelopes = list(VoteEnvelope.objects.filter(poll=poll).order_by("pk"))
        self.by_place = rows_by_place(VoteEnvelope, poll)
        self.written_by = writers(VoteEnvelope, poll)
        self.counted = list(CountedReceipt.objects.filter(poll=poll).order_by("pk"))
        self.marks = list(
            Question.objects.filter(poll=poll).order_by("order").values_list("marks", flat=True)
        )


def rows_by_place(model, poll):
    """Receipts in the order in which the table holds its rows (ctid, rowid)."""
    place = "ctid" if connection.vendor == "postgresql" else "rowid"
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT receipt FROM {model._meta.db_table} WHERE poll_id = %s ORDER BY {place}",
            [poll.pk],
        )
        return [row[0] for row in cursor.fetchall()]


def writers(model, poll):
    """The transactions that wrote the rows (xmin of PostgreSQL); SQLite keeps none."""
    if connection.vendor != "postgresql":
        return {0}
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT xmin::text FROM {model._meta.db_table} WHERE poll_id = %s", [poll.pk])
        return {row[0] for row in cursor.fetchall()}


def hold_polls(chamber, polls=POLLS, seed=3):
    """Hold so many polls, in which everybody votes at random and in random order."""
    dice, records = random.Random(seed), []
    session = make.make_meeting(chamber, nominees=QUESTIONS)
    for _ in range(polls):
        poll = make.open_first(chamber, session)
        seats = dice.sample(chamber.voters, len(chamber.voters))
        choices = {seat.pk: [dice.choice((YES, NO)) for _ in range(QUESTIONS)] for seat in seats}
        receipts = {seat.pk: make.vote(poll, chamber.actors[seat.pk], choices[seat.pk]) for seat in seats}
        make.close(chamber, poll)
        make.count(chamber, poll)
        records.append(Record(poll, receipts, choices))
        make.void(chamber, poll)
    return records


def by_rows(record, rows):
    """Guess that rows stand in the order of voting: hits, and what chance hits in the mean and at most."""
    return sum(
        record.receipts[seat] == receipt for seat, receipt in zip(record.order_of_voting, rows, strict=True)
    )


ROW_ATTACKS = {
    "2 place in the table": lambda record: record.by_place,
    "3 serial ids": lambda record: [row.receipt for row in record.envelopes],
    "3 serial ids of receipts": lambda record: [row.receipt for row in record.counted],
    "13 order of receipts": lambda record: sorted(record.receipts.values()),
    "12 order of receipts against the log, backwards": lambda record: sorted(
        record.receipts.values(), reverse=True
    ),
}


def most_by_chance(polls):
    """One hit per poll in the mean (a random permutation has one fixed point), variance one: 5 sigma."""
    return polls + 5 * math.sqrt(polls)


def choices_hit(record, order):
    """Guess that the marks of every question stand in this order of seats."""
    return sum(
        record.choices[seat][place] == int(mark)
        for place, marks in enumerate(record.marks)
        for seat, mark in zip(order, marks, strict=True)
    )


MARK_ATTACKS = {
    "1-3 marks in the order of voting": lambda record: record.order_of_voting,
    "12 marks in the order of the roster": lambda record: sorted(record.order_of_voting),
    "13 marks in the order of receipts, every receipt known": lambda record: sorted(
        record.receipts, key=record.receipts.get
    ),
}


def marks_bounds(records):
    """What guessing marks at random hits in the mean, plus 5 sigma: per question, by how even it was."""
    mean = variance = 0.0
    for record in records:
        for marks in record.marks:
            n, yes = len(marks), marks.count("1")
            no = n - yes
            mean += (yes * yes + no * no) / n
            variance += 4 * (yes * no) ** 2 / (n * n * (n - 1))
    return mean + 5 * math.sqrt(variance)


def test_nothing_links_a_ballot_to_its_member(db):
    records = hold_polls(make.make_chamber(SIZE))
    rows_tell_nothing(records)
    marks_tell_nothing(records)
    lengths = {len(bytes(envelope.sealed)) for record in records for envelope in record.envelopes}
    assert len(lengths) == 1


def rows_tell_nothing(records):
    """Attacks 1, 2, 3, 5, 12, 13 on envelopes and receipts."""
    found = {name: sum(by_rows(r, attack(r)) for r in records) for name, attack in ROW_ATTACKS.items()}
    assert {name: hits for name, hits in found.items() if hits > most_by_chance(len(records))} == {}
    # 1 and 5: all rows of a poll come from one transaction, and no column holds a time.
    assert {len(record.written_by) for record in records} == {1}
    for model in (VoteEnvelope, CountedReceipt):
        kinds = {field.get_internal_type() for field in model._meta.get_fields()}
        assert kinds & {"DateTimeField", "DateField", "TimeField", "UUIDField"} == set()


def marks_tell_nothing(records):
    """The same attacks on the shuffled marks, and 14 across questions."""
    bound = marks_bounds(records)
    found = {
        name: sum(choices_hit(record, attack(record)) for record in records)
        for name, attack in MARK_ATTACKS.items()
    }
    assert {name: hits for name, hits in found.items() if hits > bound} == {}
    # 14: the same place in two questions is not the same ballot.
    together = sum(a == b for r in records for a, b in zip(r.marks[0], r.marks[1], strict=True))
    pairs = sum(len(r.marks[0]) for r in records)
    assert abs(together - pairs / 2) < 5 * math.sqrt(pairs) / 2 + 5


def test_the_row_attacks_find_everybody_when_names_are_stripped_in_place(db, monkeypatch):
    """Seen with the defence off: an UPDATE in place leaves the order of voting in the rows."""

    def in_place(poll):
        rows = VoteEnvelope.objects.filter(poll=poll)
        poll.roster.filter(member__in=rows.values("member")).update(voted=True)
        for envelope in rows:
            VoteEnvelope.objects.filter(pk=envelope.pk).update(member=None)

    monkeypatch.setattr(closing, "strip_names", in_place)
    (record,) = hold_polls(make.make_chamber(SIZE), polls=1)
    assert by_rows(record, ROW_ATTACKS["3 serial ids"](record)) == SIZE


def test_the_mark_attacks_find_everybody_when_nothing_is_shuffled(db, monkeypatch):
    """Seen with the defence off: then the order of receipts is the order of the marks."""

    class Lazy:
        def shuffle(self, marks):
            pass

    monkeypatch.setattr(counting.secrets, "SystemRandom", Lazy)
    (record,) = hold_polls(make.make_chamber(SIZE), polls=1)
    order = MARK_ATTACKS["13 marks in the order of receipts, every receipt known"](record)
    assert choices_hit(record, order) == SIZE * QUESTIONS


def test_equal_ballots_give_unequal_envelopes(db):
    chamber = make.make_chamber()
    poll = make.make_open(chamber)
    public = bytes(poll.public_key)
    envelopes = {sealing.seal(bytes(3), public, poll_id=poll.pk, questions=3) for _ in range(20)}
    assert len(envelopes) == 20
    assert len({envelope[:32] for envelope in envelopes}) == 20
