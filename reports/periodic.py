"""A periodic report in words: from figures and a person's texts to what the template prints. Pure.

Sentences say only what was counted. What a person must write stands in the four texts; where one is empty
the draft says so, and the report cannot be issued.
"""

from dataclasses import asdict
from datetime import date

from reports import tables, wording
from reports.rules_period import Period
from reports.tables import RECIPIENTS, TYPES, counted, percent

TEMPLATE = "reports/periodic.html"
SYMBOL_KIND = "BC"
NAME = "Báo cáo"
#: Texts that a person writes: field, where it stands, whether the report may go out without it.
TEXTS = (
    ("leading_text", "Công tác lãnh đạo, chỉ đạo", False),
    ("models_text", "Điển hình tiên tiến", False),
    ("limits_text", "Hạn chế, nguyên nhân", True),
    ("proposals_text", "Phương hướng, kiến nghị", True),
)
UNWRITTEN = "(Chưa có nội dung. Phần này do người lập báo cáo viết.)"
#: Tables that stand in the text; the others follow in the annex.
IN_TEXT = ("khen-thuong", "nhom-doi-tuong", "uu-tien", "ty-le")


def build_values(
    period: Period, values: dict, texts: dict[str, str], number: int | None = None, day: date | None = None
) -> dict:
    """The words of the report as the template takes them; without number and day it is a draft."""
    if (number is None) != (day is None):
        raise ValueError("The number and the date of a report come together")
    frame, figures = values["frame"], values["figures"]
    issuer = wording.clean(frame["issuer"])
    if number is None:
        symbol = wording.blank_symbol(SYMBOL_KIND, frame["symbol"])
        written = wording.blank_date(date.fromisoformat(figures["as_of"]).year)
    else:
        symbol = wording.symbol(number, SYMBOL_KIND, frame["symbol"])
        written = wording.long_date(day)
    subject = f"Kết quả công tác thi đua, khen thưởng {period.label}"
    found = {table.code: table for table in tables.all_tables(figures)}
    return {
        "head": wording.document_head(frame["superior"], issuer),
        "symbol": symbol,
        "place_date": f"{wording.clean(frame['place'])}, {written}",
        "name": NAME.upper(),
        "subject": subject,
        "title": f"{NAME} {subject[:1].lower()}{subject[1:]}",
        "is_draft": number is None,
        "opening": _opening(period, figures, issuer, frame["legal_basis"]),
        "sections": _sections(figures, texts, issuer, found),
        "closing": wording.ended(
            f"Trên đây là báo cáo kết quả công tác thi đua, khen thưởng {period.label} của {issuer}"
        ),
        "recipients": wording.recipient_lines(frame["recipients"], f"VT, {frame['symbol']}"),
        "signature": {"authority": "", "role": "GIÁM ĐỐC", "name": wording.clean(figures["signer"])},
        "annex_name": "PHỤ LỤC",
        "annex_subject": f"Số liệu thi đua, khen thưởng {period.label}",
        "annex_of": f"(Kèm theo {NAME} số {symbol} {written} của {issuer})",
        "annex": [
            printed(table, order)
            for order, table in enumerate((t for c, t in found.items() if c not in IN_TEXT), start=1)
        ],
    }


def printed(table: tables.Table, order: int = 0) -> dict:
    """A table as templates take it; `order` numbers those of the annex."""
    width = len(table.heads) - 1
    figures = [all(_is_figure(row.cells[place]) for row in table.rows) for place in range(width)]
    rows = [_line(row, figures) for row in table.rows]
    return {
        "code": table.code,
        "title": table.title,
        "name": f"Biểu {order}. {table.title}" if order else table.title,
        "form": table.form,
        "note": table.note,
        "heads": [
            {"label": head, "is_figure": place > 0 and figures[place - 1]}
            for place, head in enumerate(table.heads)
        ],
        "rows": rows,
        "total": _line(table.total, figures) if table.total else None,
        "columns": len(table.heads),
        "is_wide": len(table.heads) > 7,
        "is_short": len(table.rows) <= 18,
    }


def _is_figure(cell) -> bool:
    return isinstance(cell, int) or cell == "-" or cell.endswith("%")


def _line(row: tables.Row, figures: list[bool]) -> dict:
    cells = [
        {"text": wording.grouped(cell) if isinstance(cell, int) else wording.clean(cell), "is_figure": figure}
        for cell, figure in zip(row.cells, figures, strict=True)
    ]
    return asdict(row) | {"head": wording.clean(row.head), "cells": cells}


def _opening(period: Period, figures: dict, issuer: str, legal_basis: str) -> str:
    days = (
        f"từ {wording.long_date(_date(figures['from_on']))} đến {wording.long_date(_date(figures['to_on']))}"
    )
    if figures["as_of"] <= figures["to_on"]:
        days += f", tính đến {wording.long_date(_date(figures['as_of']))}"
    basis = f"Thực hiện {wording.full(legal_basis)}" if legal_basis else "Thực hiện chế độ báo cáo định kỳ"
    return (
        f"{basis}, {issuer} báo cáo kết quả công tác thi đua, khen thưởng {period.label} "
        f"(số liệu {days}) như sau:"
    )


