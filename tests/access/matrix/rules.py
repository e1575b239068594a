"""Rows of what waits for the province: the standing body of the province reads it, two roles work on it."""

from awards.confirm.registry import register_of
from awards.rules_confirm import mark_of
from tests.access.matrix.common import NOT_ALLOWED, Row, key
from tests.access.matrix.relations import CHIEF, INSIDE, OFFICER, OWNER, STANDING, STRANGER
from tests.access.world import World

_REST = tuple(role for role in INSIDE if role not in STANDING)


def _as_it_stands(world: World, role: str, name: str) -> dict:
    sent = key(world, role, name) | {"document_no": "12/QĐ-UBND", "document_on": "02/11/2026"}
    if name != "waiting":
        return sent
    code, pk = world.rules[name]
    register = register_of(code)
    [item] = register.items(register.model.objects.get(pk=pk))
    return sent | item.values | {"part": "", "seen": mark_of(item.values, 0)}


def _deed(**answers: int) -> Row:
    post = {"": {OFFICER: answers["officer"], CHIEF: answers["chief"], STRANGER: 403}}
    return Row(NOT_ALLOWED, post, kind="rules", on=("waiting",), data=_as_it_stands, keys=("register", "pk"))


TABLE = {
    "awards:award_detail": Row(
        {"": {OWNER: 200}}, NOT_ALLOWED, kind="catalogue", on=("ours",), keys=("code",)
    ),
    "awards:rule_list": Row({STANDING: 200, _REST: 403}, NOT_ALLOWED),
    "awards:rules_confirmed": Row({STANDING: 200, _REST: 403}, NOT_ALLOWED),
    "awards:rule_draft": _deed(officer=302, chief=403),
    "awards:rule_confirm": _deed(officer=403, chief=302),
}
