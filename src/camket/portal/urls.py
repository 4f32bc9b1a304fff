from django.urls import path

from camket.portal import views

urlpatterns = [path("sitemap.xml", views.sitemap, name="sitemap")]
