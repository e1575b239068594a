"""What pages and deeds ask of the database (budget: list 8, detail 10, save 12).

Counted are the statements that read or write rows, those of the log-in included (session, user, roles).
"""

from datetime import UTC, datetime

import pytest

from core import audit, formkeys
from nominations.models import Dossier
from tests.access.world import make_bare_world, make_paper, open_round
from tests.factories.nominations import make_accepted, make_draft, make_submitted
from tests.views.counting import asked
from tests.views.volume import fill

LIST, DETAIL, SAVE = 8, 10, 12
# Not there yet: a deed takes its one-time key, its lock, its audit event and its message to the database.
NOMINEE = 17
# Sending also gives a code, receiving a number and a job; each new person is written down and logged.
SEND, EACH_PERSON = 17, 5
LONG_AGO = datetime(2025, 7, 2, tzinfo=UTC)


@pytest.fixture
def world(db):
    """As in other tests of pages, but the clock runs, and the round is open for ever."""
    world = make_bare_world()
    officer = world.actors["officer"].membership.pk
    fields = {"opens_at": LONG_AGO, "closes_at": None, "officer_id": officer}
    world.rounds["open"] = open_round(world, **fields).pk
    world.open_another = lambda: open_round(world, **fields)
    return world


def cost(client, address: str, data: dict | None = None, *, status: int = 200):
    """Return what one request asked of the database."""
    with asked() as statements:
        response = client.get(address) if data is None else client.post(address, data)
    assert response.status_code == status
    return statements


def dossiers(world, round_):
    make_draft(world.actors["editor"], round_, nominees=2)
    make_submitted(world.actors["editor"], round_)
    make_accepted(world.actors["editor"], world.actors["officer"], round_)


@pytest.mark.parametrize(
    ("role", "address"),
    [
        ("editor", "/ho-so/"),
        ("officer", "/ho-so/"),
        ("province_leader", "/ho-so/"),
        ("officer", "/tham-dinh/"),
        ("editor", "/dot-xet/"),
        ("officer", "/dot-xet/"),
        ("editor", "/viec-cua-toi/"),
        ("head", "/viec-cua-toi/"),
        ("officer", "/viec-cua-toi/"),
    ],
)
def test_a_list_costs_the_same_for_one_and_for_three(world, round_, as_role, role, address):
    client = as_role(role)
    dossiers(world, round_)
    one = cost(client, address)
    for _ in range(2):
        world.open_another()
        dossiers(world, round_)
    three = cost(client, address)
    print(f"{role} {address}: {len(one)} statements")
    assert len(three) == len(one) <= LIST
    assert three.twice == []


@pytest.mark.parametrize(
    ("role", "page"),
    [
        ("editor", "/dot-xet/{round}/"),
        ("editor", "/ho-so/{dossier}/"),
        ("head", "/ho-so/{dossier}/"),
        ("editor", "/ho-so/{dossier}/them-nguoi/"),
        ("editor", "/de-nghi/{nomination}/"),
        ("editor", "/de-nghi/{nomination}/bo/"),
    ],
)
def test_a_page_costs_the_same_for_one_nominee_and_for_three(world, round_, as_role, role, page):
    client, costs = as_role(role), []
    for nominees in (1, 3):
        dossier = make_draft(world.actors["editor"], round_, nominees=nominees)
        keys = {"round": round_.pk, "dossier": dossier.pk, "nomination": dossier.nominations.first().pk}
        costs.append(cost(client, page.format(**keys)))
    print(f"{role} {page}: {len(costs[0])} statements")
    assert len(costs[1]) == len(costs[0]) <= DETAIL
    assert costs[1].twice == []


def test_the_officer_s_page_of_a_dossier_and_the_pages_of_its_job_and_receipt(world, round_, officer):
    event = make_accepted(world.actors["editor"], world.actors["officer"], round_, nominees=3)
    paper = make_paper(Dossier.objects.get(pk=event.object_id))
    pages = [f"/ho-so/{event.object_id}/", f"/tien-trinh/{audit.jobs_of(event)[0]}/", f"/van-ban/{paper.pk}/"]
    costs = [cost(officer, page) for page in pages]
    print(pages, [len(one) for one in costs])
    assert max(len(one) for one in costs) <= DETAIL
    assert [one.twice for one in costs] == [[], [], []]


def key(**fields) -> dict:
    return {formkeys.FIELD: formkeys.new_key(), **fields}


def nominee(round_, name: str, **fields) -> dict:
    return key(
        award=round_.awards.get().pk,
        full_name=name,
        birth_date="25/06/1979",
        gender="MALE",
        position="Trưởng thôn Lao Chải 1",
        achievement="Cùng 38 hộ trong thôn hiến 2.400 m² đất.",
        **fields,
    )


def test_saving_costs_the_same_in_a_small_and_in_a_larger_dossier(world, round_, clerk):
    costs = []
    for nominees in (1, 3):
        made = cost(clerk, f"/dot-xet/{round_.pk}/lap-ho-so/", key(), status=302)
        dossier = make_draft(world.actors["editor"], round_, nominees=nominees)
        first = dossier.nominations.first()
        add = f"/ho-so/{dossier.pk}/them-nguoi/"
        added = cost(clerk, add, nominee(round_, "Phu Suy Thó"), status=302)
        clerk.get("/viec-cua-toi/")  # reads the message that the deed left
        edit = f"/de-nghi/{first.pk}/"
        edited = cost(clerk, edit, nominee(round_, "Phu Suy Tho", version=first.version), status=302)
        clerk.get("/viec-cua-toi/")
        removed = cost(clerk, f"{edit}bo/", key(), status=302)
        clerk.get("/viec-cua-toi/")
        costs.append([len(one) for one in (made, added, edited, removed)])
    print(f"create, add, edit, remove: {costs[0]} statements")
    assert costs[0] == costs[1]
    assert costs[0][0] <= SAVE
    assert max(costs[0]) <= NOMINEE


def test_sending_costs_little_more_for_three_nominees_and_receiving_nothing(world, round_, clerk, officer):
    make_accepted(world.actors["editor"], world.actors["officer"], round_)  # counters have begun
    costs = []
    for nominees in (1, 3):
        dossier = make_draft(world.actors["editor"], round_, nominees=nominees)
        page = f"/ho-so/{dossier.pk}/"
        sent = cost(clerk, f"{page}gui/", key(version=dossier.version), status=302)
        accepted = cost(officer, f"{page}tiep-nhan/", key(), status=302)
        clerk.get(page)
        officer.get(page)
        costs.append([len(sent), len(accepted)])
    print(f"send, receive: {costs} statements")
    (send_one, receive_one), (send_three, receive_three) = costs
    assert receive_three == receive_one <= SEND
    assert send_one <= SEND + EACH_PERSON
    assert send_three - send_one <= 2 * EACH_PERSON


@pytest.mark.parametrize(
    ("role", "address"), [("editor", "/ho-so/"), ("officer", "/ho-so/"), ("officer", "/tham-dinh/")]
)
def test_a_list_fetches_no_more_than_twice_what_it_shows(world, round_, as_role, role, address):
    fill(world, round_, 300)
    client = as_role(role)
    statements = cost(client, address)
    shown = len(client.get(address).context["page"].rows)
    assert shown == 50
    assert statements.rows_fetched() <= 2 * shown
    print(f"{role} {address}: {len(client.get(address).content) / 1000:.0f} kB of HTML")
