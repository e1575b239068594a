from django.apps import AppConfig


class NominationsConfig(AppConfig):
    """Dossiers from the first word to their acceptance."""

    name = "nominations"
    verbose_name = "Hồ sơ đề nghị"
