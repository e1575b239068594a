from django.urls import path

from reviews.views import decision_deeds as deeds
from reviews.views import decisions as pages

app_name = "decisions"
urlpatterns = [
    path("quyet-dinh/", pages.decision_list, name="decision_list"),
    path(
        "quyet-dinh/lap/<int:round_pk>/<int:award_pk>/<int:session_pk>/",
        deeds.decision_draft,
        name="decision_draft",
    ),
    path("quyet-dinh/<int:pk>/", pages.decision_detail, name="decision_detail"),
    path("quyet-dinh/<int:pk>/sua/", deeds.decision_edit, name="decision_edit"),
    path("quyet-dinh/<int:pk>/trinh-ky/", deeds.decision_present, name="decision_present"),
    path("quyet-dinh/<int:pk>/tra-lai/", deeds.decision_send_back, name="decision_send_back"),
    path("quyet-dinh/<int:pk>/ghi-so/", deeds.decision_sign, name="decision_sign"),
    path("quyet-dinh/<int:pk>/cong-bo/", deeds.decision_publish, name="decision_publish"),
    path("quyet-dinh/<int:pk>/ban-ky/", pages.decision_file, name="decision_file"),
    path("quyet-dinh/<int:pk>/to-trinh/", pages.decision_letter, name="decision_letter"),
    path("quyet-dinh/<int:pk>/ten/<int:line_pk>/bo/", deeds.name_take_off, name="name_take_off"),
    path("quyet-dinh/<int:pk>/ten/<int:line_pk>/gach/", deeds.name_strike, name="name_strike"),
    path("quyet-dinh/<int:pk>/ten/<int:line_pk>/khoi-phuc/", deeds.name_restore, name="name_restore"),
]
