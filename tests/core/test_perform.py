"""From a POST to a deed and back: the one-time key, the refusals, the passing lock conflicts."""

import threading
import uuid

import pytest
from django.contrib.messages import get_messages
from django.db import OperationalError, connection, transaction
from django.test import Client

from core import http
from core.errors import NotAllowed, RuleViolation, Stale
from core.models import Counter, FormKey
from core.verdict import Problem
from tests.core import deeds
from tests.factories.units import make_membership, make_unit, make_user
from tests.support.race import errors, race, values

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.core.deeds")]

KEY = "9b9e1c5e-6f5c-4f0c-9a50-000000000001"


def logged_in(full_name="Tráng A Lử") -> Client:
    user = make_user(full_name)
    make_membership(make_unit(), user=user)
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def client():
    return logged_in()


@pytest.fixture(autouse=True)
def _the_plain_deed(monkeypatch):
    monkeypatch.setattr(deeds, "deed", None)


def press(client: Client, key: str | None = KEY, **fields):
    keys = {} if key is None else {"form_key": key}
    return client.post("/viec/", keys | fields)


def told(response) -> list[str]:
    return [str(message) for message in get_messages(response.wsgi_request)]


def done() -> int:
    return Counter.objects.filter(name="tests.deeds").values_list("value", flat=True).first() or 0


def raising(*faults):
    """A deed that raises these one after the other, then goes through."""
    left = list(faults)

    def deed():
        if left:
            raise left.pop(0)

    return deed


# --- The one-time key (faults 1) --------------------------------------------------------------------------


def test_a_deed_leads_to_its_result_and_says_so(client):
    response = press(client)
    assert (response.status_code, response["Location"]) == (302, "/ket-qua/1/")
    assert (done(), told(response)) == (1, ["Đã ghi số 1."])
    assert FormKey.objects.values_list("key", "url").get() == (uuid.UUID(KEY), "/ket-qua/1/")


def test_the_same_key_does_its_deed_once_and_leads_to_the_same_page(client):
    answers = [press(client) for _ in range(3)]
    assert [(answer.status_code, answer["Location"]) for answer in answers] == [(302, "/ket-qua/1/")] * 3
    assert done() == 1
    assert press(client, str(uuid.uuid4()))["Location"] == "/ket-qua/2/"


def test_the_key_of_another_person_is_refused(client):
    press(client)
    response = press(logged_in("Người Khác"))
    assert (response.status_code, done()) == (403, 1)
    assert "Biểu mẫu này thuộc lần đăng nhập khác" in response.content.decode()


@pytest.mark.parametrize("key", [None, "", "x", "9b9e1c5e", "\x00"])
def test_without_a_key_the_form_comes_again_with_what_was_typed(client, key):
    response = press(client, key, name="Vàng Thị Lan")
    text = "Vàng Thị Lan: Trang này đã cũ. Nội dung còn nguyên bên dưới, hãy bấm lại một lần nữa."
    assert (response.status_code, response.content.decode()) == (422, text)
    assert (done(), FormKey.objects.count()) == (0, 0)


@pytest.mark.parametrize(
    ("refusal", "status"),
    [
        (RuleViolation([Problem("no_name", "name", "Ghi họ tên.")]), 422),
        (NotAllowed("Việc này của người khác."), 403),
        (Stale("Hồ sơ đã được Lan gửi lúc 10:42."), 409),
    ],
)
def test_only_success_uses_the_key_up(client, monkeypatch, refusal, status):
    monkeypatch.setattr(deeds, "deed", raising(refusal))
    assert press(client).status_code == status
    assert (done(), FormKey.objects.count()) == (0, 0)
    assert (press(client).status_code, done()) == (302, 1)


def test_a_fault_of_the_program_uses_no_key_up(client, monkeypatch):
    client.raise_request_exception = False
    monkeypatch.setattr(deeds, "deed", raising(ZeroDivisionError()))
    assert press(client).status_code == 500
    assert (done(), FormKey.objects.count()) == (0, 0)
    assert press(client).status_code == 302


@pytest.mark.django_db(transaction=True)
def test_a_double_click_at_the_same_moment_is_one_deed():
    """Faults 1, both presses on their way at once; the second waits for the first and gets its page."""
    clients = [logged_in()]
    clients += [Client(headers={}) for _ in range(3)]
    for other in clients[1:]:
        other.cookies = clients[0].cookies

    def slow():
        threading.Event().wait(0.05)

    deeds.deed = slow
    outcomes = race(4, lambda index: press(clients[index]))
    answers = [(answer.status_code, answer["Location"]) for answer in values(outcomes)]
    assert (errors(outcomes), answers, done()) == ([], [(302, "/ket-qua/1/")] * 4, 1)


@pytest.mark.django_db(transaction=True)
def test_when_the_first_press_is_refused_the_waiting_second_does_the_deed(monkeypatch):
    first, second = logged_in(), Client()
    second.cookies = first.cookies
    started, refuse = threading.Event(), threading.Event()
    turns = iter([True, False])

    def deed():
        if next(turns):
            started.set()
            refuse.wait(10)
            raise Stale("Có người làm trước.")

    monkeypatch.setattr(deeds, "deed", deed)

    def run(index):
        if index == 0:
            return press(first)
        started.wait(10)
        threading.Timer(0.2, refuse.set).start()
        return press(second)

    outcomes = race(2, run)
    assert errors(outcomes) == []
    assert [answer.status_code for answer in values(outcomes)] == [409, 302]
    assert done() == 1