def _date(text: str) -> date:
    return date.fromisoformat(text)


# Blocks -----------------------------------------------------------------------------------------


def _text(words: str) -> dict:
    return {"kind": "text", "text": wording.clean(words)}


def _point(words: str) -> dict:
    return {"kind": "point", "text": words}


def _written(texts: dict[str, str], name: str) -> list[dict]:
    """A person's text, a block for each line; when there is none, that it is missing."""
    lines = wording.paragraphs(texts.get(name, ""))
    return [_text(line) for line in lines] or [{"kind": "gap", "text": UNWRITTEN}]


def _table(table: tables.Table) -> dict:
    return {"kind": "table", "table": printed(table)}


def _chart(draw: str, title: str, rows: list, series: tuple[str, ...] = ()) -> dict:
    return {
        "kind": "chart",
        "chart": {"draw": draw, "title": title, "rows": rows, "series": list(series)},
        "text": title,
    }


def _sections(
    figures: dict, texts: dict[str, str], issuer: str, found: dict[str, tables.Table]
) -> list[dict]:
    parts = [
        ("Công tác lãnh đạo, chỉ đạo", [*_written(texts, "leading_text"), *_letters(figures, issuer)]),
        ("Phong trào thi đua", _campaigns(figures)),
        ("Công tác khen thưởng", _awards(figures, found)),
        ("Điển hình tiên tiến", _written(texts, "models_text")),
        ("Hội đồng, bộ máy, kiểm tra, giám sát", _council(figures)),
        ("Hạn chế, nguyên nhân", _written(texts, "limits_text")),
        ("Phương hướng, kiến nghị", _written(texts, "proposals_text")),
    ]
    numerals = ("I", "II", "III", "IV", "V", "VI", "VII")
    return [
        {"name": f"{numeral}. {name}", "blocks": blocks}
        for numeral, (name, blocks) in zip(numerals, parts, strict=True)
    ]


def _letters(figures: dict, issuer: str) -> list[dict]:
    letters = figures["letters"]
    if not letters:
        return [_text("Trong kỳ không ban hành công văn hướng dẫn đợt xét khen thưởng mới.")]
    count = wording.quantity(len(letters))
    return [_text(f"{issuer} đã ban hành {count} công văn hướng dẫn xét khen thưởng: {'; '.join(letters)}.")]


def _campaigns(figures: dict) -> list[dict]:
    campaigns, joins, reviews = figures["campaigns"], figures["joins"], figures["reviews"]
    new = [row for row in campaigns if row["is_new"]]
    if not campaigns:
        return [_text("Trong kỳ không có phong trào thi đua nào được tổ chức thực hiện.")]
    first = f"Trong kỳ có {_many(len(campaigns))} phong trào thi đua được tổ chức thực hiện, "
    first += (
        f"trong đó {_many(len(new))} phong trào được phát động mới:" if new else "không có phong trào mới."
    )
    blocks = [_text(first)]
    blocks += [
        _text(
            f"{order}. {wording.clean(row['name'])} ({wording.clean(row['document_no'])} ngày "
            f"{_date(row['document_on']):%d/%m/%Y}): {_many(row['joined'])} đơn vị tham gia."
        )
        for order, row in enumerate(new, start=1)
    ]
    joined = "Trong kỳ không có đăng ký tham gia mới."
    if joins["registrations"]:
        joined = f"Có {_many(joins['registrations'])} lượt đăng ký tham gia của "
        joined += f"{_many(joins['units'])} cơ quan, đơn vị."
    held = "Trong kỳ không tổ chức sơ kết, tổng kết phong trào"
    if reviews["interim"] or reviews["final"]:
        held = f"Đã tổ chức {_many(reviews['interim'])} cuộc sơ kết, {_many(reviews['final'])} cuộc tổng kết"
    held += f"; {_many(reviews['late'])} cuộc quá hạn chưa tổ chức." if reviews["late"] else "."
    return [*blocks, _text(joined), _text(held)]


def _many(number: int) -> str:
    """A quantity in a sentence; papers write no "00"."""
    return wording.quantity(number) if number else "0"


