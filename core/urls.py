from django.urls import path

from core import views

app_name = "core"
urlpatterns = [
    path("tien-trinh/<int:pk>/", views.job_detail, name="job"),
    path("tien-trinh/<int:pk>/chay-lai/", views.job_retry, name="job_retry"),
    path("healthz", views.healthz, name="healthz"),
    path("readyz", views.readyz, name="readyz"),
]
