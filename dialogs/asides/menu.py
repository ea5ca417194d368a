"""What can be told, as buttons: the four subjects of the greeting, and a person."""

from dialogs.effects import Choice

FOUR_CHOICES = (
    Choice("choose.form=arrears", "menu.rent"),
    Choice("choose.form=home_repair", "menu.repair"),
    Choice("choose.form=admin_help", "menu.papers"),
    Choice("choose.form=job_search", "menu.work"),
)
A_PERSON = (Choice("choose.form=callback", "callback.label"),)
