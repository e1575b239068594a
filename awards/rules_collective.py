"""Requirements on what a document says of a collective: its rank, and its members counted.

The portal does not hold every member of a unit, so it never counts them itself: somebody writes the figure
down with its document (`PastFact`), or the answer is UNKNOWN and says what to attach.

- SHARE: at least `num` of `den` members have what `fact` counts
- FIRST_IN_GROUP: first among those that `fact` ranks, a cụm or khối or those of one campaign
- MEMBERS: at least `least`, or at most `most`, members have what `fact` counts

`ends` says for which year the figure may be, counted from the year of the round as for runs.
"""

from collections.abc import Callable

from awards.rules_history import MET, MISSING, UNKNOWN, History, PastFact
from awards.rules_words import ASK, RANK, Answer, texts

#: What a document may say of a collective for one year.
RANK_IN_GROUP, RANK_IN_CAMPAIGN = "RANK_IN_GROUP", "RANK_IN_CAMPAIGN"
LDTT_MEMBERS, COMPLETED_MEMBERS = "LDTT_MEMBERS", "COMPLETED_MEMBERS"
CSTDCS_MEMBERS, DISCIPLINED_MEMBERS = "CSTDCS_MEMBERS", "DISCIPLINED_MEMBERS"
RANKS = (RANK_IN_GROUP, RANK_IN_CAMPAIGN)
FACTS = (*RANKS, LDTT_MEMBERS, COMPLETED_MEMBERS, CSTDCS_MEMBERS, DISCIPLINED_MEMBERS)
ENDS = (0, -1)
_LIST = "Ghi số liệu vào sổ kèm danh sách, quyết định công nhận của đơn vị."
_RANKING = "Đính kèm biên bản hoặc thông báo xếp hạng."


def _share(requirement: dict, history: History, year: int) -> Answer:
    what, num, den = requirement["what"], requirement["num"], requirement["den"]
    least = f"cần từ {num}/{den}" if 100 % den else f"cần từ {num * 100 // den}%"

    def said(fact: PastFact, status: str) -> str:
        if status == MET:
            return f"Đủ {what} năm {fact.year}: {fact.part}/{fact.whole}, {least}."
        return f"Chưa đủ {what} năm {fact.year}: {fact.part}/{fact.whole}, {least}. {ASK}"

    unknown = f"về {what} ({least})"
    return _answer(requirement, history, year, lambda f: den * f.part >= num * f.whole, said, unknown, _LIST)


def _first_in_group(requirement: dict, history: History, year: int) -> Answer:
    what = requirement["what"]

    def said(fact: PastFact, status: str) -> str:
        if status == MET:
            return f"Dẫn đầu {what} năm {fact.year}."
        return f"Xếp thứ {fact.part}/{fact.whole} {what} năm {fact.year}; tiêu chuẩn là dẫn đầu. {ASK}"

    return _answer(requirement, history, year, lambda f: f.part == 1, said, f"xếp hạng {what}", _RANKING)


def _members(requirement: dict, history: History, year: int) -> Answer:
    what, least, most = requirement["what"], requirement.get("least", 0), requirement.get("most")
    bound = f"được có nhiều nhất {most}" if most is not None else f"cần ít nhất {least}"

    def enough(fact: PastFact) -> bool:
        return fact.part >= least and (most is None or fact.part <= most)

    def said(fact: PastFact, status: str) -> str:
        text = f"Có {fact.part} {what} năm {fact.year}, {bound}."
        return text if status == MET else f"{text} Kiểm tra lại số liệu và văn bản của đơn vị."

    return _answer(requirement, history, year, enough, said, f"về {what} ({bound})", _LIST)


def _answer(
    requirement: dict,
    history: History,
    year: int,
    meets: Callable[[PastFact], bool],
    said: Callable[[PastFact, str], str],
    unknown: str,
    ask: str,
) -> Answer:
    """Judge the figures of each year that may count; the best year counts, and in it the best figure."""
    years = [year + end for end in requirement.get("ends", ENDS)]
    facts = [row for row in history.facts if row.kind == requirement["fact"] and row.year in years]
    certain = [row for row in facts if row.certain]
    judged = sorted(
        ((MET if meets(row) else MISSING, row) for row in certain),
        key=lambda one: (RANK[one[0]], -one[1].year, one[1].part, one[1].whole, one[1].text),
    )
    doubtful = any(meets(row) for row in facts) or {row.year for row in certain} != set(years)
    if not judged or (judged[0][0] == MISSING and doubtful):
        when = " hoặc ".join(str(one) for one in sorted(years))
        return Answer(UNKNOWN, f"Cổng chưa có số liệu chắc chắn {unknown} năm {when}. {ask}", texts(facts))
    status, fact = judged[0]
    return Answer(status, said(fact, status), texts(facts))


KINDS = {"SHARE": _share, "FIRST_IN_GROUP": _first_in_group, "MEMBERS": _members}
