"""Addresses of an account's own pages inside the back office."""

from django.urls import path

from camket.people import views

app_name = "people"

urlpatterns = [path("gui-lai/", views.again, name="again")]
