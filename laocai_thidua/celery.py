"""Celery wakes the workers; the job row in the database is the truth (core/jobs.py)."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "laocai_thidua.settings")

app = Celery("laocai_thidua")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.conf.update(
    task_ignore_result=True,
    task_acks_late=True,
    task_reject_on_worker_lost=True,
    worker_prefetch_multiplier=1,
    task_soft_time_limit=300,
    task_time_limit=330,
    broker_connection_retry_on_startup=True,
    broker_transport_options={"socket_connect_timeout": 2, "max_retries": 1},
    beat_schedule={"tick": {"task": "core.tick", "schedule": 60.0}},
)
app.autodiscover_tasks()
