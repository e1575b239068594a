"""All addresses: ASCII Vietnamese paths, English names."""

from django.urls import include, path

from laocai_thidua import views

urlpatterns = [
    path("", views.home, name="home"),
    path("viec-cua-toi/", views.work_list, name="work_list"),
    path("viec-lan-dau/<str:task>/", views.first_task, name="first_task"),
    path("tai-khoan/cua-toi/", views.own_details, name="own_details"),
    path("tro-giup/", views.help_page, name="help"),
    path("tro-giup/<slug:slug>/", views.guide_page, name="guide"),
    path("thanh-phan/", views.component_page, name="components"),
    # Answers for campaigns:round_detail, whose app may not know of dossiers.
    path("dot-xet/<int:pk>/", views.RoundPage.as_view(), name="round_page"),
    path("", include("accounts.urls")),
    path("", include("core.urls")),
    path("", include("units.urls")),
    path("", include("awards.urls")),
    path("", include("campaigns.urls")),
    path("", include("nominations.urls")),
    path("", include("reviews.urls")),
    path("", include("reviews.urls_decision")),
    path("", include("reports.urls")),
]

handler400 = "core.views.bad_request"
handler403 = "core.views.forbidden"
handler404 = "core.views.not_found"
handler500 = "core.views.server_error"
