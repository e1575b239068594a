from django.apps import AppConfig
from django.core import checks
from django.db.backends.signals import connection_created


class CoreConfig(AppConfig):
    """The ground that knows no award words."""

    name = "core"
    verbose_name = "Nền chung"

    def ready(self) -> None:
        from core import collation
        from core.checks import production_is_complete

        connection_created.connect(collation.install, dispatch_uid="tieng_viet")
        checks.register(production_is_complete, deploy=False)
