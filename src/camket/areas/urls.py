"""Addresses of the pages of changes of areas inside the back office."""

from django.urls import path

from camket.areas import views

app_name = "areas"

urlpatterns = [
    path("dia-gioi/", views.index, name="index"),
    path("dia-gioi/sap-nhap/", views.merge, name="merge"),
    path("dia-gioi/chia-tach/", views.split, name="split"),
    path("dia-gioi/doi-ten/", views.rename, name="rename"),
    path("dia-gioi/<int:pk>/hoan-tac/", views.take_back, name="take_back"),
]
