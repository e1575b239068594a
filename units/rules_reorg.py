"""Rules about reorganisations. Plain values in, answers out."""

from collections.abc import Collection, Mapping
from dataclasses import asdict, dataclass, field
from datetime import date
from decimal import Decimal
from enum import Enum

from core.verdict import Problem

SHARES_TOGETHER = Decimal(1)
ENDS = -1  # a home: the role or the inner unit ends with the old unit
DECREE_LENGTH = 160


class ReorgKind(Enum):
    """What is done to units, with its words."""

    MERGE = "Sáp nhập"
    SPLIT = "Chia tách"
    RENAME = "Đổi tên"
    MOVE = "Chuyển cấp trên"
    DISSOLVE = "Giải thể"

    @classmethod
    def values(cls) -> list[str]:
        """The codes, as stored."""
        return [kind.name for kind in cls]

    @classmethod
    def choices(cls) -> list[tuple[str, str]]:
        """Codes with their words, for a field and a form."""
        return [(kind.name, kind.value) for kind in cls]


@dataclass(frozen=True)
class Successor:
    """Who carries on: a unit there is (`unit_id`), or one to be planted with these names."""

    unit_id: int | None = None
    code: str = ""
    name: str = ""
    body_name: str = ""
    document_name: str = ""
    place_name: str = ""
    symbol: str = ""
    kind: str = ""
    level: str = ""
    parent_id: int | None = None
    share: str = "1"
    areas: tuple[str, ...] = ()


@dataclass(frozen=True)
class Plan:
    """What is to be done. `keeper` and the homes are places in `successors`, or ENDS.

    `homes` says where the roles ("m12") and the inner units ("u7") of the old units go.
    """

    kind: str
    decree: str
    decree_on: date
    effective_on: date
    old: tuple[int, ...]
    successors: tuple[Successor, ...] = ()
    keeper: int = 0
    homes: Mapping[str, int] = field(default_factory=dict)

    def home_of(self, key: str) -> int | None:
        """Where this role or inner unit goes; None where somebody still has to say it.

        With one successor everything goes there unless told otherwise; without any, roles end.
        """
        if key in self.homes:
            return self.homes[key]
        if len(self.successors) == 1:
            return 0
        return ENDS if not self.successors and key.startswith("m") else None

    def stored(self) -> dict:
        """The plan as JSON keeps it."""
        values = asdict(self)
        return values | {"decree_on": str(self.decree_on), "effective_on": str(self.effective_on)}

    @classmethod
    def read(cls, values: dict) -> "Plan":
        """The plan out of what `stored` gave."""
        successors = (Successor(**{**row, "areas": tuple(row["areas"])}) for row in values["successors"])
        return cls(
            **{
                **values,
                "decree_on": date.fromisoformat(values["decree_on"]),
                "effective_on": date.fromisoformat(values["effective_on"]),
                "old": tuple(values["old"]),
                "successors": tuple(successors),
            }
        )


@dataclass(frozen=True)
class UnitFact:
    """What the rules ask of a unit that is there."""

    pk: int
    name: str
    kind: str
    level: str
    code: str
    path: str
    parent_id: int | None
    valid_from: date
    valid_to: date | None
    is_pillar: bool = False  # a standing body, or one that standing bodies serve


def plan_problems(
    plan: Plan,
    *,
    units: Mapping[int, UnitFact],
    areas: Mapping[int, Collection[str]],
    taken: Collection[tuple[str, str]],
    kinds: Collection[str],
    movers: Mapping[str, str],
    below: Collection[UnitFact] = (),
    needs_keeper: Collection[str] = (),
    refusals: Collection[str] = (),
) -> list[Problem]:
    """Return what forbids this plan.

    `units`: the facts of all that the plan names; `areas`: the kinds of area each old unit lies in; `taken`:
    (code, kind) of other units in force or to come; `kinds`: those that a new unit may have; `movers`: the
    roles and inner units for which a home is needed, with their names; `below`: the units under the old ones
    that are carried along; `needs_keeper`: what the apps to the right cannot leave without an heir;
    `refusals`: what they forbid.
    """
    problems = _paper_problems(plan)
    olds = [units[pk] for pk in plan.old if pk in units]
    problems += _old_problems(plan, olds)
    problems += _below_problems(plan, below)
    problems += _count_problems(plan)
    problems += _share_problems(plan)
    for place, successor in enumerate(plan.successors):
        if successor.unit_id is None:
            problems += _new_problems(plan, place, successor, units, olds, areas, taken, kinds)
        else:
            problems += _heir_problems(plan, place, units.get(successor.unit_id), olds)
    problems += _home_problems(plan, movers)
    if not plan.successors:
        problems += [Problem("no_keeper", "successor", text) for text in needs_keeper]
    problems += [Problem("forbidden", "", text) for text in refusals]
    return problems


