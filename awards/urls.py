from django.urls import include, path

from awards import views, views_award, views_merge, views_number, views_people

app_name = "awards"

urlpatterns = [
    path("", include("awards.imports.urls")),
    path("", include("awards.confirm.urls")),
    path("vinh-danh/", views.register, name="register"),
    path("vinh-danh/tai-excel/", views.register_export, name="register_export"),
    path("xac-minh/", views.verify, name="verify"),
    path("xac-minh/<str:code>/", views.certificate, name="certificate"),
    path("danh-muc/", views.catalogue, name="catalogue"),
    path("danh-muc/<str:code>/", views_award.award_detail, name="award_detail"),
    path("don-vi/", views_people.unit_list, name="unit_list"),
    path("don-vi/<int:pk>/", views_people.unit_detail, name="unit_detail"),
    path("ca-nhan/", views_people.person_list, name="person_list"),
    path("ca-nhan/<int:pk>/", views_people.person_detail, name="person_detail"),
    path("ca-nhan/co-the-trung/", views_merge.double_list, name="double_list"),
    path("ca-nhan/<int:pk>/gop/<int:other>/", views_merge.person_merge, name="person_merge"),
    path("ca-nhan/<int:pk>/khac/<int:other>/", views_merge.person_differ, name="person_differ"),
    path("ca-nhan/<int:pk>/sua/", views_people.person_edit, name="person_edit"),
    path("ca-nhan/<int:pk>/can-cuoc/", views_number.number_write, name="number_write"),
    path("ca-nhan/<int:pk>/can-cuoc/xem/", views_number.number_reveal, name="number_reveal"),
    path("ca-nhan/can-cuoc/<int:pk>/", views_number.number_shown, name="number_shown"),
    path("ca-nhan/lan-gop/<int:pk>/", views_merge.merge_detail, name="merge_detail"),
    path("ca-nhan/lan-gop/<int:pk>/hoan-tac/", views_merge.merge_undo, name="merge_undo"),
]
