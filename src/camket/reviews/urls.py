"""Addresses of reviews, boards and hand-over inside the back office."""

from django.urls import path

from camket.reviews.views import boards, entries, handover, reviews, steering, tasks, thresholds

app_name = "reviews"

urlpatterns = [
    path("so-ket/", reviews.index, name="index"),
    path("so-ket/nghi-quyet/<int:pk>/", reviews.of_resolution, name="resolution"),
    path("so-ket/nghi-quyet/<int:pk>/mo/", reviews.open_review, name="open"),
    path("so-ket/nghi-quyet/<int:pk>/cong-trinh/", steering.projects, name="projects"),
    path("so-ket/nghi-quyet/<int:pk>/cong-trinh/them/", steering.add_project, name="add_project"),
    path("so-ket/nghi-quyet/<int:pk>/ban-giao/", handover.handover, name="handover"),
    path("so-ket/nghi-quyet/<int:pk>/ban-giao/khep-lai/", handover.close, name="close"),
    path("so-ket/nghi-quyet/<int:pk>/ban-giao/mo-lai/", handover.reopen, name="reopen"),
    path("so-ket/nghi-quyet/<int:pk>/ban-giao/chuyen-tiep/", handover.carry_on, name="carry_on"),
    path("so-ket/nghi-quyet/<int:pk>/nguong/", thresholds.thresholds, name="thresholds"),
    path("so-ket/nghi-quyet/<int:pk>/nguong/doi/", thresholds.set_thresholds, name="set_thresholds"),
    path("so-ket/<int:pk>/", reviews.review, name="review"),
    path("so-ket/<int:pk>/cap-nhat/", reviews.refresh, name="refresh"),
    path("so-ket/<int:pk>/nhan-dinh/", reviews.note, name="note"),
    path("so-ket/<int:pk>/nhan-dinh/<int:note>/", reviews.edit_note, name="edit_note"),
    path("so-ket/<int:pk>/vuong-mac/", reviews.obstacle, name="obstacle"),
    path("so-ket/<int:pk>/vuong-mac/<int:obstacle>/", entries.edit_obstacle, name="edit_obstacle"),
    path("so-ket/<int:pk>/vuong-mac/<int:obstacle>/rut-lai/", entries.take_back_obstacle, name="take_back_obstacle"),
    path("so-ket/<int:pk>/vuong-mac/<int:obstacle>/dua-tro-lai/", entries.put_back_obstacle, name="put_back_obstacle"),
    path("so-ket/<int:pk>/vuong-mac/<int:obstacle>/da-go/", reviews.settle, name="settle"),
    path("so-ket/<int:pk>/vuong-mac/<int:obstacle>/chua-go/", entries.reopen_obstacle, name="reopen_obstacle"),
    path("so-ket/<int:pk>/giai-phap/", reviews.remedy, name="remedy"),
    path("so-ket/<int:pk>/giai-phap/<int:task>/", entries.edit_remedy, name="edit_remedy"),
    path("so-ket/<int:pk>/giai-phap/<int:task>/rut-lai/", entries.take_back_remedy, name="take_back_remedy"),
    path("so-ket/<int:pk>/giai-phap/<int:task>/dua-tro-lai/", entries.put_back_remedy, name="put_back_remedy"),
    path("so-ket/<int:pk>/ky/", reviews.sign, name="sign"),
    path("so-ket/<int:pk>/cong-bo/", reviews.publish, name="publish"),
    path("so-ket/<int:pk>/bo-sung/", reviews.addendum, name="addendum"),
    path("nhiem-vu/", tasks.tasks, name="tasks"),
    path("nhiem-vu/<int:pk>/ket-thuc/", tasks.end_task, name="end_task"),
    path("nhiem-vu/<int:pk>/bao/", tasks.report_task, name="report_task"),
    path("nhiem-vu/<int:pk>/tra-lai/", tasks.return_task, name="return_task"),
    path("nhiem-vu/<int:pk>/gia-han/", tasks.extend_task, name="extend_task"),
    path("nhiem-vu/<int:pk>/chuyen/", tasks.hand_task, name="hand_task"),
    path("cong-trinh/<int:pk>/", steering.edit_project, name="edit_project"),
    path("cong-trinh/<int:pk>/rut-lai/", steering.take_back_project, name="take_back_project"),
    path("cong-trinh/<int:pk>/dua-tro-lai/", steering.put_back_project, name="put_back_project"),
    path("cong-trinh/<int:pk>/moc/", steering.milestones, name="milestones"),
    path("cong-trinh/<int:pk>/moc/<str:stage>/dua-tro-lai/", steering.put_back_milestone, name="put_back_milestone"),
    path("chuong-trinh/<int:pk>/", boards.programme, name="programme"),
    path("chuong-trinh/<int:pk>/phan-cong/", boards.appoint, name="appoint"),
    path("chuong-trinh/phan-cong/<int:pk>/", boards.change_seat, name="change_seat"),
    path("chuong-trinh/phan-cong/<int:pk>/ket-thuc/", boards.end_seat, name="end_seat"),
]
