"""The tables of a periodic report: from counted figures to rows that page, PDF and Excel share.

Plain values in, plain values out: the models lend only their labels. A table's total is the sum of its rows;
where two tables count the same awards, they add up the same counts. A row may carry a `link`: what the list
behind it is filtered by.
"""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date

from awards.models import CommendationType, InitiativeLevel, Recipient
from campaigns.models import CampaignScope
from units.models import LeaderClass


def _labelled(*choices) -> tuple[tuple[str, str], ...]:
    return tuple((choice.value, choice.label) for choice in choices)


RECIPIENTS = _labelled(Recipient.COLLECTIVE, Recipient.HOUSEHOLD, Recipient.INDIVIDUAL)
TYPES = _labelled(*CommendationType)
CLASSES = _labelled(*LeaderClass)
UNCLASSED = ("", "Chưa xếp nhóm")
NO_CLASS = "CHUA_XEP"  # what stands for the empty class in the address of a list
SCOPES = _labelled(*CampaignScope)
LEVELS = _labelled(InitiativeLevel.STATE, InitiativeLevel.PROVINCE, InitiativeLevel.GRASSROOTS)
#: Columns of the two statistics forms: words and the award codes they take; the last takes what is left.
STATE_COLUMNS = (
    ("Huân chương", ("HCLD1", "HCLD2", "HCLD3", "HCDL1", "HCDL2", "HCDL3")),
    ("Danh hiệu vinh dự", ("DHVD",)),
    ("Cờ Chính phủ", ("CTDCP",)),
    ("Bằng khen Thủ tướng", ("BKTTG",)),
    ("CSTĐ toàn quốc", ("CSTDTQ",)),
)
PROVINCE_COLUMNS = (
    ("Bằng khen", ("BKT",)),
    ("CSTĐ cấp tỉnh", ("CSTDT",)),
    ("Cờ thi đua", ("CTDT",)),
    ("Kỷ niệm chương", ("KNC",)),
)


@dataclass(frozen=True)
class Row:
    """One line: its name, its figures, the list behind it.

    `depth` 1 stands under the line above and is counted in it, 2 cuts the whole in another way; neither is
    added to the total.
    """

    head: str
    cells: tuple = ()
    link: dict = field(default_factory=dict)
    depth: int = 0


@dataclass(frozen=True)
class Table:
    """A table: `heads` names the columns, the first one that of the rows. `total` is "" where none is."""

    code: str
    title: str
    heads: tuple[str, ...]
    rows: tuple[Row, ...]
    total: Row | None = None
    note: str = ""
    form: str = ""


def percent(part: int, whole: int) -> str:
    """A share as people read it, never rounded up; "-" of nothing."""
    if not whole:
        return "-"
    tenths = part * 1000 // whole
    return f"{tenths // 10},{tenths % 10}%" if tenths % 10 else f"{tenths // 10}%"


def counted(cube: Iterable[dict], matches: Callable[[dict], bool] = lambda row: True) -> int:
    """How many awards of the cube match."""
    return sum(row["count"] for row in cube if matches(row))


def _sums(rows: list[Row], width: int) -> tuple[int, ...]:
    return tuple(sum(row.cells[place] for row in rows if not row.depth) for place in range(width))


def _total(rows: list[Row], width: int, link: dict | None = None) -> Row:
    return Row("Cộng", _sums(rows, width), link or {})


def all_tables(figures: dict) -> list[Table]:
    """Every table of the report, in the order of its annex."""
    return [
        awards_table(figures),
        form_table(figures, "STATE"),
        form_table(figures, "PROVINCE"),
        classes_table(figures),
        priority_table(figures),
        shares_table(figures),
        units_table(figures),
        campaigns_table(figures),
        campaign_list(figures),
        dossiers_table(figures),
        council_table(figures),
        initiatives_table(figures),
        directive_table(figures),
    ]


