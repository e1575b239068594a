"""The standards engine: requirements as data and a nominee's history in, findings out.

A requirement is a dict of a standard's data with `kind`, `code`, `label`, `clause`, `confirmed` and:

- PREVIOUS: `awards` (any of these codes) and `count`, either `consecutive` years or within `window` years
- SAME_YEAR: `awards`, one of them for the year of the round itself
- RATING: `grade` or better in `years` consecutive years
- INITIATIVE: `count` of them of `level` or higher within `window` years
- NO_DISCIPLINE: nothing imposed or under review in the last `years` years
- NOT_SAME_AWARD: none of `awards` yet for achievements of the last `years` years
- JUDGE: people judge; with `only_for` it concerns those classes of individuals alone
- SPACING: one of `awards` for an achievement at least `years` years back, however long ago
- SHARE, FIRST_IN_GROUP, MEMBERS: what a document says of a collective (`awards.rules_collective`)
- ANY_OF: `groups` of `label` and `all` requirements, one of which must be met as a whole

`what` is the thing in words, as a sentence uses it. `ends` says with which year a run or window may end,
counted from the year of the round: 0 the year itself, -1 the one before. `types` says which kinds of merit
count: awards for sudden merit or for one campaign are no ground for a yearly award (general rule G3).
A year of which the portal knows nothing is UNKNOWN, never MISSING; what is not confirmed never blocks.
"""

from collections.abc import Callable, Sequence

from awards import rules_collective
from awards.rules_history import CONG_TRANG, MET, MISSING, NA, UNKNOWN, Finding, History
from awards.rules_words import ASK, PROVE, RANK, Answer, discipline_texts, listed, span, texts, worst

GRADES = ("FAILED", "COMPLETED", "GOOD", "EXCELLENT")
LEVELS = ("GRASSROOTS", "PROVINCE", "STATE")
ENDS = (0, -1)


def check(
    requirements: Sequence[dict], history: History, year: int, *, confirmed: bool = True
) -> list[Finding]:
    """Compare each requirement with the history for a round of this year.

    `confirmed` False says that the standard as a whole still waits for the province: nothing blocks then.
    """
    findings = []
    for requirement in requirements:
        answer = _answer(requirement, history, year)
        is_firm = confirmed and requirement.get("confirmed", False)
        findings.append(
            Finding(
                code=requirement["code"],
                label=requirement["label"],
                status=answer.status,
                evidence=tuple(answer.evidence),
                legal_basis=requirement["clause"],
                blocking=answer.status == MISSING and is_firm,
                sentence=answer.sentence,
            )
        )
    return findings


def status_of(requirement: dict, history: History, year: int) -> str:
    """Return MET, MISSING, UNKNOWN or NA for one requirement, also for one inside an alternative."""
    return _answer(requirement, history, year).status


def _answer(requirement: dict, history: History, year: int) -> Answer:
    return _KINDS[requirement["kind"]](requirement, history, year)


# Runs of consecutive years --------------------------------------------------------------------------------


def _previous(requirement: dict, history: History, year: int) -> Answer:
    rows = _counting_awards(requirement, history)
    if not requirement.get("consecutive", True):
        return _count(requirement, rows, history, year)
    return _run(requirement, rows, rows, history, year, requirement["count"])


def _same_year(requirement: dict, history: History, year: int) -> Answer:
    rows = _counting_awards(requirement, history)
    return _run(requirement | {"ends": [0]}, rows, rows, history, year, 1)


def _rating(requirement: dict, history: History, year: int) -> Answer:
    good = GRADES[GRADES.index(requirement["grade"]) :]
    rows = [row for row in history.ratings if row.grade in good]
    return _run(requirement, rows, history.ratings, history, year, requirement["years"])


def _counting_awards(requirement: dict, history: History) -> list:
    types = requirement.get("types", [CONG_TRANG])
    return [
        row for row in history.awards if row.code in requirement["awards"] and row.commendation_type in types
    ]