def _paper_problems(plan: Plan) -> list[Problem]:
    problems = []
    if not plan.decree.strip():
        problems.append(Problem("no_decree", "decree", "Ghi số, ký hiệu và tên văn bản quyết định sắp xếp."))
    elif len(plan.decree) > DECREE_LENGTH:
        text = f"Tên văn bản dài quá {DECREE_LENGTH} ký tự, hãy ghi gọn lại."
        problems.append(Problem("decree_too_long", "decree", text))
    if plan.decree_on > plan.effective_on:
        text = "Ngày có hiệu lực không được trước ngày của văn bản. Kiểm tra lại hai ngày."
        problems.append(Problem("effective_before_decree", "effective_on", text))
    return problems


def _old_problems(plan: Plan, olds: list[UnitFact]) -> list[Problem]:
    problems = []
    if len(olds) != len(set(plan.old)) or not olds:
        problems.append(Problem("no_unit", "old", "Chọn đơn vị cần sắp xếp trong danh mục."))
    if len(set(plan.old)) != len(plan.old):
        problems.append(Problem("unit_twice", "old", "Mỗi đơn vị chỉ ghi một lần."))
    for unit in olds:
        if unit.valid_to is not None:
            text = f"{unit.name} đã hết hiệu lực từ ngày {unit.valid_to:%d/%m/%Y}, không sắp xếp được nữa."
            problems.append(Problem("has_ended", "old", text))
        elif unit.valid_from >= plan.effective_on:
            text = f"{unit.name} chỉ có từ ngày {unit.valid_from:%d/%m/%Y}; ngày hiệu lực phải sau ngày đó."
            problems.append(Problem("not_yet_there", "effective_on", text))
        if unit.is_pillar:
            text = (
                f"{unit.name} là cơ quan thường trực hoặc có cơ quan thường trực, không sắp xếp ở đây được."
            )
            problems.append(Problem("is_pillar", "old", text))
        for other in olds:
            if other.pk != unit.pk and unit.path.startswith(other.path):
                text = f"{unit.name} nằm trong {other.name}; chỉ ghi đơn vị cấp trên."
                problems.append(Problem("one_in_other", "old", text))
    if len({unit.level for unit in olds}) > 1:
        problems.append(Problem("levels_differ", "old", "Các đơn vị sắp xếp cùng nhau phải cùng cấp."))
    return problems


def _below_problems(plan: Plan, below: Collection[UnitFact]) -> list[Problem]:
    problems = []
    for unit in below:
        if unit.is_pillar:
            text = f"{unit.name} là cơ quan thường trực. Giao việc thường trực cho đơn vị khác trước."
            problems.append(Problem("is_pillar", "old", text))
        if unit.valid_from >= plan.effective_on:
            text = f"{unit.name} trực thuộc từ ngày {unit.valid_from:%d/%m/%Y}; ngày hiệu lực phải sau đó."
            problems.append(Problem("not_yet_there", "effective_on", text))
        if unit.valid_to is not None:
            text = f"{unit.name} đã sắp xếp từ ngày {unit.valid_to:%d/%m/%Y}; ngày hiệu lực phải từ ngày đó."
            problems.append(Problem("changed_since", "effective_on", text))
    return problems


#: How many old and how many new units each kind takes: (fewest, most or None).
_COUNTS = {
    "MERGE": ((1, None), (1, 1)),
    "SPLIT": ((1, 1), (2, None)),
    "RENAME": ((1, 1), (1, 1)),
    "MOVE": ((1, 1), (1, 1)),
    "DISSOLVE": ((1, 1), (0, 1)),
}
_FEW_NEW = {
    "SPLIT": "Chia tách cần ít nhất hai đơn vị mới.",
}


def _count_problems(plan: Plan) -> list[Problem]:
    (least_old, most_old), (least_new, most_new) = _COUNTS[plan.kind]
    problems = []
    if len(plan.old) < least_old or (most_old and len(plan.old) > most_old):
        problems.append(Problem("count_of_old", "old", "Việc này chỉ làm với một đơn vị mỗi lần."))
    if len(plan.successors) < least_new:
        text = _FEW_NEW.get(plan.kind, "Ghi đơn vị kế thừa.")
        problems.append(Problem("no_successor", "successor", text))
    elif most_new is not None and len(plan.successors) > most_new:
        problems.append(Problem("too_many_successors", "successor", "Việc này chỉ có một đơn vị kế thừa."))
    planted = [successor for successor in plan.successors if successor.unit_id is None]
    if plan.kind == "MERGE" and len(plan.old) < 2 and planted:
        text = "Sáp nhập vào đơn vị mới cần ít nhất hai đơn vị; chỉ một đơn vị thì dùng Đổi tên."
        problems.append(Problem("count_of_old", "old", text))
    if plan.kind == "DISSOLVE" and planted:
        text = "Đơn vị giữ hồ sơ khi giải thể phải là đơn vị đang hoạt động."
        problems.append(Problem("keeper_is_new", "successor", text))
    if plan.kind in ("RENAME", "MOVE") and len(planted) != len(plan.successors):
        text = "Đơn vị này chưa thay bằng đơn vị khác được; dùng Sáp nhập."
        problems.append(Problem("heir_is_there", "successor", text))
    if plan.successors and not 0 <= plan.keeper < len(plan.successors):
        problems.append(Problem("no_such_keeper", "keeper", "Chọn đơn vị giữ hồ sơ của đơn vị cũ."))
    return problems


