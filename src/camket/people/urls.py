"""Addresses of an account's own pages inside the back office."""

from django.urls import path

from camket.people.views import kept, protection

app_name = "people"

urlpatterns = [
    path("gui-lai/", kept.again, name="again"),
    path("bao-ve-tai-khoan/<int:pk>/", protection.protection, name="protection"),
]
