"""Log-in under our own addresses, with allauth's views and a page for one-time codes."""

from allauth.account import views
from django.contrib.auth.decorators import login_not_required
from django.urls import path, re_path

from accounts.views import NewPassword, use_code

urlpatterns = [
    path("dang-nhap/", login_not_required(views.login), name="account_login"),
    path("dang-nhap/da-khoa/", views.account_inactive, name="account_inactive"),
    path("dang-nhap/ma-mot-lan/", use_code, name="one_time_code"),
    path("quen-mat-khau/", login_not_required(views.password_reset), name="account_reset_password"),
    path("quen-mat-khau/da-gui/", views.password_reset_done, name="account_reset_password_done"),
    re_path(
        r"^dat-lai-mat-khau/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>[\w-]+)/$",
        NewPassword.as_view(),
        name="account_reset_password_from_key",
    ),
    path(
        "dat-lai-mat-khau/xong/",
        views.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
    path("dang-xuat/", views.logout, name="account_logout"),
    path("doi-mat-khau/", views.password_change, name="account_change_password"),
]
