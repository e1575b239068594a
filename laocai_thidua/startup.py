"""What a production process refuses to start with."""

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import connection
from django.db.migrations.executor import MigrationExecutor


def refuse_unsafe_start() -> None:
    """Raise ImproperlyConfigured in production on pending migrations or a database with demo accounts."""
    if not settings.PRODUCTION:
        return
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        raise ImproperlyConfigured("The database is behind the program. Run: manage.py migrate")
    from accounts.models import User

    if User.objects.filter(is_demo=True).exists():
        raise ImproperlyConfigured(
            "This database holds demo accounts. Production needs a database of its own."
        )
