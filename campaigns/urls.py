from django.urls import path

from campaigns import views

app_name = "campaigns"

urlpatterns = [
    path("dot-xet/", views.RoundList.as_view(), name="round_list"),
    path("dot-xet/<int:pk>/", views.RoundDetail.as_view(), name="round_detail"),
]
