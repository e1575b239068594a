"""Rules about people. Plain values in, answers out."""

from collections.abc import Collection
from datetime import date

from core.verdict import Problem

NAME_LENGTH = 120
POSITION_LENGTH = 160


def person_problems(
    *,
    full_name: str,
    birth_date: date | None,
    gender: str,
    genders: Collection[str],
    position: str,
    leader_class: str,
    leader_classes: Collection[str],
    today: date,
) -> list[Problem]:
    """Return what keeps a person from being written down with these values."""
    problems = []
    if not full_name:
        problems.append(Problem("no_name", "full_name", "Ghi họ và tên."))
    elif len(full_name) > NAME_LENGTH:
        problems.append(
            Problem("name_too_long", "full_name", f"Họ và tên dài quá {NAME_LENGTH} ký tự, hãy kiểm tra lại.")
        )
    if birth_date is not None and birth_date >= today:
        problems.append(Problem("born_later", "birth_date", "Ngày sinh phải trước ngày hôm nay."))
    if gender and gender not in genders:
        problems.append(Problem("gender_unknown", "gender", "Chọn Nam hoặc Nữ, hoặc để trống."))
    if leader_class and leader_class not in leader_classes:
        text = "Chọn một trong năm nhóm đối tượng, hoặc để trống."
        problems.append(Problem("leader_class_unknown", "leader_class", text))
    if len(position) > POSITION_LENGTH:
        problems.append(
            Problem(
                "position_too_long", "position", f"Chức vụ dài quá {POSITION_LENGTH} ký tự, hãy ghi gọn lại."
            )
        )
    return problems


REASON_LENGTH = 300
OLD_NUMBER, NUMBER = 9, 12  # digits of the old chứng minh nhân dân, and of the căn cước


def number_problems(number: str) -> list[Problem]:
    """Return what is wrong with an identity number: twelve digits (Luật Căn cước 26/2023/QH15, Điều 12)."""
    if not number:
        text = "Ghi số căn cước, 12 chữ số."
    elif not (number.isascii() and number.isdecimal()):
        text = "Số căn cước chỉ gồm chữ số, không có chữ cái hay dấu."
    elif len(number) == OLD_NUMBER:
        text = "Đây là số chứng minh nhân dân cũ (9 chữ số). Ghi số căn cước mới, 12 chữ số."
    elif len(number) != NUMBER:
        text = f"Số căn cước có 12 chữ số; đồng chí vừa ghi {len(number)} chữ số."
    else:
        return []
    return [Problem("number_wrong", "number", text)]


def reason_problems(reason: str, *, ask: str) -> list[Problem]:
    """Return what is wrong with a reason that is kept for ever; `ask` is the sentence that asks for it."""
    if not reason:
        return [Problem("no_reason", "reason", ask)]
    if len(reason) > REASON_LENGTH:
        return [Problem("reason_too_long", "reason", f"Ghi gọn lại, tối đa {REASON_LENGTH} ký tự.")]
    return []


def choice_problems(differing: Collection[str], chosen: Collection[str]) -> list[Problem]:
    """Return the differing fields about which nothing was decided; nothing is guessed."""
    text = "Chọn giá trị đúng."
    return [Problem("not_chosen", name, text) for name in differing if name not in chosen]


def assignment_problems(*, unit_id: int, homes: Collection[Collection[int]]) -> list[Problem]:
    """Return what keeps people from going to this unit; `homes`: for each the units that he may go to."""
    if not homes:
        return [Problem("nobody", "unit", "Chọn ít nhất một người trong danh sách.")]
    outside = sum(unit_id not in each for each in homes)
    if outside:
        text = f"{outside} người không về đơn vị này được: chỉ chọn đơn vị kế thừa đơn vị cũ của người đó."
        return [Problem("not_an_heir", "unit", text)]
    return []


DOCUMENT_LENGTH = 200


def ended_problems(ends: date | None, today: date) -> list[Problem]:
    """Return what keeps anybody from being written down at a unit that is over; `ends`: its first day out."""
    if ends is None or ends > today:
        return []
    text = f"Đơn vị này đã thôi hoạt động từ ngày {ends:%d/%m/%Y}. Chọn đơn vị đang hoạt động."
    return [Problem("unit_ended", "unit", text)]


def transfer_problems(
    *,
    on: date,
    document: str,
    position: str,
    born: date | None,
    since: date | None,
    left: date | None,
    is_same: bool,
    target: tuple[date, date | None],
    today: date,
) -> list[Problem]:
    """Return what keeps a person from going to another unit on this day.

    `since`: when he came to his unit, where known; `left`: when that unit ended; `target`: from when to when
    the other unit is there; `is_same`: he is there already.
    """
    problems = ended_problems(target[1], today)
    if left is not None and left <= today:
        text = f"Đơn vị cũ đã thôi hoạt động từ ngày {left:%d/%m/%Y}. Xếp người này về đơn vị kế thừa trước."
        problems.append(Problem("not_placed", "", text))
    if is_same:
        problems.append(Problem("same_unit", "unit", "Người này đang ở đơn vị đó. Chọn đơn vị khác."))
    if on > today:
        text = "Ngày chuyển không được sau hôm nay. Ghi khi quyết định đã có hiệu lực."
        problems.append(Problem("later", "on", text))
    elif on < target[0]:
        text = f"Đơn vị mới chỉ có từ ngày {target[0]:%d/%m/%Y}; ghi từ ngày đó hoặc sau đó."
        problems.append(Problem("before_unit", "on", text))
    elif since is not None and on <= since:
        text = f"Người này về đơn vị hiện nay từ ngày {since:%d/%m/%Y}; ngày chuyển phải sau đó."
        problems.append(Problem("before_stay", "on", text))
    elif born is not None and on <= born:
        problems.append(Problem("before_birth", "on", "Ngày chuyển phải sau ngày sinh."))
    if not document:
        text = "Ghi số, ngày quyết định điều động, hoặc lý do chuyển."
        problems.append(Problem("no_document", "document", text))
    elif len(document) > DOCUMENT_LENGTH:
        text = f"Căn cứ dài quá {DOCUMENT_LENGTH} ký tự, hãy ghi gọn lại."
        problems.append(Problem("document_too_long", "document", text))
    if len(position) > POSITION_LENGTH:
        text = f"Chức vụ dài quá {POSITION_LENGTH} ký tự, hãy ghi gọn lại."
        problems.append(Problem("position_too_long", "position", text))
    return problems


ETHNICITY_LENGTH = 60


def ethnicity_problems(code: str, words: str, *, codes: Collection[str], other: str) -> list[Problem]:
    """Return what is wrong with an ethnic group; "" is not known. `words` only say what `other` is."""
    if code and code not in codes:
        text = "Chọn dân tộc trong danh sách, hoặc để trống."
        return [Problem("ethnicity_unknown", "ethnicity", text)]
    if words and code != other:
        text = "Chỉ ghi ô này khi chọn “Khác”; nếu không thì để trống."
        return [Problem("ethnicity_twice", "ethnicity_words", text)]
    if len(words) > ETHNICITY_LENGTH:
        text = f"Ghi gọn lại, tối đa {ETHNICITY_LENGTH} ký tự."
        return [Problem("ethnicity_too_long", "ethnicity_words", text)]
    return []
