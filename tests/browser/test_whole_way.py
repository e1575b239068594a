"""The whole job on a real browser: from the launch of a campaign to the report that counts its awards.

Everybody has a log-in of his own and finds his work by labels and roles; at the end the printed papers are
read.
"""

import re

import pytest
from playwright.sync_api import Page

from nominations.models import Nomination
from tests.browser.whole_way import campaign, council, decision, dossier, people, report
from tests.browser.whole_way.campaign import MERIT, TITLE
from tests.browser.whole_way.people import HEROINE, MERITED, STRUCK
from tests.browser.whole_way.steps import DESK, follow, log_in, named, paper, work

pytestmark = pytest.mark.browser

TITLES = decision.Case(TITLE, "512/TTr-SNV", 2045, awarded=(HEROINE,), struck=(STRUCK,))
MERITS = decision.Case(MERIT, "513/TTr-SNV", 2046, awarded=(MERITED,))


@pytest.fixture
def world(live_server, reference) -> people.World:
    """A province with its units, the people of this way and a council of 25."""
    return people.settle()


class Desks:
    """The open browsers, one for each log-in."""

    def __init__(self, pages, address: str):
        self._pages, self._address = pages, address
        self._open: dict[str, Page] = {}

    def of(self, username: str) -> Page:
        """The browser of this person, who logs in once."""
        if username not in self._open:
            self._open[username] = log_in(self._pages, self._address, username)
        return self._open[username]

    def visitor(self) -> Page:
        """A browser of somebody without a log-in."""
        return self._pages.open(self._address, **DESK)


def test_the_whole_way_from_the_launch_to_the_report(pages, live_server, world):
    desks = Desks(pages, live_server.url)
    visitor = desks.visitor()
    _campaign_and_round(desks, visitor)
    _dossier(desks)
    session = _session(desks, world)
    _read_session_papers(desks, session)
    _decisions(desks, visitor)
    _report(desks)


def _campaign_and_round(desks: Desks, visitor: Page) -> None:
    address = campaign.launch(desks.of(people.OFFICER))
    campaign.join(desks.of(people.CLERK))
    campaign.read_by_everybody(visitor, address)
    campaign.open_round(desks.of(people.OFFICER))


def _dossier(desks: Desks) -> None:
    clerk, officer = desks.of(people.CLERK), desks.of(people.OFFICER)
    address = campaign.open_the_dossier(clerk)
    dossier.write(clerk, address)
    dossier.hand_over(clerk)
    dossier.sign_off(desks.of(people.HEAD))
    address = dossier.receive(officer)
    dossier.appraise_two_and_ask_about_one(officer)
    dossier.answer(clerk)
    dossier.finish(officer, address)
    dossier.agree(desks.of(people.SECRETARY))
    assert list(Nomination.objects.order_by("order").values_list("full_name", "outcome")) == [
        (HEROINE, "QUALIFIED"),
        (STRUCK, "QUALIFIED"),
        (MERITED, "QUALIFIED"),
    ]


def _session(desks: Desks, world: people.World) -> str:
    """From convening to the conclusion: a secret poll of the council, one of its chair and vice chairs."""
    secretary, leader = desks.of(people.SECRETARY), desks.of(people.LEADER)
    tellers = [desks.of(name) for name in people.TELLERS]
    address = council.convene(secretary)
    council.declare(desks.of(people.RELATIVE))
    council.hold(secretary, address)

    poll = council.open_poll(secretary, address, 1)
    both = {HEROINE: "Đồng ý", STRUCK: "Đồng ý"}
    council.refuse_without_password(leader)
    receipts = [council.cast(page, both) for page in (leader, desks.of(people.VICE_CHAIR), *tellers)]
    receipts.append(council.cast_as_the_excluded(desks.of(people.RELATIVE)))
    browsers = {people.LEADER, people.VICE_CHAIR, *people.TELLERS, people.RELATIVE}
    assert (len(receipts), len(set(receipts)), len(browsers)) == (5, 5, 5)
    council.cast_by_the_others(world, poll, browsers)
    council.close_count_and_seal(secretary, tellers, address, 1, "25/25")
    council.read_result(
        leader,
        address,
        1,
        {HEROINE: ["24", "0", "0", "1", "0", "96%"], STRUCK: ["23", "2", "0", "0", "0", "92%"]},
    )
    council.find_receipt(desks.of(people.RELATIVE), receipts[-1], address)

    poll = council.open_poll(secretary, address, 2)
    council.cast(leader, {MERITED: "Đồng ý"})
    council.cast_by_the_others(world, poll, {people.LEADER})
    council.close_count_and_seal(secretary, tellers, address, 2, "3/3")
    council.read_result(leader, address, 2, {MERITED: ["3", "0", "0", "0", "0", "100%"]})
    council.conclude(secretary, address)
    return address


