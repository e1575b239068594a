"""Rows of what belongs to no subject: home, log-in, jobs, the golden book and the catalogue."""

from tests.access.matrix.common import FOR_ALL, FOR_THOSE_INSIDE, NOT_ALLOWED, Row, everybody, key
from tests.access.matrix.relations import AWAY, INSIDE, OWNER, ROLES
from tests.access.world import PASSWORD, World


def _log_in(world: World, role: str, name: str) -> dict:
    return {"login": "nobody", "password": PASSWORD}


def _new_password(world: World, role: str, name: str) -> dict:
    new = "ruong-bac-thang-y-ty-2026"
    return {"oldpassword": PASSWORD, "password1": new, "password2": new}


def _membership(world: World, role: str, name: str) -> dict:
    return {"membership": world.key("memberships", name, role)}


_JOBS = ("officer", "office_head", "system")
TABLE = {
    "home": Row(FOR_ALL, NOT_ALLOWED, public=True),
    "help": Row(FOR_ALL, NOT_ALLOWED, public=True),
    "components": Row(FOR_ALL, NOT_ALLOWED, public=True),
    "guide": Row(
        {"": everybody(200)}, NOT_ALLOWED, kind="chapters", on=("ours",), public=True, keys=("slug",)
    ),
    "core:healthz": Row(FOR_ALL, NOT_ALLOWED, public=True),
    "core:readyz": Row(FOR_ALL, NOT_ALLOWED, public=True),
    "account_login": Row(
        {AWAY: 200, INSIDE: 302},
        {ROLES: 302},
        put={AWAY: 200, INSIDE: 302},  # as a POST that holds nothing
        delete={AWAY: 405, INSIDE: 302},
        public=True,
        data=_log_in,
    ),
    "account_logout": Row({AWAY: 302, INSIDE: 200}, {ROLES: 302}, public=True),
    "account_inactive": Row(FOR_ALL, NOT_ALLOWED, public=True),
    "account_change_password": Row(FOR_THOSE_INSIDE, {INSIDE: 302}, put=FOR_THOSE_INSIDE, data=_new_password),
    "work_list": Row(FOR_THOSE_INSIDE, NOT_ALLOWED),
    "units:act_for": Row(
        NOT_ALLOWED,
        {"": {OWNER: 302}},
        kind="memberships",
        on=("mine", "theirs"),
        data=_membership,
        keys=(),
    ),
    "core:job": Row({"": {OWNER: 200}}, NOT_ALLOWED, kind="jobs", on=_JOBS),
    "core:job_retry": Row(NOT_ALLOWED, {"": {OWNER: 302}}, kind="jobs", on=_JOBS, data=key),
    "awards:register": Row(FOR_ALL, NOT_ALLOWED, public=True),
    "awards:register_export": Row(FOR_ALL, NOT_ALLOWED, public=True),
    "awards:verify": Row(FOR_ALL, NOT_ALLOWED, public=True),
    "awards:certificate": Row(
        {"": everybody(200)}, NOT_ALLOWED, kind="grants", on=("ours",), public=True, keys=("code",)
    ),
    "awards:catalogue": Row(FOR_THOSE_INSIDE, NOT_ALLOWED),
}
