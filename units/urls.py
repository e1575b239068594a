from django.urls import path

from units import views

app_name = "units"

urlpatterns = [path("doi-don-vi/", views.act_for, name="act_for")]
