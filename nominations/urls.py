from django.urls import path

from nominations import views

app_name = "nominations"
urlpatterns = [
    path("ho-so/", views.dossier_list, name="dossier_list"),
    path("ho-so/<int:pk>/", views.dossier_detail, name="dossier_detail"),
    path("ho-so/<int:pk>/them-nguoi/", views.nomination_add, name="nomination_add"),
    path("ho-so/<int:pk>/gui/", views.dossier_submit, name="dossier_submit"),
    path("ho-so/<int:pk>/tiep-nhan/", views.dossier_accept, name="dossier_accept"),
    path("dot-xet/<int:round_pk>/lap-ho-so/", views.dossier_create, name="dossier_create"),
    path("de-nghi/<int:pk>/", views.nomination_edit, name="nomination_edit"),
    path("de-nghi/<int:pk>/bo/", views.nomination_remove, name="nomination_remove"),
    path("tham-dinh/", views.queue, name="queue"),
]
