from camket.people.models import User


def has_own_password(username: str) -> bool:
    """Has the account a password that its owner chose, rather than a one-time one?"""
    return User.objects.filter(username=username, one_time=False).exists()
