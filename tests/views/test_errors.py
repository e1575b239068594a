"""Pages of errors: Vietnamese, with a way on, and honest about what was saved."""

import re
import sqlite3
import threading
from urllib.parse import parse_qs, urlsplit

import pytest
from django.db import connection, connections
from django.test import Client
from django.urls import reverse

from core import clock, files, formkeys
from core.models import FormKey, StoredFile
from nominations.models import Dossier, Nomination
from reports.models import Paper
from tests.access.world import NOW, PASSWORD, make_bare_world, make_paper, open_round
from tests.factories.nominations import make_accepted, make_draft, make_ready, make_submitted


def text_of(response) -> str:
    html = response.content.decode()
    assert '<html lang="vi"' in html
    return html


def key(**fields) -> dict:
    return {formkeys.FIELD: formkeys.new_key(), **fields}


def test_not_found(world, clerk, client):
    for someone in (clerk, client):
        response = someone.get("/khong-co-trang-nay/")
        assert response.status_code == 404
        assert "Không tìm thấy trang này" in text_of(response)
        assert "Mã lỗi 404 · 10:00, 24/11/2026" in text_of(response)


def test_not_allowed_gives_the_reason_and_says_for_whom_one_works(world, round_, as_role):
    draft = make_draft(world.actors["editor"], round_)
    leader = as_role("leader")
    response = leader.post(reverse("nominations:dossier_submit", args=[draft.pk]), key(version=draft.version))
    text = text_of(response)
    assert response.status_code == 403
    assert "Chỉ người phụ trách thi đua, khen thưởng hoặc thủ trưởng của đơn vị lập hồ sơ" in text
    assert "Đang làm việc cho UBND xã Y Tý, vai trò Lãnh đạo." in text
    assert "Mã lỗi 403 · 10:00, 24/11/2026" in text


def test_a_form_without_its_token(world):
    client = Client(enforce_csrf_checks=True)
    response = client.post("/dang-nhap/", {"login": "editor", "password": "x"})
    assert response.status_code == 403
    assert "Trang đã mở quá lâu hoặc trình duyệt chặn cookie." in text_of(response)


def test_somebody_was_faster(world, round_, officer):
    sent = make_submitted(world.actors["editor"], round_)
    where = reverse("nominations:dossier_accept", args=[sent.pk])
    assert officer.post(where, key()).status_code == 302
    response = officer.post(where, key())
    text = text_of(response)
    assert response.status_code == 409
    assert "Có người vừa làm trước" in text
    assert "Hồ sơ đã được Người officer tiếp nhận lúc 10:00 ngày 24/11/2026." in text
    assert "Chưa có gì bị ghi đè." in text


def test_the_page_of_a_conflict_leads_to_what_is_there_now(world, round_, officer):
    sent = make_submitted(world.actors["editor"], round_)
    where = reverse("nominations:dossier_accept", args=[sent.pk])
    officer.post(where, key())
    page = f"http://testserver/ho-so/{sent.pk}/"
    html = text_of(officer.post(where, key(), headers={"referer": page}))
    assert re.search(r'href="([^"]*)">Mở bản mới nhất', html)[1] == page


def test_who_had_to_log_in_before_his_deed_is_led_back_to_its_page(world, round_):
    """The log-in comes back to the address of the deed, which a plain look does not open."""
    draft, client = make_draft(world.actors["editor"], round_), Client()
    where = reverse("nominations:dossier_submit", args=[draft.pk])
    away = client.post(where, key(version=draft.version))
    next_page = parse_qs(urlsplit(away["Location"]).query)["next"][0]
    data = {"login": "editor", "password": PASSWORD, "next": next_page}
    response = client.post("/dang-nhap/", data, follow=True)
    text = text_of(response)
    assert (response.status_code, response["Allow"]) == (405, "POST")
    assert "Chưa có gì được gửi" in text
    assert re.search(r'href="([^"]*)">Mở lại trang', text)[1] == f"/ho-so/{draft.pk}/"


