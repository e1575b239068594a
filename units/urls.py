from django.urls import path

from units import views, views_reorg

app_name = "units"

urlpatterns = [
    path("doi-don-vi/", views.act_for, name="act_for"),
    path("don-vi/sap-xep/", views_reorg.reorganisation_list, name="reorganisation_list"),
    path("don-vi/sap-xep/lap/<slug:kind>/", views_reorg.reorganisation_new, name="reorganisation_new"),
    path("don-vi/sap-xep/<int:pk>/", views_reorg.reorganisation_detail, name="reorganisation_detail"),
    path("don-vi/sap-xep/<int:pk>/noi-den/", views_reorg.reorganisation_homes, name="reorganisation_homes"),
    path(
        "don-vi/sap-xep/<int:pk>/xac-nhan/", views_reorg.reorganisation_confirm, name="reorganisation_confirm"
    ),
    path("don-vi/sap-xep/<int:pk>/bo/", views_reorg.reorganisation_cancel, name="reorganisation_cancel"),
]
