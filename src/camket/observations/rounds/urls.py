"""Addresses of the pages of rounds inside the back office, and of those behind a link."""

from django.urls import path

from camket.observations.rounds.views import (
    desk,
    formsheets,
    grid,
    link,
    offices,
    paper,
    reports,
    resting,
    wording,
    workbook,
)

app_name = "rounds"

urlpatterns = [
    path("ky-bao-cao/", desk.index, name="index"),
    path("ky-bao-cao/loi-thu/", wording.letters, name="words"),
    path("ky-bao-cao/ngay-nghi/", resting.days_off, name="days_off"),
    path("ky-bao-cao/ngay-nghi/<int:pk>/bo/", resting.work, name="work"),
    path("ky-bao-cao/mo/", desk.open_round, name="open"),
    path("ky-bao-cao/<int:pk>/", desk.round_page, name="round"),
    path("ky-bao-cao/<int:pk>/khep/", desk.close, name="close"),
    path("ky-bao-cao/<int:pk>/duyet/", desk.approve_all, name="approve_all"),
    path("ky-bao-cao/<int:pk>/<int:office>/duong-dan/", desk.give, name="give"),
    path("ky-bao-cao/<int:pk>/<int:office>/gui-lai/", desk.again, name="again"),
    path("ky-bao-cao/<int:pk>/<int:office>/thu-hoi/", desk.revoke, name="revoke"),
    path("ky-bao-cao/<int:pk>/<int:office>/phieu/", paper.printed, name="printed"),
    path("ky-bao-cao/<int:pk>/<int:office>/nhap/", grid.of_office, name="typed_for"),
    path("ky-bao-cao/<int:pk>/nhap/", grid.of_round, name="grid"),
    path("ky-bao-cao/<int:pk>/<int:office>/bieu.xlsx", workbook.at_desk, name="sheet"),
    path("ky-bao-cao/<int:pk>/nop-bieu/", workbook.brought_to_desk, name="sheets"),
    path("phan-viec/<int:pk>/kiem-tra/", desk.check, name="check"),
    path("phan-viec/<int:pk>/duyet/", desk.approve, name="approve"),
    path("phan-viec/<int:pk>/tra-lai/", desk.send_back, name="send_back"),
    path("bao-cao-gui-kem/<int:pk>/da-doc/", reports.finish, name="finish"),
    path("co-quan/", offices.index, name="offices"),
    path("co-quan/<int:pk>/", offices.office, name="office"),
    path("co-quan/<int:pk>/ket-thuc/", offices.retire, name="retire"),
    path("bieu-bao-cao/moi/", formsheets.new, name="new"),
    path("bieu-bao-cao/<int:pk>/", formsheets.form_page, name="form"),
]

behind_link = [
    path("", link.link, name="round-link"),
    path("bieu.xlsx", workbook.by_link, name="round-sheet"),
    path("bieu/", workbook.brought_by_link, name="round-sheet-brought"),
    path("kem/", reports.attach, name="round-report"),
]