def _awards(figures: dict, found: dict[str, tables.Table]) -> list[dict]:
    cube = figures["cube"]
    whole = counted(cube)
    blocks = [_point("1. Kết quả khen thưởng")]
    if not whole:
        blocks.append(_text("Trong kỳ chưa có khen thưởng được quyết định."))
        return [*blocks, _point("2. Tiếp nhận, thẩm định hồ sơ"), _text(_dossiers(figures))]
    by_recipient = [
        (counted(cube, lambda row, kind=kind: row["recipient"] == kind), label.lower())
        for kind, label in RECIPIENTS
    ]
    by_type = [
        (counted(cube, lambda row, kind=kind: row["commendation_type"] == kind), label.lower())
        for kind, label in TYPES
    ]
    blocks.append(
        _text(
            f"Tổng số {_many(whole)} trường hợp được khen thưởng, gồm "
            f"{wording.counted(by_recipient)}. Theo loại hình: {wording.counted(by_type)}. "
            f"Cùng kỳ năm trước: {_many(figures['before']['total'])} trường hợp."
        )
    )
    blocks.append(_table(found["khen-thuong"]))
    blocks.append(_chart("stacked", "Khen thưởng theo loại hình", *_by_type(cube)))
    blocks.append(_point("2. Đối tượng được khen thưởng"))
    blocks.append(_text(_priority(figures)))
    blocks.append(_table(found["uu-tien"]))
    blocks.append(_table(found["nhom-doi-tuong"]))
    classes = [[row.head, row.cells[0]] for row in found["nhom-doi-tuong"].rows]
    blocks.append(_chart("bars", "Cá nhân được khen theo nhóm đối tượng", classes))
    if figures["shares"]:
        shares = [[row["label"], row["direct"], row["all"]] for row in figures["shares"]]
        title = "Tỷ lệ người lao động trực tiếp trong số cá nhân được khen"
        blocks.append(_chart("share_line", title, shares))
        blocks.append(_table(found["ty-le"]))
    return [*blocks, _point("3. Tiếp nhận, thẩm định hồ sơ"), _text(_dossiers(figures))]


def _by_type(cube: list[dict]) -> tuple[list, tuple[str, ...]]:
    """Rows and series of the chart of kinds of merit; kinds without any award are left out."""
    rows = []
    for kind, label in TYPES:
        mine = [row for row in cube if row["commendation_type"] == kind]
        parts = [counted(mine, lambda row, r=r: row["recipient"] == r) for r, _ in reversed(RECIPIENTS)]
        if any(parts):
            rows.append([label, parts])
    return rows, tuple(label for _, label in reversed(RECIPIENTS))


def _priority(figures: dict) -> str:
    cube, before = figures["cube"], figures["before"]
    people = [row for row in cube if row["recipient"] == "INDIVIDUAL"]
    individuals, whole = counted(people), counted(cube)
    direct = counted(people, lambda row: row["leader_class"] == "DIRECT_WORKER")
    women = counted(people, lambda row: row["gender"] == "FEMALE")
    remote, border = (counted(cube, lambda row, c=c: row[c]) for c in ("is_remote", "is_border"))
    sentences = []
    if individuals:
        was = percent(before["direct"], before["individuals"])
        compared = f" (cùng kỳ năm trước {was})" if before["individuals"] else ""
        sentences.append(
            f"Trong {_many(individuals)} cá nhân được khen, người trực tiếp công tác, lao động, "
            f"học tập, chiến đấu là {_many(direct)}, đạt {percent(direct, individuals)}"
            f"{compared}; nữ là {_many(women)}, đạt {percent(women, individuals)}."
        )
    sentences.append(
        f"Khen thưởng ở vùng sâu, vùng xa: {_many(remote)} ({percent(remote, whole)}); ở xã, "
        f"phường biên giới: {_many(border)} ({percent(border, whole)})."
    )
    return " ".join(sentences)


def _dossiers(figures: dict) -> str:
    names = ("sent", "accepted", "returned", "refused", "withdrawn", "appraised", "on_time")
    sent, accepted, returned, refused, withdrawn, appraised, on_time = (
        sum(row[name] for row in figures["dossiers_by_unit"]) for name in names
    )
    if not any((sent, accepted, returned, refused, withdrawn, appraised)):
        return "Trong kỳ không có hồ sơ đề nghị khen thưởng được gửi đến."
    said = f"Nhận {_many(sent)} hồ sơ đề nghị khen thưởng gửi trực tuyến; tiếp nhận "
    said += f"{_many(accepted)}, yêu cầu bổ sung {_many(returned)}, từ chối "
    said += f"{_many(refused)}, đơn vị rút {_many(withdrawn)} hồ sơ."
    if appraised:
        said += f" Thẩm định xong {_many(appraised)} hồ sơ, trong đó đúng hạn "
        said += f"{_many(on_time)} ({percent(on_time, appraised)})."
    return said


def _council(figures: dict) -> list[dict]:
    council, decisions, areas = figures["council"], figures["decisions"], figures["areas"]
    if council["sessions"]:
        first = f"Hội đồng Thi đua - Khen thưởng đã họp {_many(len(council['sessions']))} phiên, "
        first += f"chốt kết quả {_many(council['polls'])} lần bỏ phiếu với "
        first += f"{_many(council['questions'])} trường hợp."
    else:
        first = "Trong kỳ Hội đồng Thi đua - Khen thưởng không họp phiên nào."
    second = "Trong kỳ không công bố quyết định khen thưởng nào trên cổng"
    if decisions["published"]:
        second = f"Đã công bố {_many(decisions['published'])} quyết định khen thưởng"
    struck = decisions["struck"]
    second += f"; {_many(struck)} trường hợp bị gạch tên khi trình ký." if struck else "."
    third = f"{_many(areas['communes_awarded'])} trong {_many(areas['communes'])} xã, "
    third += "phường có tập thể, cá nhân được khen thưởng trong kỳ."
    return [_text(first), _text(second), _text(third)]
