"""Addresses of an account's own pages inside the back office."""

from django.urls import path

from camket.people.views import accounts, kept, roles

app_name = "people"

urlpatterns = [
    path("gui-lai/", kept.again, name="again"),
    path("tai-khoan/", accounts.index, name="accounts"),
    path("tai-khoan/mo/", accounts.open_account, name="open"),
    path("tai-khoan/<int:pk>/", accounts.account, name="account"),
    path("tai-khoan/<int:pk>/viec/", accounts.act, name="act"),
    path("tai-khoan/<int:pk>/vai-tro/", roles.give, name="give_role"),
    path("tai-khoan/<int:pk>/vai-tro/<int:held>/", roles.end, name="end_role"),
]