def awards_table(figures: dict) -> Table:
    """Awards by title or commendation, kind of merit and recipient."""
    cube, rows = figures["cube"], []
    names = {row["code"]: row["name"] for row in cube}
    for code, name in names.items():
        mine = [row for row in cube if row["code"] == code]
        by_type = Counter()
        by_recipient = Counter()
        for row in mine:
            by_type[row["commendation_type"]] += row["count"]
            by_recipient[row["recipient"]] += row["count"]
        cells = [by_type[kind] for kind, _ in TYPES] + [by_recipient[kind] for kind, _ in RECIPIENTS]
        rows.append(Row(name, (*cells, counted(mine)), {"khen_thuong": code}))
    heads = ("Danh hiệu, hình thức", *(label for _, label in TYPES), *(label for _, label in RECIPIENTS))
    return Table(
        "khen-thuong",
        "Khen thưởng theo danh hiệu, hình thức, loại hình và đối tượng",
        (*heads, "Tổng số"),
        tuple(rows),
        _total(rows, len(heads), {"tat_ca": "1"}),
    )


def form_table(figures: dict, level: str) -> Table:
    """Form 0602.N (state) or 0603.N (province): recipients and kinds of merit by what was awarded."""
    columns = STATE_COLUMNS if level == "STATE" else PROVINCE_COLUMNS
    cube = [row for row in figures["cube"] if row["level"] == level]
    known = {code for _, codes in columns for code in codes}

    def line(head: str, matches, depth: int = 0, **link) -> Row:
        mine = [row for row in cube if matches(row)]
        cells = [counted(mine, lambda row, codes=codes: row["code"] in codes) for _, codes in columns]
        cells += [counted(mine, lambda row: row["code"] not in known), counted(mine)]
        return Row(head, tuple(cells), {"cap": level} | link, depth)

    rows = [
        line(label, lambda row, kind=kind: row["recipient"] == kind, doi_tuong=kind)
        for kind, label in RECIPIENTS
    ]
    rows += [
        line(label, lambda row, c=c: _is_class(row, c), 1, doi_tuong="INDIVIDUAL", nhom=c or NO_CLASS)
        for c, label in _classes_of(cube)
    ]
    total = line("Tổng số", lambda row: True)
    by_type = [
        line(f"Theo loại hình: {label}", lambda row, t=kind: row["commendation_type"] == t, 2, loai_hinh=kind)
        for kind, label in TYPES
    ]
    form, name = ("0602.N", "cấp Nhà nước") if level == "STATE" else ("0603.N", "cấp bộ, tỉnh")
    return Table(
        f"bieu-{form[:4]}",
        f"Số lượng khen thưởng {name}",
        ("Đối tượng, loại hình", *(label for label, _ in columns), "Khác", "Tổng số"),
        (*rows, *by_type),
        total,
        form=f"Biểu {form}/BNV-TĐKT",
    )


def _is_class(row: dict, leader_class: str) -> bool:
    return row["recipient"] == "INDIVIDUAL" and row["leader_class"] == leader_class


def _classes_of(cube: Iterable[dict]) -> tuple[tuple[str, str], ...]:
    """The five classes of the form, and what nobody has classed where there is any."""
    return (*CLASSES, UNCLASSED) if counted(cube, lambda row: _is_class(row, "")) else CLASSES


def classes_table(figures: dict) -> Table:
    """Individuals by class, with the women among them and the share of each class."""
    people = [row for row in figures["cube"] if row["recipient"] == "INDIVIDUAL"]
    whole, rows = counted(people), []
    for code, label in _classes_of(people):
        mine = [row for row in people if row["leader_class"] == code]
        women = counted(mine, lambda row: row["gender"] == "FEMALE")
        link = {"doi_tuong": "INDIVIDUAL", "nhom": code or NO_CLASS}
        rows.append(Row(label, (counted(mine), women, percent(counted(mine), whole)), link))
    women = counted(people, lambda row: row["gender"] == "FEMALE")
    total = Row("Cộng", (whole, women, percent(whole, whole)), {"doi_tuong": "INDIVIDUAL"})
    heads = ("Nhóm đối tượng", "Cá nhân", "Trong đó nữ", "Tỷ lệ")
    return Table("nhom-doi-tuong", "Cá nhân được khen theo nhóm đối tượng", heads, tuple(rows), total)


