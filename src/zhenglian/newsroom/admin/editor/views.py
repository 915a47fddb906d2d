"""Pages of the writer: import, preview, and confirming what was written by hand for a platform."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from zhenglian.kernel.access import is_signed_in, requires
from zhenglian.kernel.errors import ZhenglianError
from zhenglian.newsroom.actions.confirm_overrides import confirm_overrides
from zhenglian.newsroom.actions.import_article import (
    ImportedArticle,
    import_article,
    import_pasted_article,
)
from zhenglian.newsroom.admin.editor.forms import ImportForm
from zhenglian.newsroom.models import ArticlePage
from zhenglian.newsroom.previews import preview_of
from zhenglian.newsroom.rules import can_write
from zhenglian.newsroom.selectors.drafts import draft_of

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from zhenglian.people.api import Staff


@requires(is_signed_in)
@require_http_methods(["GET", "HEAD", "POST"])
def article_import(request: HttpRequest) -> HttpResponse:
    """A file or pasted text; success leads to the editor, with the importer's notes as messages."""
    form = ImportForm(request.POST or None, request.FILES or None, staff=_staff(request))
    if request.method == "POST" and form.is_valid():
        try:
            imported = _import(form, _staff(request))
        except ZhenglianError as problem:
            form.add_error(None, str(problem))
        else:
            messages.success(request, _("Imported as a draft. Please read it through."))
            for note in imported.notes:
                messages.warning(request, note)
            return redirect("wagtailadmin_pages:edit", imported.article.pk)
    context = {
        "form": form,
        "header_title": _("Import an article"),
        "header_icon": "upload",
        "breadcrumbs_items": [
            {"url": reverse("newsroom:article_list"), "label": _("Articles")},
            {"url": "", "label": _("Import an article")},
        ],
    }
    return render(request, "newsroom/editor/article_import.html", context, status=400 if form.errors else 200)


def _import(form: ImportForm, staff: Staff) -> ImportedArticle:
    unit, upload = form.cleaned_data["unit"], form.cleaned_data["file"]
    if upload is not None:
        return import_article(upload.read(), upload.name, actor=staff, unit=unit)
    markup, text = form.cleaned_data["pasted_html"], form.cleaned_data["pasted_text"]
    return import_pasted_article(markup, text, actor=staff, unit=unit)


@requires(is_signed_in)
@require_safe
@xframe_options_sameorigin
def article_preview(request: HttpRequest, article_id: int) -> HttpResponse:
    """The newest draft on three phones, for everybody who may enter the staff side."""
    article = get_object_or_404(ArticlePage, pk=article_id)
    context = {
        "preview": preview_of(draft_of(article)),
        "is_panel": False,
        "may_write": can_write(_staff(request), article),
    }
    return render(request, "newsroom/previews/phones.html", context)


@requires(is_signed_in)
@require_POST
def overrides_confirm(request: HttpRequest, article_id: int) -> HttpResponse:
    article = get_object_or_404(ArticlePage, pk=article_id)
    try:
        confirm_overrides(article, actor=_staff(request))
    except ZhenglianError as problem:
        raise PermissionDenied(str(problem)) from problem
    return redirect("newsroom:article_preview", article_id)


def _staff(request: HttpRequest) -> Staff:
    """The log-in model is Staff; guarded views have nobody else."""
    return cast("Staff", request.user)
