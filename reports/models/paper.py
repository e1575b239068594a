"""Official documents (văn bản) and the forms they follow."""

from django.db import models
from django.db.models import F, Q

from core.models import StoredFile
from core.workflow import State
from nominations.models import Dossier
from reviews.models import CouncilSession, Decision, Poll
from reviews.workflow_decision import PUBLIC
from units.models import OrgUnit
from units.roles import STANDING_BODY_ROLES, Role


class PaperKind(models.TextChoices):
    """What a paper is."""

    RECEIPT = "RECEIPT", "Phiếu tiếp nhận"
    MINUTES = "MINUTES", "Biên bản họp Hội đồng"
    COUNT_MINUTES = "COUNT_MINUTES", "Biên bản kiểm phiếu"
    LETTER = "LETTER", "Tờ trình"
    DECISION = "DECISION", "Quyết định"
    CERTIFICATE = "CERTIFICATE", "Bằng khen"


#: The object that each kind of paper is about: the name of its column in `Paper`.
LINKS = {
    PaperKind.RECEIPT: "dossier",
    PaperKind.MINUTES: "session",
    PaperKind.COUNT_MINUTES: "poll",
    PaperKind.LETTER: "decision",
    PaperKind.DECISION: "decision",
    PaperKind.CERTIFICATE: "decision",
}
COLUMNS = ("dossier", "session", "poll", "decision")
MINUTES_KINDS = (PaperKind.MINUTES, PaperKind.COUNT_MINUTES)
OPEN_STATES = ("PENDING", "RENDERING", "FAILED")


def _belongs(column: str) -> Q:
    """The kinds about this sort of object, with this column filled and the others empty."""
    kinds = [kind for kind, link in LINKS.items() if link == column]
    return Q(kind__in=kinds, **{f"{other}__isnull": other != column for other in COLUMNS})


class PaperState(models.TextChoices):
    """Where a paper stands; ISSUED is frozen, a correction supersedes it."""

    PENDING = "PENDING", "Chờ lập"
    RENDERING = "RENDERING", "Đang lập"
    READY = "READY", "Đã lập"
    FAILED = "FAILED", "Chưa lập được"
    ISSUED = "ISSUED", "Đã phát hành"
    SUPERSEDED = "SUPERSEDED", "Đã thay thế"


STATES = {
    PaperState.PENDING: State("PENDING", "Chờ lập", "Chờ lập", "", "hourglass-split"),
    PaperState.RENDERING: State("RENDERING", "Đang lập", "Đang lập", "info", "hourglass-split"),
    PaperState.READY: State("READY", "Đã lập", "Đã lập", "info", "file-earmark-text"),
    PaperState.FAILED: State("FAILED", "Chưa lập được", "Chưa lập được", "stop", "exclamation-circle"),
    PaperState.ISSUED: State("ISSUED", "Đã phát hành", "Đã phát hành", "done", "check-circle"),
    PaperState.SUPERSEDED: State("SUPERSEDED", "Đã thay thế", "Đã thay thế", "warn", "arrow-repeat"),
}


