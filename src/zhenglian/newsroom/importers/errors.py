"""Why a file cannot become a draft; every text says what to do instead."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from zhenglian.kernel.errors import Invalid


class CannotImport(Invalid):
    message = _("This file cannot be read. Please save it as .docx and try again.")


class FileTooLarge(CannotImport):
    message = _("This file is too large. Please make its pictures smaller or divide it.")


class FileEmpty(CannotImport):
    message = _("There is no text in this file.")


class KindUnknown(CannotImport):
    message = _("Only .docx, .md, .html and .txt can be imported.")


class OldWordFile(CannotImport):
    message = _(
        "This is an old .doc or a password-protected file. Please save it as .docx without a password."
    )


class HasMacros(CannotImport):
    message = _("This file contains macros. Please save it as .docx without macros.")


class HostileFile(CannotImport):
    message = _(
        "This file is built in a way that may do harm and was not opened. Please save it anew as .docx."
    )
