from django.urls import path

from campaigns import views

app_name = "campaigns"

urlpatterns = [
    path("phong-trao/", views.campaign_list, name="campaign_list"),
    path("phong-trao/soan/", views.campaign_draft, name="campaign_draft"),
    path("phong-trao/<int:pk>/", views.campaign_detail, name="campaign_detail"),
    path("phong-trao/<int:pk>/sua/", views.campaign_edit, name="campaign_edit"),
    path("phong-trao/<int:pk>/phat-dong/", views.campaign_launch, name="campaign_launch"),
    path("phong-trao/<int:pk>/dang-ky/", views.participation, name="participation"),
    path("phong-trao/<int:pk>/tien-do/", views.progress_add, name="progress_add"),
    path("phong-trao/<int:pk>/so-ket/", views.review_record, {"kind": "INTERIM"}, name="review_interim"),
    path("phong-trao/<int:pk>/tong-ket/", views.review_record, {"kind": "FINAL"}, name="review_final"),
    path("dot-xet/", views.RoundList.as_view(), name="round_list"),
    path("dot-xet/mo/", views.round_open, name="round_open"),
    path("dot-xet/<int:pk>/", views.RoundDetail.as_view(), name="round_detail"),
    path("dot-xet/<int:pk>/gia-han/", views.round_extend, name="round_extend"),
]