class PaperForm(models.Model):
    """How a kind of paper is called, numbered and founded in law, from one day to another."""

    kind = models.CharField("loại văn bản", max_length=16, choices=PaperKind.choices)
    symbol = models.CharField("ký hiệu loại", max_length=16)
    name = models.CharField("tên loại", max_length=200)
    legal_basis = models.JSONField("căn cứ", default=list, blank=True)
    layout = models.JSONField("khổ giấy", default=dict, blank=True)
    valid_from = models.DateField("áp dụng từ ngày")
    valid_to = models.DateField("thôi áp dụng từ ngày", null=True)
    confirmed = models.BooleanField("đã được xác nhận", default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "valid_from"], name="paper_form_kind_from"),
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_to__gt=F("valid_from")),
                name="paper_form_period_in_order",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Paper(models.Model):
    """One official document about one object. Values and file are frozen once it is made.

    A draft ends READY, an official paper ISSUED; a later revision supersedes both. Minutes are numbered
    without a gap per council and year; the numbers of other papers come from elsewhere.
    """

    kind = models.CharField(max_length=16, choices=PaperKind.choices)
    form = models.ForeignKey(PaperForm, models.PROTECT, related_name="papers")
    dossier = models.ForeignKey(Dossier, models.PROTECT, null=True, related_name="papers")
    session = models.ForeignKey(CouncilSession, models.PROTECT, null=True, related_name="papers")
    poll = models.ForeignKey(Poll, models.PROTECT, null=True, related_name="papers")
    decision = models.ForeignKey(Decision, models.PROTECT, null=True, related_name="papers")
    revision = models.PositiveSmallIntegerField("lần lập", default=1)
    issuer = models.ForeignKey(OrgUnit, models.PROTECT, related_name="papers")
    number = models.PositiveIntegerField("số", null=True)
    year = models.PositiveSmallIntegerField("năm")
    symbol = models.CharField("số, ký hiệu", max_length=64)
    title = models.CharField(max_length=400)
    is_draft = models.BooleanField("là dự thảo", default=False)
    state = models.CharField(max_length=16, choices=PaperState.choices, default=PaperState.PENDING)
    values = models.JSONField()
    created_at = models.DateTimeField()
    file = models.OneToOneField(StoredFile, models.PROTECT, null=True, related_name="paper")
    issued_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=_belongs("dossier") | _belongs("session") | _belongs("poll") | _belongs("decision"),
                name="paper_about_one_object",
            ),
            *(
                models.UniqueConstraint(fields=["kind", column, "revision"], name=f"paper_once_per_{column}")
                for column in COLUMNS
            ),
            models.UniqueConstraint(
                fields=["issuer", "year", "number", "revision"],
                condition=Q(kind__in=MINUTES_KINDS),
                name="paper_minutes_number_once",
            ),
            models.CheckConstraint(
                condition=~Q(kind__in=MINUTES_KINDS) | Q(number__gt=0), name="paper_minutes_numbered"
            ),
            models.CheckConstraint(condition=Q(state__in=PaperState.values), name="paper_state_known"),
            models.CheckConstraint(
                condition=Q(state__in=OPEN_STATES, file=None, issued_at=None)
                | Q(state__in=["READY", "ISSUED", "SUPERSEDED"], file__isnull=False, issued_at__isnull=False),
                name="paper_made_has_file",
            ),
            models.CheckConstraint(
                condition=~Q(state="READY", is_draft=False) & ~Q(state="ISSUED", is_draft=True),
                name="paper_draft_is_not_issued",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @classmethod
    def visible_to(cls, actor) -> models.QuerySet["Paper"]:
        """Return the papers about what is within reach: dossiers, sessions, polls, decisions.

        Letters and decisions are for those who prepare, sign and file them; the certificates also for the
        units whose nominees they honour.
        """
        if actor is None:
            return cls.objects.none()
        seen = (
            Q(dossier__in=Dossier.visible_to(actor))
            | Q(session__in=CouncilSession.visible_to(actor))
            | Q(poll__session__in=CouncilSession.visible_to(actor))
        )
        if actor.is_(*STANDING_BODY_ROLES, Role.LEADER, Role.CLERK_OFFICE):
            seen |= Q(decision__in=Decision.visible_to(actor))
        elif actor.is_(Role.EDITOR, Role.HEAD):
            honoured = Decision.objects.filter(
                state__in=PUBLIC, lines__struck=False, lines__nomination__dossier__unit__in=actor.reach()
            )
            seen |= Q(kind=PaperKind.CERTIFICATE, decision__in=honoured)
        return cls.objects.filter(seen)

    @property
    def state_row(self) -> State:
        """The words and the mark of the present state."""
        return STATES[self.state]

    @property
    def about(self):
        """The object that the paper is about."""
        return getattr(self, LINKS[self.kind])

    @property
    def about_id(self) -> int:
        """Key of that object."""
        return getattr(self, f"{LINKS[self.kind]}_id")

    @property
    def is_made(self) -> bool:
        """Whether there is a file, frozen with its hash."""
        return self.file_id is not None