def priority_table(figures: dict) -> Table:
    """Whom the law puts first, beside the same days of the year before."""
    cube, before = figures["cube"], figures["before"]
    people = [row for row in cube if row["recipient"] == "INDIVIDUAL"]
    whole, individuals = counted(cube), counted(people)
    direct = counted(people, lambda row: row["leader_class"] == "DIRECT_WORKER")
    women = counted(people, lambda row: row["gender"] == "FEMALE")
    remote, border = (counted(cube, lambda row, c=c: row[c]) for c in ("is_remote", "is_border"))
    of_workers = {"doi_tuong": "INDIVIDUAL", "nhom": "DIRECT_WORKER"}
    of_women = {"doi_tuong": "INDIVIDUAL", "gioi": "FEMALE"}
    lines = [
        ("Lao động trực tiếp, trên số cá nhân", direct, individuals, "direct", of_workers),
        ("Nữ, trên số cá nhân", women, individuals, "women", of_women),
        ("Vùng sâu, vùng xa, trên tổng số", remote, whole, "remote", {"dia_ban": "REMOTE"}),
        ("Xã, phường biên giới, trên tổng số", border, whole, "border", {"dia_ban": "BORDER"}),
    ]
    rows = []
    for head, now, of, name, query in lines:
        then = before["individuals"] if name in ("direct", "women") else before["total"]
        cells = (now, percent(now, of), before[name], percent(before[name], then))
        rows.append(Row(head, cells, query))
    heads = ("Đối tượng", "Kỳ này", "Tỷ lệ", "Cùng kỳ năm trước", "Tỷ lệ cùng kỳ")
    return Table("uu-tien", "Đối tượng được quan tâm", heads, tuple(rows))


def shares_table(figures: dict) -> Table:
    """Direct workers among the individuals honoured, in this and the earlier periods of its kind."""
    rows = [
        Row(row["label"], (row["direct"], row["all"], percent(row["direct"], row["all"])))
        for row in figures["shares"]
    ]
    heads = ("Kỳ", "Lao động trực tiếp", "Cá nhân được khen", "Tỷ lệ")
    return Table("ty-le", "Lao động trực tiếp trong số cá nhân được khen qua các kỳ", heads, tuple(rows))


def units_table(figures: dict) -> Table:
    """Awards by the body that the honoured belong to."""
    names = ("individuals", "direct", "collectives", "households")
    rows = [
        Row(
            row["name"],
            (*(row[name] for name in names), row["individuals"] + row["collectives"] + row["households"]),
            {"don_vi": str(row["unit"])},
        )
        for row in figures["awards_by_unit"]
    ]
    heads = ("Cá nhân", "Trong đó lao động trực tiếp", "Tập thể", "Hộ gia đình", "Tổng số")
    return Table(
        "khen-thuong-don-vi",
        "Khen thưởng theo cơ quan, đơn vị, địa phương",
        ("Cơ quan, đơn vị, địa phương", *heads),
        tuple(rows),
        _total(rows, len(heads), {"tat_ca": "1"}),
    )


def campaigns_table(figures: dict) -> Table:
    """Form 0601.N: campaigns launched within the days, by scope and mode, by who launched."""
    new = [row for row in figures["campaigns"] if row["is_new"]]

    def line(head: str, mine: list[dict], depth: int = 0) -> Row:
        province = sum(row["host_level"] == "PROVINCE" for row in mine)
        return Row(head, (province, len(mine) - province, len(mine)), depth=depth)

    rows = [line(label, [row for row in new if row["scope"] == scope]) for scope, label in SCOPES]
    rows += [
        line(label, [row for row in new if row["kind"] == kind], 2)
        for kind, label in (
            ("THEMATIC", "Theo hình thức: chuyên đề"),
            ("YEARLY", "Theo hình thức: thường xuyên hằng năm"),
        )
    ]
    heads = ("Phạm vi, hình thức", "Tỉnh phát động", "Cơ quan, đơn vị phát động", "Tổng số")
    return Table(
        "bieu-0601",
        "Số phong trào thi đua phát động trong kỳ",
        heads,
        tuple(rows),
        _total(rows, 3),
        form="Biểu 0601.N/BNV-TĐKT",
    )


