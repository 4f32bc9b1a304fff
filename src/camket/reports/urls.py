from django.urls import path

from camket.reports.views import editing, exports, files, lists, tables

app_name = "reports"
urlpatterns = [
    path("bao-cao/", lists.reports, name="reports"),
    path("bao-cao/lap/", lists.make, name="make"),
    path("bao-cao/<int:pk>/", editing.report, name="report"),
    path("bao-cao/<int:pk>/luu/", editing.save, name="save"),
    path("bao-cao/<int:pk>/mot-trang/", files.leaders, name="leaders"),
    path("bao-cao/<int:pk>/tep/", files.file, name="file"),
    path("bieu-xuat/", exports.forms, name="forms"),
    path("bieu-xuat/them/", exports.begin, name="begin_form"),
    path("bieu-xuat/<int:pk>/", exports.form_page, name="form"),
    path("bieu-xuat/<int:pk>/bang/", tables.by_rows, name="form_rows"),
    path("bieu-xuat/<int:pk>/luu/", exports.change, name="change_form"),
    path("bieu-xuat/<int:pk>/dien/", exports.fill, name="fill_form"),
]
