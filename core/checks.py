"""What stops a start in production."""

from django.conf import settings
from django.core.checks import Error


def production_is_complete(app_configs, **kwargs) -> list[Error]:
    """Refuse production with a short key; missing values were refused by the settings already."""
    if settings.PRODUCTION and len(settings.SECRET_KEY) < 50:
        return [
            Error(
                "PORTAL_SECRET_KEY is shorter than 50 characters.", hint="Make a new one.", id="portal.E001"
            )
        ]
    return []
