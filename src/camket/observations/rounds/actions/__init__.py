"""What changes forms, rounds, links, answers and letters."""

from camket.observations.rounds.actions.answering import Given, Result, SaveAnswers, Sent, SubmitAnswers
from camket.observations.rounds.actions.attaching import AttachReport, FinishReport
from camket.observations.rounds.actions.deciding import ApproveAll, ApproveDuty, CheckDuty, ReturnDuty
from camket.observations.rounds.actions.defining import Asked, ChangeForm, MakeForm, per_area, propose
from camket.observations.rounds.actions.grid import AnswerGrid
from camket.observations.rounds.actions.letters import SendAgain, WriteLetters, send_due
from camket.observations.rounds.actions.opening import (
    CloseRound,
    GiveLink,
    LogUse,
    NothingAsked,
    OpenRound,
    RevokeLink,
    open_due,
)
from camket.observations.rounds.actions.receiving import (
    WorkOff,
    is_calm,
    is_let_wait,
    receive,
    receive_form,
    waiting,
    work_off,
    work_off_for,
)
from camket.observations.rounds.actions.resting import AddHoliday, RemoveHoliday
from camket.observations.rounds.actions.retiring import CannotRetire, RetireOffice
from camket.observations.rounds.actions.wording import WordLetters

__all__ = (
    "AddHoliday",
    "AnswerGrid",
    "ApproveAll",
    "ApproveDuty",
    "Asked",
    "AttachReport",
    "CannotRetire",
    "ChangeForm",
    "CheckDuty",
    "CloseRound",
    "FinishReport",
    "GiveLink",
    "Given",
    "LogUse",
    "MakeForm",
    "NothingAsked",
    "OpenRound",
    "RemoveHoliday",
    "Result",
    "RetireOffice",
    "ReturnDuty",
    "RevokeLink",
    "SaveAnswers",
    "SendAgain",
    "Sent",
    "SubmitAnswers",
    "WordLetters",
    "WorkOff",
    "WriteLetters",
    "is_calm",
    "is_let_wait",
    "open_due",
    "per_area",
    "propose",
    "receive",
    "receive_form",
    "send_due",
    "waiting",
    "work_off",
    "work_off_for",
)
