"""Work in the background: jobs that a person follows, work that comes back by itself, and what keeps both alive.

The queue is django-tasks' (backend "jobs"). What it lacks is here: progress and files of a job, a schedule, and a
reaper for jobs whose worker was killed. A room starts a job by ``actions.start`` and does it in ``actions.doing``.
"""