def _run(requirement: dict, counting, recorded, history: History, year: int, length: int) -> Answer:
    """Find the best run of consecutive years; `recorded` are rows that tell what a year was, good or not."""
    known = {row.year for row in recorded if row.certain}
    if requirement["kind"] != "RATING":
        known |= history.known_years - {row.year for row in counting if not row.certain}
    certain = {row.year for row in counting if row.certain}

    def status_of(one: int) -> str:
        if one in certain:
            return MET
        return MISSING if one in known else UNKNOWN

    runs = []
    for end in requirement.get("ends", ENDS):
        years = range(year + end - length + 1, year + end + 1)
        statuses = [status_of(one) for one in years]
        runs.append((worst(statuses), -statuses.count(MET), -end, years))
    status, _, _, years = min(runs, key=lambda run: (RANK[run[0]], *run[1:3]))
    evidence = texts(row for row in recorded if row.year in years)
    return Answer(status, _run_sentence(requirement["what"], status, years, status_of), evidence)


def _run_sentence(what: str, status: str, years: range, status_of: Callable[[int], str]) -> str:
    if status == MET:
        run = f"{len(years)} năm liên tục: {listed(years)}" if len(years) > 1 else f"năm {listed(years)}"
        return f"Đủ {what} {run}."
    wanted = f" (cần {len(years)} năm liên tục: {listed(years)})" if len(years) > 1 else ""
    gone = [one for one in years if status_of(one) == MISSING]
    unknown = [one for one in years if status_of(one) == UNKNOWN]
    if gone:
        more = f" Chưa có dữ liệu năm {listed(unknown)}." if unknown else ""
        return f"Thiếu {what} năm {listed(gone)}{wanted}.{more} {ASK}"
    return f"Cổng chưa có dữ liệu chắc chắn về {what} năm {listed(unknown)}{wanted}. {PROVE}"


# Counts within a window of years --------------------------------------------------------------------------


def _initiative(requirement: dict, history: History, year: int) -> Answer:
    high = LEVELS[LEVELS.index(requirement["level"]) :]
    return _count(requirement, [row for row in history.initiatives if row.level in high], history, year)


def _count(requirement: dict, rows: Sequence, history: History, year: int) -> Answer:
    wanted, window = requirement["count"], requirement["window"]
    found = []
    for end in requirement.get("ends", ENDS):
        years = range(year + end - window + 1, year + end + 1)
        inside = [row for row in rows if row.year in years]
        certain = sum(row.certain for row in inside)
        if certain >= wanted:
            status = MET
        elif len(inside) >= wanted or not history.known_years >= set(years):
            status = UNKNOWN
        else:
            status = MISSING
        found.append((status, -certain, -end, years, inside))
    status, certain, _, years, inside = min(found, key=lambda one: (RANK[one[0]], *one[1:3]))
    what, within = requirement["what"], span(years)
    if status == MET:
        text = f"Đủ {what}: có {-certain}, cần {wanted}, {within}."
    elif status == MISSING:
        text = f"Thiếu {wanted + certain} {what} {within} (có {-certain}, cần {wanted}). {ASK}"
    else:
        text = f"Cổng mới chắc chắn {-certain}/{wanted} {what} {within}, dữ liệu chưa đủ để kết luận. {PROVE}"
    return Answer(status, text, texts(inside))


# What must not be -----------------------------------------------------------------------------------------


def _no_discipline(requirement: dict, history: History, year: int) -> Answer:
    first = year - requirement["years"] + 1
    rows = [row for row in history.disciplines if row.touches(first, year)]
    within = span(range(first, year + 1))
    if not rows:
        return Answer(MET, f"Cổng không ghi nhận kỷ luật, thanh tra hay xác minh nào {within}.")
    if not any(row.certain for row in rows):
        text = f"Có ghi nhận kỷ luật hoặc xác minh {within} cần đối chiếu người, đơn vị."
        text = f"{text} Gửi xác nhận của đơn vị."
        return Answer(UNKNOWN, text, discipline_texts(rows))
    text = (
        f"Đang hoặc đã bị kỷ luật, thanh tra, xác minh {within}. Thành tích chỉ tính từ khi hết thời hạn; "
        "gửi văn bản kết thúc nếu đã có."
    )
    return Answer(MISSING, text, discipline_texts(rows))


