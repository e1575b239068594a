from django.urls import path

from reports import views, views_figures, views_periodic

app_name = "reports"
urlpatterns = [
    path("van-ban/<int:pk>/", views.paper_detail, name="paper"),
    path("van-ban/<int:pk>/tai/", views.paper_file, name="paper_file"),
    path("ho-so/<int:pk>/phieu-tiep-nhan/", views.dossier_receipt, name="dossier_receipt"),
    path("phien-hop/<int:pk>/van-ban/", views.session_papers, name="session_papers"),
    path("quyet-dinh/<int:pk>/van-ban/", views.decision_papers, name="decision_papers"),
    path("bao-cao/", views_periodic.report_list, name="report_list"),
    path("bao-cao/lap/", views_periodic.report_ask, name="report_ask"),
    path("bao-cao/tong-quan/", views_figures.overview, name="overview"),
    path("bao-cao/khen-thuong/", views_figures.grants, name="grants"),
    path("bao-cao/ho-so/", views_figures.dossiers, name="dossiers"),
    path("bao-cao/<int:pk>/", views_periodic.report_detail, name="report"),
    path("bao-cao/<int:pk>/tai-pdf/", views_periodic.report_pdf, name="report_pdf"),
    path("bao-cao/<int:pk>/tai-excel/", views_periodic.report_xlsx, name="report_xlsx"),
    path("bao-cao/<int:pk>/nhan-xet/", views_periodic.report_texts, name="report_texts"),
    path("bao-cao/<int:pk>/lay-lai-so-lieu/", views_periodic.report_figures, name="report_figures"),
    path("bao-cao/<int:pk>/phat-hanh/", views_periodic.report_issue, name="report_issue"),
]
