"""What the ground stores: log of deeds, jobs, files, one-time keys, counters, holidays. No award words."""

import uuid

from django.db import models
from django.db.models import Q


class AuditEvent(models.Model):
    """One deed, written in its own transaction. The table only grows: triggers refuse change and deletion.

    Names are copied and nothing points outside, so that the log reads the same in ten years.
    """

    name = models.CharField(max_length=80)
    at = models.DateTimeField()
    actor_id = models.BigIntegerField(null=True)
    actor_name = models.CharField(max_length=200)
    acting_for_id = models.BigIntegerField(null=True)
    acting_for_name = models.CharField(max_length=200, blank=True)
    object_type = models.CharField(max_length=80)
    object_id = models.BigIntegerField()
    data = models.JSONField(default=dict)
    reason = models.TextField(blank=True)

    class Meta:
        indexes = [models.Index(fields=["object_type", "object_id", "id"], name="audit_object")]

    def __str__(self) -> str:
        return f"{self.name} {self.object_type} {self.object_id}"


class Job(models.Model):
    """Work outside the request. This row is the truth; a broker only wakes a worker for it."""

    class Status(models.TextChoices):
        WAITING = "WAITING", "Đang chờ"
        RUNNING = "RUNNING", "Đang làm"
        DONE = "DONE", "Đã xong"
        FAILED = "FAILED", "Chưa làm được"

    kind = models.CharField(max_length=80)
    key = models.CharField(max_length=120)
    title = models.CharField(max_length=300)
    payload = models.JSONField(default=dict)
    owner_id = models.BigIntegerField(null=True)
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.WAITING)
    progress = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    note = models.CharField(max_length=300, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    runner = models.CharField(max_length=20, blank=True)
    lease_token = models.UUIDField(null=True)
    lease_until = models.DateTimeField(null=True)
    run_after = models.DateTimeField()
    file_key = models.UUIDField(default=uuid.uuid4, editable=False)
    result_url = models.CharField(max_length=300, blank=True)
    result_label = models.CharField(max_length=100, blank=True)
    error = models.TextField(blank=True)
    created_at = models.DateTimeField()
    started_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "key"], name="job_once"),
            models.CheckConstraint(
                condition=Q(status__in=["WAITING", "RUNNING", "DONE", "FAILED"]), name="job_status_known"
            ),
            models.CheckConstraint(
                condition=~Q(status="RUNNING") | Q(lease_token__isnull=False, lease_until__isnull=False),
                name="job_running_has_lease",
            ),
        ]
        indexes = [
            models.Index(fields=["id"], name="job_open", condition=Q(status__in=["WAITING", "RUNNING"])),
        ]

    def __str__(self) -> str:
        return self.title

    @classmethod
    def visible_to(cls, actor) -> models.QuerySet["Job"]:
        """Return the jobs that this person asked for."""
        return cls.objects.filter(owner_id=actor.user_id) if actor else cls.objects.none()

    @property
    def percent(self) -> int:
        """Return the part done, 0 to 100, truncated."""
        if self.status == self.Status.DONE:
            return 100
        return self.progress * 100 // self.total if self.total else 0

    @property
    def is_finished(self) -> bool:
        return self.status in {self.Status.DONE, self.Status.FAILED}


class StoredFile(models.Model):
    """A whole file in storage (`core.files`), known under a random key; its bytes never change."""

    key = models.UUIDField(unique=True)
    name = models.CharField(max_length=200)
    content_type = models.CharField(max_length=100)
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64)
    created_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.name


class FormKey(models.Model):
    """A one-time key of a form that was used with success, and where its deed led."""

    key = models.UUIDField(primary_key=True)
    user_id = models.BigIntegerField()
    url = models.CharField(max_length=300, blank=True)
    used_at = models.DateTimeField()

    def __str__(self) -> str:
        return str(self.key)


class Counter(models.Model):
    """The last number given in a series without gaps."""

    name = models.CharField(max_length=100, unique=True)
    value = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.name}: {self.value}"


class Holiday(models.Model):
    """A weekday on which offices are closed, or (`is_worked`) a weekend day worked in its place."""

    day = models.DateField(unique=True)
    name = models.CharField(max_length=100)
    is_worked = models.BooleanField(default=False)
    legal_basis = models.CharField(max_length=200)
    confirmed = models.BooleanField(default=False)

    def __str__(self) -> str:
        return f"{self.day:%d/%m/%Y} {self.name}"
