"""The walk itself, on a portal of a few pages."""

from collections import Counter

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import path

from .crawl import WALKS, Walk

PAGES = {
    "": '<a href="/mot/">Một</a> <a href="/hai/?trang=2#cuoi">Hai</a> <a href="https://a.vn/">Ngoài</a>'
    '<a href="/hai/?xuat=xlsx">Excel</a> <a href="/dang-xuat/">Thoát</a> <a href="/tep/">Tệp</a>',
    "mot/": '<form method="post" action="/gui/"><input type="hidden" name="a" value="b"><input name="ten">'
    "<button>Gửi</button></form>"
    '<form method="post" action="/bam/"><button name="n" value="1">Bấm</button></form>',
    "hai/": '<a href="/khong-co/">Không có</a>',
    "gui/": '<form method="post" action="/gui/"><input type="hidden" name="a" value="b"><input name="ten">'
    "This field is required.<button>Gửi</button></form>",
    "bam/": '<a href="/ba/">Ba</a>',
    "ba/": "<p>Xong</p>",
    "tep/": "",
    "so/": '<a href="/so/1/">Một</a> <a href="/so/2/">Hai</a> <a href="/so/2/?trang=2">Hai</a>',
    "so/1/": '<a href="/so/2/">Hai</a> <a href="/so/1/?trang=2">Một</a>',
    "so/2/": "<p>Hai</p>",
}
asked: list[tuple[str, str, dict]] = []


def page(request, name):
    """One of the pages above; remembers what it was asked."""
    asked.append((request.method, request.get_full_path(), request.POST.dict()))
    asked[-1][2].pop("form_key", None)
    if name == "tep/":
        return HttpResponse("Password", content_type="text/plain")
    fresh = f'<input type="hidden" name="form_key" value="{len(asked)}">'
    body = PAGES[name].replace("<button", f"{fresh}<button")
    return HttpResponse(f'<!doctype html><html lang="vi"><body>{body}</body></html>')


def handler404(request, exception):
    """Said in one word, without the frame of the portal."""
    return HttpResponse('<html lang="vi"><body>Không có</body></html>', status=404)


page.login_required = False
urlpatterns = [path(name, page, {"name": name}) for name in PAGES]


@pytest.mark.urls("tests.words.test_crawl")
@pytest.mark.django_db
def test_links_forms_and_buttons():
    asked.clear()
    walk = Walk(Client(raise_request_exception=False)).from_pages("/")
    assert asked == [
        ("GET", "/", {}),
        ("GET", "/mot/", {}),
        ("POST", "/gui/", {"a": "b"}),
        ("GET", "/hai/?trang=2", {}),
        ("GET", "/tep/", {}),
        ("POST", "/bam/", {"n": "1"}),
        ("GET", "/ba/", {}),
    ]
    assert walk.faults == ["POST /gui/: this field is required: This field is required.", "/khong-co/: 404"]


@pytest.mark.urls("tests.words.test_crawl")
@pytest.mark.django_db
def test_of_pages_that_are_alike_one_is_looked_at_with_its_queries():
    """However often the others are named."""
    asked.clear()
    walk = Walk(Client(raise_request_exception=False), alike=1).from_pages("/so/")
    assert [address for _, address, _ in asked] == ["/so/", "/so/1/", "/so/1/?trang=2"]
    assert walk.faults == []


@pytest.mark.urls("tests.words.test_crawl")
@pytest.mark.django_db
def test_what_enough_others_have_seen_is_left_to_them():
    """Where a walk begins it looks itself."""
    asked.clear()
    seen = Counter({"GET /so/1/": WALKS})
    Walk(Client(raise_request_exception=False), seen=seen).from_pages("/so/")
    assert [address for _, address, _ in asked] == ["/so/"]
