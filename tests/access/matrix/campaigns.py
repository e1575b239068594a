"""Rows of campaigns, participations and rounds."""

from campaigns.models import Campaign
from tests.access.matrix.common import FOR_ALL, FOR_THOSE_INSIDE, NOT_ALLOWED, Row, everybody, key, typed
from tests.access.matrix.relations import (
    ABOVE,
    CHIEF,
    COLLEAGUE,
    HOST,
    INVITED,
    JOINED,
    NOT_READERS,
    QUEUE_READERS,
    READER,
    WRITER,
)
from tests.access.world import World

_PLAN = {
    "name": "Thực hiện cải cách hành chính",
    "kind": "YEARLY",
    "scope": "PROVINCE",
    "purpose": "Giảm giấy tờ cho dân.",
    "plan_text": "Số hóa hồ sơ.",
    "participant_kinds": ["COMMUNE", "DEPARTMENT"],
    "period_from": "01/01/2026",
    "period_to": "31/12/2026",
    "final_due": "15/12/2026",
    "target_1": "Hồ sơ trực tuyến toàn trình",
    "word_1": "%",
}
_ROUND = {
    "name": "Tổng kết công tác năm 2026",
    "commendation_type": "CONG_TRANG",
    "year": "2026",
    "letter_no": "1843/SNV-TĐKT",
    "letter_on": "20/11/2026",
    "opens_on": "25/11/2026",
    "closes_on": "15/12/2026",
    "appraise_days": "20",
    "submitter_kinds": ["COMMUNE"],
}
_REVIEW = {
    "held_on": "20/11/2026",
    "document_no": "212/BC-UBND",
    "document_on": "21/11/2026",
    "summary": "Đạt 98%.",
}


def _edited(world: World, role: str, name: str) -> dict:
    campaign = Campaign.objects.filter(pk=world.key("campaigns", name)).first()
    return key(world, role, name) | _PLAN | {"version": campaign.version if campaign else 1}


def _launch(world: World, role: str, name: str) -> dict:
    return _edited(world, role, name) | {"document_no": "45/KH-UBND", "document_on": "05/01/2026"}


def _round(world: World, role: str, name: str) -> dict:
    return key(world, role, name) | _ROUND | {f"award_{world.award}": "on"}


RUNNERS, NO_RUNNERS = QUEUE_READERS, NOT_READERS
# Who may know of a draft: its hosts, and those in whose scope the hosting unit lies.
_HOSTED = {HOST: 200, ABOVE: 403}
_DONE = {HOST: 302, ABOVE: 403}
_TOO_LATE = everybody(403) | {HOST: 409}
_REFUSED = everybody(403)
_NOT_YET = {HOST: 403, ABOVE: 403}
_CAMPAIGNS = ("ours draft", "ours launched", "ours finished", "theirs draft")
_REVIEW_ROW = Row(
    {"draft": _NOT_YET, "launched": everybody(403) | {HOST: 200}, "finished": _REFUSED},
    {
        "draft": {HOST: 409, ABOVE: 403},
        "launched": everybody(403) | {HOST: 302},
        "finished": _TOO_LATE,
    },
    kind="campaigns",
    on=_CAMPAIGNS,
    data=typed(**_REVIEW),
)
_ROUNDS = ("open", "hidden", "commune")
TABLE = {
    "campaigns:campaign_list": Row(FOR_ALL, NOT_ALLOWED, public=True),
    "campaigns:campaign_detail": Row(
        {"draft": {HOST: 200, ABOVE: 200}, "launched": everybody(200), "finished": everybody(200)},
        NOT_ALLOWED,
        kind="campaigns",
        on=_CAMPAIGNS,
        public=True,
    ),
    "campaigns:campaign_draft": Row(
        {RUNNERS: 200, NO_RUNNERS: 403}, {RUNNERS: 302, NO_RUNNERS: 403}, data=typed(**_PLAN)
    ),
    "campaigns:campaign_edit": Row(
        {"draft": _HOSTED, "launched": _REFUSED},
        {"draft": _DONE, "launched": _REFUSED},
        kind="campaigns",
        on=("ours draft", "ours launched", "theirs draft"),
        data=_edited,
    ),
    "campaigns:campaign_launch": Row(
        {"draft": _HOSTED, "launched": _REFUSED},
        {"draft": _DONE, "launched": _TOO_LATE},
        kind="campaigns",
        on=("ours draft", "ours launched", "theirs draft"),
        data=_launch,
    ),
    "campaigns:review_interim": _REVIEW_ROW,
    "campaigns:review_final": _REVIEW_ROW,
    "campaigns:participation": Row(
        {"draft": _NOT_YET, "launched": everybody(403) | {JOINED: 200, INVITED: 200}},
        {"draft": _NOT_YET, "launched": everybody(403) | {JOINED: 409, INVITED: 302}},
        kind="campaigns",
        on=("ours launched", "theirs draft"),
        data=typed(titles_text="Tập thể lao động xuất sắc"),
    ),
    "campaigns:progress_add": Row(
        {"launched": {JOINED: 200, COLLEAGUE: 403}},
        {"launched": {JOINED: 302, COLLEAGUE: 403}},
        kind="campaigns",
        on=("ours launched", "theirs draft"),
        data=typed(sentence="Đã số hóa 42 thủ tục."),
    ),
    "campaigns:round_list": Row(FOR_THOSE_INSIDE, NOT_ALLOWED),
    "campaigns:round_detail": Row(
        {"": {WRITER: 200, READER: 200, CHIEF: 200}}, NOT_ALLOWED, kind="rounds", on=_ROUNDS
    ),
    "round_page": Row({"": {WRITER: 200, READER: 200, CHIEF: 200}}, NOT_ALLOWED, kind="rounds", on=_ROUNDS),
    "campaigns:round_open": Row(
        {RUNNERS: 200, NO_RUNNERS: 403}, {RUNNERS: 302, NO_RUNNERS: 403}, data=_round
    ),
    "campaigns:round_extend": Row(
        {"": {WRITER: 403, READER: 403, CHIEF: 200}},
        {"": {WRITER: 403, READER: 403, CHIEF: 302}},
        kind="rounds",
        on=_ROUNDS,
        data=typed(closes_on="20/12/2026", reason="Mưa lũ."),
    ),
}

# Two names for one address: which page of a round answers is decided above both apps.
assert TABLE["round_page"] == TABLE["campaigns:round_detail"]
