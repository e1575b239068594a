"""The browser of the tests sees pages as people do, and what it complains about fails the test."""

import pytest
from playwright.sync_api import expect

from tests.factories.units import make_user
from tests.support.browser import sign_in

pytestmark = pytest.mark.browser


def test_a_person_logs_in_and_out(page, live_server):
    user = make_user("Giàng A Chính")
    page.goto("/dang-nhap/")
    assert page.evaluate("document.documentElement.lang") == "vi"
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(247, 245, 240)"
    sign_in(page, user.username, "mat-khau-thu-nghiem")
    expect(page.get_by_role("main")).to_be_visible()
    assert page.context.cookies()[0]["httpOnly"]


def test_two_people_have_log_ins_of_their_own(pages, live_server):
    people = [make_user("Giàng A Chính"), make_user("Chảo Thị Hương")]
    opened = [pages.open(live_server.url) for _ in people]
    for page, user in zip(opened, people, strict=True):
        sign_in(page, user.username, "mat-khau-thu-nghiem")
    first, second = ({cookie["value"] for cookie in page.context.cookies()} for page in opened)
    assert first & second == set()


def test_what_the_policy_refuses_is_heard(pages, live_server):
    page = pages.open(live_server.url)
    page.goto("/dang-nhap/")
    page.evaluate(
        "document.body.append(Object.assign(document.createElement('script'), {text: 'window.x = 1'}))"
    )
    page.evaluate("setTimeout(() => { throw new Error('lost') })")
    page.wait_for_timeout(200)
    assert page.evaluate("window.x") is None
    assert len(pages.complaints) == 2
    assert "Content Security Policy" in pages.complaints[0]
    assert pages.complaints[1] == "script: lost"
    pages.complaints.clear()
