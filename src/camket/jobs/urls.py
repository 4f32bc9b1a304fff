from django.urls import path

from camket.jobs import views

app_name = "jobs"

urlpatterns = [
    path("viec/", views.jobs, name="jobs"),
    path("viec/<uuid:key>/", views.job, name="job"),
    path("viec/<uuid:key>/tep/", views.file, name="file"),
    path("viec/<uuid:key>/lam-lai/", views.again, name="again"),
    path("viec/dinh-ky/<slug:name>/", views.recurring, name="recurring"),
]
