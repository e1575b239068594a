"""What pages and deeds ask of the database (budget: list 8, page 12, save 12).

Counted are the statements that read or write rows, those of the log-in included (session, user, roles).
"""

from datetime import UTC, datetime

import pytest

from core import audit, formkeys
from nominations import actions
from nominations.models import Dossier
from tests.access.world import make_bare_world, make_paper, open_round
from tests.factories.nominations import (
    conclude,
    make_accepted,
    make_draft,
    make_ready,
    make_submitted,
)
from tests.views.counting import asked
from tests.views.volume import fill

LIST, WORK, DETAIL, SAVE = 8, 12, 12, 12
# A deed takes its one-time key, its locks, its audit event and its message to the database: twelve before it
# has done anything. On top of that:
NOMINEE = 18  # a nominee: what the form offers, whether a supplement is open, the rules of the round
REMOVE = 22  # the same press a second time; what hangs on him goes too, in seven tables
ASK = 20  # nominees, their people in four registers, the standards, the round's awards
SEND, EACH_PERSON = 26, 5  # all that once more, the letter, the code; each new person with his unit, logged
RECEIVE = (26, 17, 13, 12)  # findings kept and a job for the receipt; conclude; finish; confirm
# Who was put up before has a history: awards, ratings, initiatives, discipline, one query each for all.
KNOWN = 15
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
        ("officer", "/tham-dinh/?state=ACCEPTED"),
        ("editor", "/dot-xet/"),
        ("officer", "/dot-xet/"),
        ("editor", "/viec-cua-toi/"),
        ("head", "/viec-cua-toi/"),
        ("officer", "/viec-cua-toi/"),
        ("office_head", "/viec-cua-toi/"),
    ],
)
def test_a_list_costs_the_same_for_one_and_for_three(world, round_, as_role, role, address):
    client, budget = as_role(role), WORK if address == "/viec-cua-toi/" else LIST
    dossiers(world, round_)
    one = cost(client, address)
    for _ in range(2):
        world.open_another()
        dossiers(world, round_)
    three = cost(client, address)
    print(f"{role} {address}: {len(one)} statements")
    assert len(three) == len(one) <= budget
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


@pytest.mark.parametrize("role", ["editor", "head"])
def test_a_draft_about_people_with_a_history(world, round_, as_role, role):
    client, editor = as_role(role), world.actors["editor"]
    make_submitted(editor, round_, nominees=3)  # now they are known
    costs = [
        cost(client, f"/ho-so/{make_draft(editor, round_, nominees=nominees).pk}/") for nominees in (1, 3)
    ]
    print(f"{role}, a draft about known people: {len(costs[0])} statements")
    assert len(costs[1]) == len(costs[0]) <= KNOWN
    assert costs[1].twice == []


def test_the_pages_of_the_appraisal_cost_the_same_for_one_nominee_and_for_three(world, round_, officer):
    costs = []
    for nominees in (1, 3):
        event = make_accepted(world.actors["editor"], world.actors["officer"], round_, nominees=nominees)
        dossier = Dossier.objects.get(pk=event.object_id)
        last = dossier.nominations.last()
        actions.ask_supplement(last.pk, reason="Thiếu biên bản.", days=3, by=world.actors["officer"])
        pages = [f"/ho-so/{dossier.pk}/", f"/de-nghi/{last.pk}/tham-dinh/", f"/de-nghi/{last.pk}/xem/"]
        costs.append([cost(officer, page) for page in pages])
    print(f"dossier, appraise, nominee: {[len(one) for one in costs[0]]} statements")
    assert [len(one) for one in costs[1]] == [len(one) for one in costs[0]]
    assert [one.twice for one in costs[1]] == [[], [], []]
    assert max(len(one) for one in costs[0]) <= KNOWN


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
    assert max(costs[0][1:3]) <= NOMINEE
    assert costs[0][3] <= REMOVE


def test_asking_and_sending_cost_little_more_for_three_nominees(world, round_, as_role):
    clerk, head = as_role("editor"), as_role("head")
    make_accepted(world.actors["editor"], world.actors["officer"], round_)  # counters have begun
    costs = []
    for nominees in (1, 3):
        ready = make_ready(world.actors["editor"], round_, nominees=nominees)
        page, version = f"/ho-so/{ready.pk}/", ready.version
        asked_for = cost(clerk, f"{page}trinh-duyet/", key(version=version), status=302)
        sent = cost(head, f"{page}gui/", key(version=version), status=302)
        clerk.get(page), head.get(page)
        costs.append([len(asked_for), len(sent)])
    print(f"ask, send: {costs} statements")
    (ask_one, send_one), (ask_three, send_three) = costs
    assert ask_three == ask_one <= ASK
    assert send_one <= SEND
    assert send_three - send_one <= 2 * EACH_PERSON


def test_receiving_and_appraising_cost_the_same_for_one_nominee_and_for_three(world, round_, as_role):
    editor, receiver = world.actors["editor"], world.actors["officer"]
    officer, office_head = as_role("officer"), as_role("office_head")
    make_accepted(editor, receiver, round_)  # counters have begun
    costs = []
    for nominees in (1, 3):
        dossier = make_submitted(editor, round_, nominees=nominees)
        page, first = f"/ho-so/{dossier.pk}/", dossier.nominations.first()
        steps = [cost(officer, f"{page}tiep-nhan/", key(), status=302)]
        officer.get(page)  # reads the message that the deed left
        said = key(conclusion="QUALIFIED", version=first.version)
        steps.append(cost(officer, f"/de-nghi/{first.pk}/tham-dinh/", said, status=302))
        officer.get(page)
        for nomination in dossier.nominations.all()[1:]:
            conclude(nomination, by=receiver)
        steps.append(cost(officer, f"{page}ket-thuc-tham-dinh/", key(), status=302))
        officer.get(page)
        steps.append(cost(office_head, f"{page}duyet-tham-dinh/", key(), status=302))
        office_head.get(page)
        costs.append([len(step) for step in steps])
    print(f"receive, conclude, finish, confirm: {costs} statements")
    assert costs[0] == costs[1]
    assert [one <= most for one, most in zip(costs[0], RECEIVE, strict=True)] == [True] * 4


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