# --- Refusals ---------------------------------------------------------------------------------------------


def test_what_the_rules_find_comes_with_the_form(client, monkeypatch):
    problems = [Problem("no_name", "name", "Ghi họ tên."), Problem("odd", "", "Xem lại.", blocking=False)]
    monkeypatch.setattr(deeds, "deed", raising(RuleViolation(problems)))
    response = press(client, name="Lan")
    assert (response.status_code, response.content.decode()) == (422, "Lan: Ghi họ tên. Xem lại.")


def test_a_refused_person_reads_the_reason(client, monkeypatch):
    monkeypatch.setattr(deeds, "deed", raising(NotAllowed("Việc này của <b>người khác</b>.")))
    response = press(client)
    page = response.content.decode()
    assert (response.status_code, done()) == (403, 0)
    assert "Việc này của &lt;b&gt;người khác&lt;/b&gt;." in page


def test_who_is_late_reads_who_was_faster_and_sees_both_texts(client, monkeypatch):
    """Faults 2: nothing is overwritten, one's own text comes back."""
    stale = Stale(
        "Ly Thị Sua đã sửa người này lúc 10:42.",
        theirs=[("thành tích", "Bản của <Sua>")],
        mine=[("thành tích", "Bản của <Lử>")],
    )
    monkeypatch.setattr(deeds, "deed", raising(stale))
    response = press(client)
    page = response.content.decode()
    assert (response.status_code, done()) == (409, 0)
    shown = ["Ly Thị Sua đã sửa người này lúc 10:42.", "Bản của &lt;Sua&gt;", "Bản của &lt;Lử&gt;"]
    assert [text in page for text in shown] == [True] * 3


# --- Passing conflicts (faults 13) ------------------------------------------------------------------------


def locked():
    return OperationalError("database is locked")


@pytest.mark.parametrize(
    ("conflicts", "status", "deeds_done"), [(0, 302, 1), (1, 302, 1), (2, 302, 1), (3, 503, 0), (9, 503, 0)]
)
def test_a_lock_conflict_is_tried_three_times(client, monkeypatch, conflicts, status, deeds_done):
    monkeypatch.setattr(deeds, "deed", raising(*[locked() for _ in range(conflicts)]))
    response = press(client)
    assert (response.status_code, done(), FormKey.objects.count()) == (status, deeds_done, deeds_done)


def test_the_503_page_is_honest_and_its_key_is_free(client, monkeypatch):
    monkeypatch.setattr(deeds, "deed", raising(*[locked() for _ in range(http.TRIES)]))
    response = press(client)
    assert (response.status_code, response["Retry-After"]) == (503, "5")
    assert "chưa lưu được" in response.content.decode()
    assert (press(client).status_code, done()) == (302, 1)


def test_another_fault_of_the_database_is_not_tried_again(client, monkeypatch):
    client.raise_request_exception = False
    monkeypatch.setattr(deeds, "deed", raising(OperationalError("disk I/O error")))
    assert press(client).status_code == 500
    assert done() == 0


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_a_real_deadlock_is_resolved_and_both_deeds_are_done(monkeypatch):
    """Two deeds lock the same two rows crosswise; PostgreSQL breaks one, which is tried again."""
    rows = [Counter.objects.create(name=name) for name in ("a", "b")]
    clients = [logged_in(), logged_in()]
    both_hold_one = threading.Barrier(2)
    first_try = threading.local()

    def deed():
        order = rows if threading.current_thread().name == "race-0" else rows[::-1]
        for number, row in enumerate(order):
            held = Counter.objects.select_for_update().get(pk=row.pk)
            Counter.objects.filter(pk=row.pk).update(value=held.value + 1)
            if number == 0 and not getattr(first_try, "over", False):
                first_try.over = True
                both_hold_one.wait(10)

    monkeypatch.setattr(deeds, "deed", deed)

    def act(index):
        # The counter of the form itself would put the two in a row before they can cross.
        return clients[index].post("/viec-cheo/", {"form_key": str(uuid.uuid4())})

    outcomes = race(2, act)
    assert errors(outcomes) == []
    assert [answer.status_code for answer in values(outcomes)] == [302, 302]
    assert list(Counter.objects.filter(name__in="ab").values_list("value", flat=True)) == [2, 2]


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("wait", "status"), [("10s", 302), ("50ms", 503)])
def test_a_lock_that_does_not_come_free_is_an_honest_503(monkeypatch, wait, status):
    row = Counter.objects.create(name="held")
    client = logged_in()
    holding, go = threading.Event(), threading.Event()

    def deed():
        with connection.cursor() as cursor:
            cursor.execute(f"SET LOCAL lock_timeout = '{wait}'")
        Counter.objects.select_for_update().get(pk=row.pk)

    def act(index):
        if index == 0:
            with transaction.atomic():
                Counter.objects.select_for_update().get(pk=row.pk)
                holding.set()
                go.wait(0.6)
            return None
        holding.wait(10)
        return press(client)

    monkeypatch.setattr(deeds, "deed", deed)
    outcomes = race(2, act)
    assert errors(outcomes) == []
    assert values(outcomes)[1].status_code == status
