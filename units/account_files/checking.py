"""The dry run: what each row of a file of accounts is. Reads only, a constant number of queries."""

from collections import Counter, defaultdict
from collections.abc import Callable, Collection
from dataclasses import dataclass, field

from django.db.models import Q

from accounts.models import User
from accounts.rules import username_problems
from core import clock
from core.sheet_cells import Words, read_heads, shown, to_stored
from core.text import fold
from units.account_files import rows as reading
from units.account_files.columns import ACCOUNTS
from units.account_files.rows import AccountLine, Known
from units.models import AccountFile, AccountRow, AccountRowClass, Membership
from units.queries_units import unit_list
from units.roles import GIVEN_BY_HEAD, Role

IS_KNOWN = "Đã có tài khoản giữ vai trò này, giữ nguyên."
HAS_ACCOUNT = "Người này đã có tài khoản. Giao thêm vai trò ở trang tài khoản, không lập tài khoản mới."
UNCLEAR = "Có thể người này đã có tài khoản. Chọn trên trang của tệp."
NAMESAKE = "Cùng họ tên, đơn vị với dòng {number} của tệp. Chọn trên trang của tệp."


@dataclass
class Checked:
    """What a file holds: its headings and rows, or why it cannot be taken; remarks about the whole."""

    heads: list[str] = field(default_factory=list)
    rows: list[AccountRow] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)

    @property
    def counts(self) -> dict[str, int]:
        """How many rows of each class."""
        found = Counter(row.row_class for row in self.rows)
        return {code: found[code] for code in AccountRowClass.values}


def known_for(unit_id: int, *, is_wide: bool) -> Known:
    """What rows are read against that somebody brings in for his unit, or for all units: one query."""
    units = unit_list()
    roles = [role for role in Role if is_wide or role in GIVEN_BY_HEAD or role == Role.HEAD]
    words = Words.of(role=[(role.value, role.label) for role in roles])
    return Known(words, units, clock.today(), None if is_wide else units[unit_id])


def check(found: AccountFile, rows: list[tuple[int, list]], progress: Callable[[int, int], None]) -> Checked:
    """Look at every row of the file; nothing is written."""
    first, *rest = rows
    heads = read_heads(first[1], ACCOUNTS)
    if first[0] != 1:
        heads.problems.append("Dòng đầu tiên phải là tiêu đề cột, như trong tệp mẫu.")
    if heads.problems:
        return Checked(problems=heads.problems)
    if not rest:
        return Checked(problems=["Tệp chỉ có dòng tiêu đề, chưa có dữ liệu."])
    known = known_for(found.unit_id, is_wide=found.is_wide)
    parsed = {number: reading.read_row(cells, heads.places, known) for number, cells in rest}
    named = [(number, one.values) for number, one in parsed.items() if "username" in one.values]
    for number, problem in reading.twice_in_file(named).items():
        parsed[number].problems.append(problem)
    good = {number: one.values for number, one in parsed.items() if not one.problems}
    judge = _Judge(found, good.values())
    checked = Checked(heads=[shown(cell) for cell in first[1]])
    if heads.unused:
        checked.remarks.append(f"Cột không dùng đến: {', '.join(heads.unused)[:300]}.")
    for number, cells in rest:
        row = AccountRow(upload=found, number=number, cells=[shown(cell) for cell in cells])
        if number in good:
            row.values = to_stored(good[number])
            judge.tell(row, good[number])
        else:
            row.row_class, row.problems = AccountRowClass.ERROR, parsed[number].problems
        checked.rows.append(row)
    progress(len(rest), len(rest))
    return checked


class _Judge:
    """Compares rows with the accounts of the file's scope, and with the rows before them."""

    def __init__(self, found: AccountFile, values: Collection[dict]):
        lines = accounts_like(found, values)
        self.by_username = {line.username: line for line in lines}
        self.seen = [line for line in lines if line.is_seen]
        self.first: dict[tuple, int] = {}

    def tell(self, row: AccountRow, values: dict) -> None:
        """Write down the class of a row without problems of its own, and what to do or to know."""
        name = fold(values["full_name"])
        earlier = self.first.setdefault((name, values["unit"]), row.number)
        if (taken := self.by_username.get(values["username"])) is not None:
            row.row_class, row.problems = _taken(taken, name, values)
        elif candidates := reading.probable(values, name, self.seen):
            row.row_class, row.problems, row.candidates = AccountRowClass.DUPLICATE, [UNCLEAR], candidates
        elif earlier != row.number:
            row.row_class, row.problems = AccountRowClass.DUPLICATE, [NAMESAKE.format(number=earlier)]
        else:
            row.row_class = AccountRowClass.NEW


def _taken(line: AccountLine, name: str, values: dict) -> tuple[str, list[str]]:
    """What a row is whose user name exists; of an account out of reach nothing is told but that."""
    if line.is_seen and line.name == name:
        if (values["unit"], values["role"]) in line.roles:
            return AccountRowClass.KNOWN, [IS_KNOWN]
        return AccountRowClass.ERROR, [HAS_ACCOUNT]
    problems = username_problems(values["username"], is_taken=True)
    return AccountRowClass.ERROR, [f"Tên đăng nhập: {problem.message}" for problem in problems]


def accounts_like(found: AccountFile, values: Collection[dict]) -> list[AccountLine]:
    """The accounts with which these rows are compared: two queries."""
    units = {row["unit"] for row in values}
    like = Q(username__in={row["username"] for row in values})
    like |= Q(phone__in={row["phone"] for row in values} - {""})
    like |= Q(email__in={row["email"] for row in values} - {""})
    within = Membership.objects.not_over(clock.today())
    like |= Q(pk__in=within.filter(unit__in=units).values("user"))
    users = list(User.objects.filter(like).order_by("pk").only("username", "full_name", "phone", "email"))
    if not found.is_wide:
        within = within.filter(unit__path__startswith=found.unit.path)
    roles = defaultdict(set)
    for user, unit, role in within.filter(user__in=users).values_list("user", "unit", "role"):
        roles[user].add((unit, role))
    return [
        AccountLine(
            pk=user.pk,
            username=user.username,
            name=fold(user.full_name),
            phone=user.phone,
            email=user.email,
            is_seen=found.is_wide or user.pk in roles,
            roles=frozenset(roles[user.pk]),
        )
        for user in users
    ]
