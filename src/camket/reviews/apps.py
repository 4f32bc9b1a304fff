from django.apps import AppConfig


class ReviewsConfig(AppConfig):
    name = "camket.reviews"
    label = "reviews"
    verbose_name = "Đánh giá"
