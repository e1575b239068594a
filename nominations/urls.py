from django.urls import path

from nominations import views, views_appraisal, views_deeds, views_evidence

app_name = "nominations"
urlpatterns = [
    path("ho-so/", views.dossier_list, name="dossier_list"),
    path("ho-so/<int:pk>/", views.dossier_detail, name="dossier_detail"),
    path("ho-so/<int:pk>/them-nguoi/", views.nomination_add, name="nomination_add"),
    path("ho-so/<int:pk>/them-tap-the/", views.nomination_add_collective, name="nomination_add_collective"),
    path("ho-so/<int:pk>/to-trinh/", views_evidence.dossier_letter, name="dossier_letter"),
    path("ho-so/<int:pk>/minh-chung/", views_evidence.evidence_add, name="evidence_add"),
    path("ho-so/<int:pk>/trinh-duyet/", views_deeds.dossier_ask_sign_off, name="dossier_ask_sign_off"),
    path("ho-so/<int:pk>/lay-lai-de-sua/", views_deeds.dossier_take_back, name="dossier_take_back"),
    path("ho-so/<int:pk>/tra-nguoi-soan/", views_deeds.dossier_send_back, name="dossier_send_back"),
    path("ho-so/<int:pk>/gui/", views_deeds.dossier_submit, name="dossier_submit"),
    path("ho-so/<int:pk>/lay-lai/", views_deeds.dossier_recall, name="dossier_recall"),
    path("ho-so/<int:pk>/rut/", views_deeds.dossier_withdraw, name="dossier_withdraw"),
    path("ho-so/<int:pk>/tiep-nhan/", views_deeds.dossier_accept, name="dossier_accept"),
    path("ho-so/<int:pk>/yeu-cau-bo-sung/", views_deeds.dossier_return, name="dossier_return"),
    path("ho-so/<int:pk>/tu-choi/", views_deeds.dossier_refuse, name="dossier_refuse"),
    path("ho-so/<int:pk>/du-tieu-chuan/", views_appraisal.dossier_qualify, name="dossier_qualify"),
    path("ho-so/<int:pk>/ket-thuc-tham-dinh/", views_deeds.dossier_finish, name="dossier_finish"),
    path("ho-so/<int:pk>/duyet-tham-dinh/", views_deeds.dossier_confirm, name="dossier_confirm"),
    path(
        "ho-so/<int:pk>/tham-dinh-lai/",
        views_deeds.dossier_send_back_to_officer,
        name="dossier_send_back_to_officer",
    ),
    path("dot-xet/<int:round_pk>/lap-ho-so/", views.dossier_create, name="dossier_create"),
    path("de-nghi/<int:pk>/", views.nomination_edit, name="nomination_edit"),
    path("de-nghi/<int:pk>/xem/", views_appraisal.nomination_detail, name="nomination_detail"),
    path("de-nghi/<int:pk>/bo/", views.nomination_remove, name="nomination_remove"),
    path(
        "de-nghi/<int:pk>/minh-chung/", views_evidence.nomination_evidence_add, name="nomination_evidence_add"
    ),
    path("de-nghi/<int:pk>/tham-dinh/", views_appraisal.appraise, name="appraise"),
    path("de-nghi/<int:pk>/yeu-cau-bo-sung/", views_appraisal.supplement_ask, name="supplement_ask"),
    path("de-nghi/<int:pk>/lien-quan/", views_appraisal.recuse, name="recuse"),
    path("bo-sung/<int:pk>/", views_appraisal.supplement_answer, name="supplement_answer"),
    path("bo-sung/<int:pk>/ket-thuc/", views_appraisal.supplement_end, name="supplement_end"),
    path("minh-chung/<int:pk>/", views_evidence.evidence_file, name="evidence_file"),
    path("minh-chung/<int:pk>/bo/", views_evidence.evidence_remove, name="evidence_remove"),
    path("minh-chung/<int:pk>/kiem-tra/", views_evidence.evidence_scan, name="evidence_scan"),
    path("tham-dinh/", views.queue, name="queue"),
]