def _share_problems(plan: Plan) -> list[Problem]:
    shares = [Decimal(successor.share) for successor in plan.successors]
    if plan.kind == "SPLIT" and sum(shares) != SHARES_TOGETHER:
        text = f"Các phần phải cộng lại bằng 1, hiện là {_number(sum(shares))}."
        return [Problem("shares_differ", "share", text)]
    if plan.kind == "SPLIT" and any(share <= 0 for share in shares):
        return [Problem("no_share", "share", "Mỗi đơn vị mới phải nhận một phần lớn hơn 0.")]
    if plan.kind != "SPLIT" and any(share != SHARES_TOGETHER for share in shares):
        return [Problem("shares_differ", "share", "Đơn vị kế thừa nhận toàn bộ đơn vị cũ.")]
    return []


def _new_problems(plan, place, new, units, olds, areas, taken, kinds) -> list[Problem]:
    problems = []

    def found(code: str, name: str, text: str) -> None:
        problems.append(Problem(code, f"{name}_{place}", text))

    if not new.name:
        found("no_name", "name", "Ghi tên đơn vị mới.")
    if not new.code:
        found("no_code", "code", "Ghi mã đơn vị mới.")
    if new.kind not in kinds:
        found("kind_past", "kind", "Chọn loại đơn vị đang được dùng; huyện và thị trấn không còn.")
    alike = sum((each.code, each.kind) == (new.code, new.kind) for each in plan.successors)
    if (new.code, new.kind) in taken or alike > 1:
        found("code_taken", "code", f"Mã {new.code} đang dùng cho đơn vị khác cùng loại. Ghi mã khác.")
    parent = units.get(new.parent_id)
    if parent is None:
        if new.level != "PROVINCE":
            found("no_parent", "parent", "Chọn đơn vị cấp trên đang hoạt động.")
    elif parent.valid_to is not None and parent.valid_to <= plan.effective_on:
        found("parent_ended", "parent", f"{parent.name} không còn hoạt động vào ngày có hiệu lực.")
    elif parent.valid_from > plan.effective_on:
        found("parent_later", "parent", f"{parent.name} chưa có vào ngày có hiệu lực.")
    elif any(parent.path.startswith(old.path) for old in olds):
        found("parent_below", "parent", f"{parent.name} nằm trong đơn vị cũ nên không làm cấp trên được.")
    elif plan.kind == "MOVE" and olds and parent.pk == olds[0].parent_id:
        found("same_parent", "parent", f"Đơn vị đang trực thuộc {parent.name} rồi. Chọn cấp trên khác.")
    if plan.kind == "RENAME" and olds and new.name == olds[0].name:
        found("same_name", "name", "Tên mới trùng tên cũ. Ghi tên mới.")
    known = {area for old in olds for area in areas.get(old.pk, ())}
    if set(new.areas) - known:
        found("area_unknown", "areas", "Chỉ chọn địa bàn mà đơn vị cũ đang thuộc.")
    return problems


def _heir_problems(plan, place, heir: UnitFact | None, olds) -> list[Problem]:
    name = f"unit_{place}"
    if heir is None:
        return [Problem("no_successor", name, "Chọn đơn vị kế thừa trong danh mục.")]
    if heir.pk in plan.old:
        return [Problem("own_successor", name, f"{heir.name} không thể kế thừa chính mình.")]
    if any(heir.path.startswith(old.path) for old in olds):
        return [Problem("successor_below", name, f"{heir.name} nằm trong đơn vị cũ nên không kế thừa được.")]
    if heir.valid_to is not None:
        text = f"{heir.name} đã hết hiệu lực từ ngày {heir.valid_to:%d/%m/%Y}. Chọn đơn vị đang hoạt động."
        return [Problem("successor_ended", name, text)]
    if heir.valid_from > plan.effective_on:
        text = f"{heir.name} chỉ có từ ngày {heir.valid_from:%d/%m/%Y}, sau ngày có hiệu lực."
        return [Problem("successor_later", name, text)]
    return []


def _home_problems(plan: Plan, movers: Mapping[str, str]) -> list[Problem]:
    problems = []
    for key, name in movers.items():
        home = plan.home_of(key)
        if home is None:
            problems.append(Problem("no_home", key, f"{name}: chọn đơn vị tiếp nhận."))
        elif home == ENDS and key.startswith("u"):
            text = f"{name}: chọn đơn vị tiếp nhận, hoặc giải thể đơn vị này trước."
            problems.append(Problem("child_ends", key, text))
        elif home != ENDS and not 0 <= home < len(plan.successors):
            problems.append(Problem("no_such_home", key, f"{name}: chọn một trong các đơn vị kế thừa."))
    return problems


def _number(value: Decimal) -> str:
    return f"{value.normalize():f}".replace(".", ",")
