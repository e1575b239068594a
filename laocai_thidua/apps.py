from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class PortalConfig(AppConfig):
    """On top of all apps: finds what they register: jobs (`tasks`), what they say of staff (`staff`), what
    follows from a reorganisation of units (`consequences`)."""

    name = "laocai_thidua"
    verbose_name = "Cổng Thi đua - Khen thưởng"

    def ready(self) -> None:
        from laocai_thidua.celery import app

        app.set_default()
        autodiscover_modules("tasks", "staff", "consequences")
