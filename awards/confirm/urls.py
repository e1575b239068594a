from django.urls import path

from awards.confirm import views

urlpatterns = [
    path("can-xac-nhan/", views.rule_list, name="rule_list"),
    path("can-xac-nhan/da-xac-nhan/", views.rules_confirmed, name="rules_confirmed"),
    path("can-xac-nhan/<str:register>/<int:pk>/de-xuat/", views.rule_draft, name="rule_draft"),
    path("can-xac-nhan/<str:register>/<int:pk>/xac-nhan/", views.rule_confirm, name="rule_confirm"),
]