@pytest.mark.parametrize("address", ["/doi-don-vi/", "/dot-xet/1/lap-ho-so/", "/tien-trinh/1/chay-lai/"])
def test_an_address_that_takes_only_forms_says_so(world, clerk, address):
    response = clerk.get(address)
    assert response.status_code == 405
    assert "Mã lỗi 405 · 10:00, 24/11/2026" in text_of(response)


def test_a_fault_of_the_portal_is_said_plainly(world, round_, clerk, caplog):
    """The file of an issued paper has gone from the disk."""
    event = make_accepted(world.actors["editor"], world.actors["officer"], round_)
    paper = make_paper(Dossier.objects.get(pk=event.object_id))
    files.path_of(StoredFile.objects.get(paper=paper).key).unlink()
    response = clerk.get(reverse("reports:paper_file", args=[paper.pk]))
    text = text_of(response)
    assert response.status_code == 500
    assert "Cổng gặp lỗi khi làm việc này" in text
    assert "Traceback" not in text
    assert str(files.path_of(paper.file.key)) not in text
    assert [record.name for record in caplog.records if record.exc_info] == ["django.request"]
    assert Paper.objects.count() == 1


# Still locked ---------------------------------------------------------------------------------------------


@pytest.fixture
def committed(transactional_db, settings, tmp_path):
    """A world that other connections see."""
    settings.FILES_ROOT = tmp_path / "files"
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    with clock.at(NOW):
        world = make_bare_world()
        round_ = open_round(world)
        world.draft = make_ready(world.actors["editor"], round_)
        yield world


@pytest.fixture
def impatient():
    """Let this connection wait for a lock a moment instead of ten seconds."""
    short, usual = {
        "sqlite": ("PRAGMA busy_timeout = 50", "PRAGMA busy_timeout = 10000"),
        "postgresql": ("SET lock_timeout = '50ms'", "SET lock_timeout = 0"),
    }[connection.vendor]
    with connection.cursor() as cursor:
        cursor.execute(short)
        yield
        cursor.execute(usual)


class Holder:
    """Somebody else's connection that holds what the deed needs."""

    def __init__(self, dossier_id: int):
        self._dossier_id, self._holds, self._over = dossier_id, threading.Event(), threading.Event()
        self._thread = threading.Thread(target=self._hold, daemon=True)

    def _hold(self) -> None:
        if connection.vendor == "sqlite":
            other = sqlite3.connect(connection.settings_dict["NAME"], isolation_level=None)
            other.execute("BEGIN IMMEDIATE")
            self._wait()
            other.execute("ROLLBACK")
            other.close()
            return
        with connection.cursor() as cursor:
            cursor.execute("BEGIN")
            cursor.execute("SELECT 1 FROM nominations_dossier WHERE id = %s FOR UPDATE", [self._dossier_id])
            self._wait()
            cursor.execute("ROLLBACK")
        connections.close_all()

    def _wait(self) -> None:
        self._holds.set()
        self._over.wait(30)

    def __enter__(self):
        self._thread.start()
        assert self._holds.wait(10)

    def __exit__(self, *error) -> None:
        self._over.set()
        self._thread.join(10)


def test_what_stays_locked_is_said_honestly_and_the_same_form_does_it_once_later(committed, impatient):
    """Fault 13."""
    client = Client()
    client.force_login(committed.users["head"])
    where = reverse("nominations:dossier_submit", args=[committed.draft.pk])
    data = key(version=committed.draft.version)
    with Holder(committed.draft.pk):
        response = client.post(where, data)
    text = text_of(response)
    assert (response.status_code, response["Retry-After"]) == (503, "5")
    assert "Cổng đang bận, chưa lưu được" in text
    assert "Gửi lại không tạo ra bản thứ hai." in text
    committed.draft.refresh_from_db()
    assert (committed.draft.state, FormKey.objects.count()) == ("DRAFT", 0)

    assert [client.post(where, data).status_code for _ in range(2)] == [302, 302]
    committed.draft.refresh_from_db()
    assert (committed.draft.state, FormKey.objects.count()) == ("SUBMITTED", 1)
    assert Nomination.objects.count() == 1