def campaign_list(figures: dict) -> Table:
    """The campaigns that run within the days, newest last."""
    rows = [
        Row(
            row["name"],
            (row["host"], f"{row['document_no']}, {_day(row['document_on'])}", row["joined"]),
            {"phong_trao": row["campaign"]},
        )
        for row in figures["campaigns"]
    ]
    heads = ("Phong trào thi đua", "Nơi phát động", "Văn bản phát động", "Đơn vị tham gia")
    return Table("phong-trao", "Phong trào thi đua đang thực hiện trong kỳ", heads, tuple(rows))


def dossiers_table(figures: dict) -> Table:
    """What became of the dossiers, by the body that sent them."""
    names = ("sent", "accepted", "returned", "refused", "withdrawn")
    rows = [
        Row(row["name"], tuple(row[name] for name in names), {"ho_so": str(row["unit"])})
        for row in figures["dossiers_by_unit"]
    ]
    heads = ("Cơ quan, đơn vị, địa phương", "Đã gửi", "Đã tiếp nhận", "Yêu cầu bổ sung", "Từ chối", "Đã rút")
    return Table(
        "ho-so",
        "Hồ sơ đề nghị khen thưởng theo cơ quan, đơn vị, địa phương",
        heads,
        tuple(rows),
        _total(rows, len(names)),
        note="Mỗi cột tính hồ sơ có việc đó trong kỳ; một hồ sơ có thể có mặt ở nhiều cột.",
    )


def council_table(figures: dict) -> Table:
    """The sessions held."""
    rows = [
        Row(row["title"], (_day(row["day"]), row["name"], row["items"]), {"phien_hop": row["session"]})
        for row in figures["council"]["sessions"]
    ]
    heads = ("Phiên họp", "Ngày họp", "Nội dung", "Trường hợp đưa ra xét")
    return Table("hoi-dong", "Phiên họp Hội đồng Thi đua - Khen thưởng", heads, tuple(rows))


def initiatives_table(figures: dict) -> Table:
    """Initiatives recognised within the days."""
    found = {row["level"]: row for row in figures["initiatives"]}
    rows = []
    for level, label in LEVELS:
        row = found.get(level, {"count": 0, "direct": 0})
        rows.append(Row(label, (row["count"], row["direct"])))
    heads = ("Cấp công nhận", "Sáng kiến", "Trong đó của lao động trực tiếp")
    return Table("sang-kien", "Sáng kiến được công nhận trong kỳ", heads, tuple(rows), _total(rows, 2))


def directive_table(figures: dict) -> Table:
    """What the Directive of 2021 asks about, as far as the portal counts it."""
    cube, areas = figures["cube"], figures["areas"]
    people = counted(cube, lambda row: row["recipient"] == "INDIVIDUAL")
    direct = counted(cube, lambda row: _is_class(row, "DIRECT_WORKER"))
    prompt = counted(cube, lambda row: row["commendation_type"] in ("DOT_XUAT", "PHONG_TRAO"))
    made = sum(row["count"] for row in figures["initiatives"])
    by_workers = sum(row["direct"] for row in figures["initiatives"])
    appraised, on_time = (
        sum(row[name] for row in figures["dossiers_by_unit"]) for name in ("appraised", "on_time")
    )
    lines = [
        ("Lao động trực tiếp trong số cá nhân được khen", direct, people),
        ("Khen đột xuất, theo phong trào trong tổng số khen thưởng", prompt, counted(cube)),
        ("Sáng kiến của lao động trực tiếp trong số sáng kiến", by_workers, made),
        ("Xã, phường có khen thưởng", areas["communes_awarded"], areas["communes"]),
        ("Trong đó: xã, phường vùng sâu, vùng xa", areas["remote_awarded"], areas["remote"]),
        ("Trong đó: xã, phường biên giới", areas["border_awarded"], areas["border"]),
        ("Hồ sơ thẩm định đúng hạn", on_time, appraised),
    ]
    rows = tuple(Row(head, (part, whole, percent(part, whole))) for head, part, whole in lines)
    heads = ("Nội dung", "Đạt", "Trên tổng số", "Tỷ lệ")
    return Table("chi-thi", "Một số chỉ số thực hiện Chỉ thị năm 2021 của Tỉnh ủy", heads, rows)


def _day(text: str) -> str:
    return f"{date.fromisoformat(text):%d/%m/%Y}"
