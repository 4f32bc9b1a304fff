"""Addresses of the audit trail inside the back office."""

from django.urls import path

from camket.trail import views

app_name = "trail"

urlpatterns = [
    path("nhat-ky/", views.index, name="index"),
    path("nhat-ky/nhat-ky.csv", views.as_csv, name="csv"),
    path("nhat-ky/cau/<int:pk>/", views.statement, name="statement"),
]