def _not_same_award(requirement: dict, history: History, year: int) -> Answer:
    first = year - requirement["years"] + 1
    rows = [row for row in _counting_awards(requirement, history) if first <= row.year <= year]
    what = requirement["what"]
    if not rows:
        return Answer(MET, f"Cổng không ghi nhận {what} cho thành tích {span(range(first, year + 1))}.")
    last = max(row.year for row in rows)
    if not any(row.certain for row in rows):
        text = f"Có thể đã được tặng {what} cho thành tích năm {last}, cần đối chiếu. Nêu thành tích mới."
        return Answer(UNKNOWN, text, texts(rows))
    text = (
        f"Đã được tặng {what} cho thành tích đến năm {last}; một thành tích không khen nhiều lần. "
        f"Chỉ nêu thành tích sau năm {last}."
    )
    return Answer(MISSING, text, texts(rows))


def _spacing(requirement: dict, history: History, year: int) -> Answer:
    rows, what, wait = _counting_awards(requirement, history), requirement["what"], requirement["years"]
    old = [row for row in rows if row.year <= year - wait]
    if any(row.certain for row in old):
        since = max(row.year for row in old if row.certain)
        return Answer(
            MET, f"Đã được tặng {what} cho thành tích năm {since}, cần từ {wait} năm trước.", texts(old)
        )
    if not rows:
        return Answer(UNKNOWN, f"Cổng chưa ghi nhận {what} (cần từ {wait} năm trước). {PROVE}")
    certain = [row.year for row in rows if row.certain]
    if old or not certain:
        text = f"Có thể đã được tặng {what}, cần đối chiếu (cần từ {wait} năm trước). {PROVE}"
        return Answer(UNKNOWN, text, texts(rows))
    first = min(certain)
    text = (
        f"Được tặng {what} cho thành tích năm {first}, chưa đủ {wait} năm; "
        f"sớm nhất là đợt xét của năm {first + wait}."
    )
    return Answer(MISSING, text, texts(rows))


# People judge; alternatives -------------------------------------------------------------------------------


def _judge(requirement: dict, history: History, year: int) -> Answer:
    only_for, what = requirement.get("only_for"), requirement["what"]
    if only_for and history.leader_class and history.leader_class not in only_for:
        return Answer(NA, f"Không áp dụng cho nhóm đối tượng này: {what}.")
    return Answer(UNKNOWN, f"Cơ quan thẩm định xem xét theo báo cáo thành tích và minh chứng: {what}.")


def _any_of(requirement: dict, history: History, year: int) -> Answer:
    open_groups = []
    for order, group in enumerate(requirement["groups"]):
        answers = [_answer(one, history, year) for one in group["all"]]
        statuses = [answer.status for answer in answers]
        if NA not in statuses:
            lacking = sum(status != MET for status in statuses)
            open_groups.append((worst(statuses), lacking, order, group["label"], answers))
    if not open_groups:
        return Answer(NA, "Không áp dụng cho đối tượng này.")
    status, _, _, label, answers = min(open_groups, key=lambda one: (RANK[one[0]], *one[1:3]))
    evidence = dict.fromkeys(text for answer in answers for text in answer.evidence)
    if status == MET:
        return Answer(MET, f"Đạt theo điều kiện: {label}.", evidence)
    lacking = " ".join(answer.sentence for answer in answers if answer.status != MET)
    head = "Chưa rõ đã đạt chưa" if status == UNKNOWN else "Chưa đạt điều kiện nào"
    return Answer(status, f"{head}. Gần nhất là: {label}. {lacking}", evidence)


_KINDS = {
    "PREVIOUS": _previous,
    "SAME_YEAR": _same_year,
    "RATING": _rating,
    "INITIATIVE": _initiative,
    "NO_DISCIPLINE": _no_discipline,
    "NOT_SAME_AWARD": _not_same_award,
    "SPACING": _spacing,
    **rules_collective.KINDS,
    "JUDGE": _judge,
    "ANY_OF": _any_of,
}
