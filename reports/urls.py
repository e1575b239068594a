from django.urls import path

from reports import views

app_name = "reports"
urlpatterns = [
    path("van-ban/<int:pk>/", views.paper_detail, name="paper"),
    path("van-ban/<int:pk>/tai/", views.paper_file, name="paper_file"),
    path("ho-so/<int:pk>/phieu-tiep-nhan/", views.dossier_receipt, name="dossier_receipt"),
    path("phien-hop/<int:pk>/van-ban/", views.session_papers, name="session_papers"),
    path("quyet-dinh/<int:pk>/van-ban/", views.decision_papers, name="decision_papers"),
]
