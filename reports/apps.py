from django.apps import AppConfig


class ReportsConfig(AppConfig):
    name = "reports"
    verbose_name = "Văn bản, báo cáo"

    def ready(self) -> None:
        from reports import confirming  # noqa: F401 (adds what waits for the province)