def _read_session_papers(desks: Desks, session: str) -> None:
    secretary = desks.of(people.SECRETARY)
    work()
    secretary.goto(session)
    follow(secretary, "Văn bản của phiên họp")
    minutes = paper(secretary, "^Biên bản họp Hội đồng")
    assert named(minutes, HEROINE, STRUCK, MERITED) == [HEROINE, STRUCK, MERITED]
    assert council.CONCLUSION in minutes
    counts = secretary.get_by_role("row", name=re.compile("^Biên bản kiểm phiếu"))
    assert counts.count() == 2
    first = paper(secretary, "^Biên bản kiểm phiếu")
    assert named(first, HEROINE, STRUCK, MERITED) == [HEROINE, STRUCK]
    assert named(first, people.RELATIVE_NAME) == [people.RELATIVE_NAME]  # who stood back


def _decisions(desks: Desks, visitor: Page) -> None:
    officer, leader = desks.of(people.OFFICER), desks.of(people.LEADER)
    titles = decision.draft(officer, TITLES)
    decision.papers(officer, titles)
    drafted = paper(officer, "^Dự thảo Quyết định")
    letter = paper(officer, "^Dự thảo Tờ trình")
    assert named(drafted, HEROINE, STRUCK, MERITED) == [HEROINE, STRUCK]
    assert named(letter, HEROINE, STRUCK, MERITED) == [HEROINE, STRUCK]

    decision.present(desks.of(people.SECRETARY), TITLES, titles)
    decision.strike(leader, STRUCK)
    decision.number(desks.of(people.FILING_CLERK), TITLES)
    merits = decision.draft(officer, MERITS)
    decision.present(desks.of(people.SECRETARY), MERITS, merits)
    decision.number(desks.of(people.FILING_CLERK), MERITS)
    assert decision.search(visitor, HEROINE).count(TITLES.document_no) == 0  # not before it is published
    for case, address in ((TITLES, titles), (MERITS, merits)):
        decision.publish(officer, case, address)
        decision.papers(officer, address)
        signed = paper(officer, "^Quyết định số")
        assert named(signed, HEROINE, STRUCK, MERITED) == list(case.awarded)
        assert case.document_no in signed
    _read_by_everybody(officer, visitor, titles, merits)


def _read_by_everybody(officer: Page, visitor: Page, titles: str, merits: str) -> None:
    assert decision.search(visitor, HEROINE).count(TITLES.document_no) == 1
    assert decision.search(visitor, MERITED) == [MERITS.document_no]
    assert decision.search(visitor, STRUCK) == []
    for case, address, title in ((TITLES, titles, "^Chiến sĩ thi đua"), (MERITS, merits, "^Bằng khen theo")):
        found = decision.codes(officer, address, title)
        assert len(found) == len(case.awarded)
        for code, name in zip(found, case.awarded, strict=True):
            decision.verify(visitor, code, name, case)


def _report(desks: Desks) -> None:
    leader = desks.of(people.LEADER)
    report.ask(leader)
    printed, rows = report.files(leader)
    assert named(printed, STRUCK) == []
    assert report.totals(leader) == {TITLE: 1, MERIT: 1, "Cộng": 2}
    assert {row[0]: row[-1] for row in rows[3:]} == {TITLE: 1, MERIT: 1, "Cộng": 2}
    assert named(printed, TITLE, MERIT) == [TITLE, MERIT]
    both = sorted([(HEROINE, TITLES.document_no), (MERITED, MERITS.document_no)])
    assert report.behind(leader, "Cộng") == both
    assert report.behind(leader, TITLE) == [(HEROINE, TITLES.document_no)]
