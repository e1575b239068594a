"""A ballot with a marked pattern is looked for everywhere: database, WAL, log, session, cache, jobs, mail."""

import logging
import os
import random
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.urls import reverse

from core import clock, formkeys
from reviews import actions, sealing
from reviews.models import Poll, VoteEnvelope
from tests.factories import reviews as make
from tests.factories.nominations import DURING

pytestmark = pytest.mark.django_db(transaction=True)
QUESTIONS = 48


def everything_on_disk() -> bytes:
    """All bytes of the database: its file, WAL and journal; on PostgreSQL also the text of every row."""
    if connection.vendor == "sqlite":
        name = str(connection.settings_dict["NAME"])
        found = b""
        for ending in ("", "-wal", "-shm", "-journal"):
            try:
                with open(name + ending, "rb") as file:
                    found += file.read()
            except FileNotFoundError:
                continue
        return found
    found = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT t::text FROM "{table}" t')
            found.append("\n".join(row[0] for row in cursor.fetchall()).encode())
        cursor.execute("CHECKPOINT")
        cursor.execute("SHOW data_directory")
        folder = Path(cursor.fetchone()[0])
    if os.access(folder / "PG_VERSION", os.R_OK):  # the throw-away cluster of the test run
        found += [
            path.read_bytes()
            for part in ("base", "pg_wal")
            for path in (folder / part).rglob("*")
            if path.is_file()
        ]
    return b"\n".join(found)


def spellings(choices, keys):
    """How a ballot might lie somewhere: as bytes, as digits, as JSON, as a posted form, as hexadecimal."""
    raw = bytes(choices)
    digits = "".join(map(str, choices))
    return {
        "bytes": raw,
        "digits": digits.encode(),
        "json": ", ".join(map(str, choices)).encode(),
        "tight json": ",".join(map(str, choices)).encode(),
        "hex": raw.hex().encode(),
        "form": "&".join(f"c{key}={choice}" for key, choice in zip(keys, choices, strict=True)).encode(),
        "first fields": "&".join(
            f"c{key}={c}" for key, c in list(zip(keys, choices, strict=True))[:3]
        ).encode(),
        "dict": f"{{{keys[0]}: {choices[0]}, {keys[1]}: {choices[1]}".encode(),
        "one field": f"c{keys[0]}={choices[0]}".encode(),
        "posted dict": f"'c{keys[0]}': ['{choices[0]}'".encode(),
    }


@pytest.fixture
def _clock():
    """The clock of this test: the client's requests ask it too."""
    with clock.at(DURING):
        yield


def test_a_marked_ballot_is_found_nowhere(caplog, tmp_path, mailoutbox):
    caplog.set_level(logging.DEBUG)
    chamber = make.make_chamber()
    session = make.make_meeting(chamber, nominees=QUESTIONS)
    poll = make.open_first(chamber, session)
    keys = list(poll.questions.order_by("order").values_list("pk", flat=True))
    dice = random.Random(11)
    marked = [dice.choice((0, 1, 2)) for _ in keys]
    member = chamber.voting[6]
    client = Client()
    client.force_login(member.user)
    form = {f"c{key}": str(choice) for key, choice in zip(keys, marked, strict=True)}
    for password in ("", "sai", make.PASSWORD):
        answer = client.post(
            reverse("reviews:ballot", args=[session.pk]),
            form | {"password": password, formkeys.FIELD: formkeys.new_key()},
        )
        assert answer["Cache-Control"] == "max-age=0, no-cache, no-store, must-revalidate, private"
    assert (answer.status_code, VoteEnvelope.objects.count()) == (302, 1)
    for other in chamber.voting[:6]:
        make.vote(poll, other, make.random_choices(poll, dice))
    looked = [everything_on_disk()]
    make.close(chamber, poll)
    make.count(chamber, poll)
    looked.append(everything_on_disk())
    make.seal(chamber, poll)
    looked.append(everything_on_disk())
    dump = tmp_path / "dump.json"
    call_command("dumpdata", "reviews", "core", "accounts", "sessions", output=str(dump))
    looked.append(dump.read_bytes())
    looked.append(caplog.text.encode())
    looked.append(repr(mailoutbox).encode())
    files = [path for path in tmp_path.rglob("*") if path.is_file() and path != dump]
    looked += [path.read_bytes() for path in files]
    found = {name for name, what in spellings(marked, keys).items() for place in looked if what in place}
    assert found == set()
    # The net works: what does lie there is found.
    assert Poll.objects.get().sheet_hash.encode() in looked[2]
    assert all(b"reviews.vote_cast" in place for place in looked[:4])


def test_the_net_finds_a_ballot_that_lies_there(monkeypatch):
    """Seen with the defence off: a ballot stored as it is."""
    chamber = make.make_chamber()
    poll = make.make_open(chamber, nominees=QUESTIONS)
    monkeypatch.setattr(sealing, "seal", lambda ballot, *a, **k: ballot)
    dice = random.Random(12)
    marked = [dice.choice((0, 1, 2)) for _ in range(QUESTIONS)]
    keys = list(poll.questions.order_by("order").values_list("pk", flat=True))
    actions.cast(
        poll.pk, dict(zip(keys, marked, strict=True)), confirmed_at=clock.now(), by=chamber.voting[6]
    )
    everything = everything_on_disk()
    spelled = spellings(marked, keys)
    assert spelled["bytes"] in everything or spelled["hex"] in everything
