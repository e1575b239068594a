from django.urls import include, path

from awards import views, views_award, views_people

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
]
