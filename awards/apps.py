from django.apps import AppConfig


class AwardsConfig(AppConfig):
    name = "awards"
    verbose_name = "Danh mục khen thưởng"

    def ready(self) -> None:
        from awards.confirm import registers  # noqa: F401 (adds what waits for the province)
