from django.urls import path

from reports import views

app_name = "reports"
urlpatterns = [
    path("van-ban/<int:pk>/", views.paper_detail, name="paper"),
    path("van-ban/<int:pk>/tai/", views.paper_file, name="paper_file"),
    path("ho-so/<int:pk>/phieu-tiep-nhan/", views.dossier_receipt, name="dossier_receipt"),
]
