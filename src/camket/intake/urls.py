"""Addresses of the intake's pages inside the back office."""

from django.urls import path

from camket.intake.views import carrying, decisions, document, documents, indicators, numbers, targets

app_name = "intake"

urlpatterns = [
    path("van-ban/", documents.index, name="index"),
    path("van-ban/tai-len/", documents.upload, name="upload"),
    path("van-ban/tiep-theo/", documents.next_document, name="next_document"),
    path("van-ban/<int:pk>/", document.document, name="document"),
    path("van-ban/<int:pk>/duyet-chac-chan/", document.assent_confident, name="assent_confident"),
    path("van-ban/<int:pk>/bo-so-sanh/", document.refuse_comparisons, name="refuse_comparisons"),
    path("van-ban/<int:pk>/doc-lai/", document.read_again, name="read_again"),
    path("van-ban/<int:pk>/cau-can-xem/", document.next_unsure, name="next_unsure"),
    path("van-ban/<int:pk>/thay-doi/", document.changes, name="changes"),
    path("van-ban/<int:pk>/cau-vua-doi/", document.changed, name="changed"),
    path("van-ban/<int:pk>/so/<int:start>-<int:end>/", numbers.number, name="number"),
    path("cau/<int:pk>/", decisions.card, name="card"),
    path("cau/<int:pk>/duyet/", decisions.assent, name="assent"),
    path("cau/<int:pk>/sua/", decisions.edit, name="edit"),
    path("cau/<int:pk>/bo/", decisions.refuse, name="refuse"),
    path("cau/<int:pk>/hoan-tac/", decisions.undo, name="undo"),
    path("cau/<int:pk>/cam-ket/", decisions.commitment, name="commitment"),
    path("chi-so/", indicators.indicators, name="indicators"),
    path("chi-so/<int:pk>/", indicators.indicator, name="indicator"),
    path("chi-so/<int:pk>/gop/", indicators.merge, name="merge"),
    path("chi-so/<int:pk>/quen/<int:wording>/", indicators.forget_wording, name="forget_wording"),
    path("chi-tieu/<int:pk>/", targets.target, name="target"),
    path("chi-tieu/<int:pk>/co-quan/", targets.assign, name="assign"),
    path("chi-tieu/<int:pk>/thoi-gian/", targets.move, name="move"),
    path("chi-tieu-cho-quyet-dinh/", carrying.carrying, name="carrying"),
    path("chi-tieu-cho-quyet-dinh/<int:area>/<int:resolution>/", carrying.carry, name="carry"),
]
