from django.apps import AppConfig


class NominationsConfig(AppConfig):
    """Dossiers from the first word to their acceptance."""

    name = "nominations"
    verbose_name = "Hồ sơ đề nghị"

    def ready(self) -> None:
        from nominations import confirming  # noqa: F401 (tells where rules are used)
