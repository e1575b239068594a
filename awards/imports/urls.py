from django.urls import path

from awards.imports import views

urlpatterns = [
    path("nhap-lieu/", views.import_list, name="import_list"),
    path("nhap-lieu/tai-len/", views.import_upload, name="import_upload"),
    path("nhap-lieu/mau/<slug:kind>/", views.import_template, name="import_template"),
    path("nhap-lieu/<int:pk>/", views.import_detail, name="import_detail"),
    path("nhap-lieu/<int:pk>/tep-loi/", views.import_todo, name="import_todo"),
    path("nhap-lieu/<int:pk>/quyet-dinh/", views.import_decide, name="import_decide"),
    path("nhap-lieu/<int:pk>/ghi-vao-so/", views.import_accept, name="import_accept"),
    path("nhap-lieu/<int:pk>/chay-lai/", views.import_run_again, name="import_run_again"),
]
