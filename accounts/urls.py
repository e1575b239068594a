"""Log-in under our own addresses, with allauth's views."""

from allauth.account import views
from django.contrib.auth.decorators import login_not_required
from django.urls import path

urlpatterns = [
    path("dang-nhap/", login_not_required(views.login), name="account_login"),
    path("dang-nhap/da-khoa/", views.account_inactive, name="account_inactive"),
    path("dang-xuat/", views.logout, name="account_logout"),
    path("doi-mat-khau/", views.password_change, name="account_change_password"),
]
