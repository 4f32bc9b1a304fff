from django.urls import path

from camket.reports.views import editing, files, lists

app_name = "reports"
urlpatterns = [
    path("bao-cao/", lists.reports, name="reports"),
    path("bao-cao/lap/", lists.make, name="make"),
    path("bao-cao/<int:pk>/", editing.report, name="report"),
    path("bao-cao/<int:pk>/luu/", editing.save, name="save"),
    path("bao-cao/<int:pk>/mot-trang/", files.leaders, name="leaders"),
    path("bao-cao/<int:pk>/tep/", files.file, name="file"),
]
