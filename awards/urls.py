from django.urls import path

from awards import views

app_name = "awards"

urlpatterns = [
    path("vinh-danh/", views.register, name="register"),
    path("vinh-danh/tai-excel/", views.register_export, name="register_export"),
    path("xac-minh/", views.verify, name="verify"),
    path("xac-minh/<str:code>/", views.certificate, name="certificate"),
    path("danh-muc/", views.catalogue, name="catalogue"),
]
