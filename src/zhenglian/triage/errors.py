"""What can be the matter. Each text says what to do instead."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from zhenglian.kernel.errors import Conflict, Invalid, NotAllowed, NotFound, Permanent


class MayNotTrain(NotAllowed):
    message = _("Only an administrator of the topmost unit may train or switch the sorting of messages.")


class MayNotEditCategories(NotAllowed):
    message = _("Only an administrator of the topmost unit may change the categories.")


class CategoryUnknown(NotFound):
    message = _("There is no such category. Please choose one from the list.")


class CategoriesUnreadable(Invalid):
    message = _("The file of categories cannot be read: each line is a JSON object with l1, l2 and l3.")


class MessagesUnreadable(Invalid):
    message = _("The file of messages cannot be read: each line is a JSON object with title, text and label.")


class MaterialUnreadable(Permanent):
    """The file or the key of the installation is another than when it was kept."""

    message = _(
        "The messages kept for training cannot be read. Please ask the operator to give them once more."
    )


class TrainingUnderWay(Conflict):
    message = _("A training is under way already. Please wait until it has ended.")


class TrainingBrokeOff(Permanent):
    message = _("The training broke off. Please try again; if it happens again, ask the operator.")


class TooFewExamples(Invalid):
    message = _("At least two categories with five different messages each are needed to train.")


class ModelUnknown(NotFound):
    message = _("There is no such trained model.")


class ModelIsOn(Conflict):
    message = _("This model is switched on already.")


class NothingToSwitchBack(Conflict):
    message = _("No model was switched on before this one.")


class ModelUnsafe(Permanent):
    """The file is not what was trained here: another digest, another form, or sizes that do not fit."""

    message = _("The file of the trained model is damaged or was exchanged. Please train again.")


class ReasonMissing(Invalid):
    message = _("Please say why.")
