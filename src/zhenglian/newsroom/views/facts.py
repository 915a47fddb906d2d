"""The facts of an article on one short page, and the seal as a file for whoever wants to check it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from zhenglian.channels import api as channels
from zhenglian.kernel.access import is_signed_in, requires
from zhenglian.newsroom.actions.revise_article import revise_article
from zhenglian.newsroom.errors import NotApproved
from zhenglian.newsroom.forms.facts import FactsForm
from zhenglian.newsroom.selectors.drafts import draft_of, subject_of
from zhenglian.newsroom.views.acting import article_or_404, staff_of, succeeded
from zhenglian.reviews import api as reviews

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from zhenglian.newsroom.models import ArticlePage


@requires(is_signed_in)
@require_http_methods(["GET", "POST"])
def article_facts(request: HttpRequest, article_id: int) -> HttpResponse:
    article = article_or_404(article_id)
    draft = draft_of(article)
    form = FactsForm(request.POST or None, request.FILES or None, instance=draft)
    if form.is_valid() and _revised(request, article, form):
        return redirect("newsroom:article_review", article.pk)
    if form.errors:
        messages.error(request, _("Please correct the marked fields. Nothing has been saved yet."))
    return render(request, "newsroom/desk/article_facts.html", _context(article, form))


def _revised(request: HttpRequest, article: ArticlePage, form: FactsForm) -> bool:
    facts = {name: value for name, value in form.cleaned_data.items() if name != "cover_file"}
    cover = form.cleaned_data["cover_file"]
    return succeeded(
        request,
        lambda: revise_article(article, facts=facts, cover=cover, actor=staff_of(request)),
        _("The draft has been saved."),
    )


def _context(article: ArticlePage, form: FactsForm) -> dict[str, Any]:  # Any: a template's context
    name = article.get_admin_display_title()
    return {
        "header_title": _("Facts of the article"),
        "header_icon": "edit",
        "breadcrumbs_items": [
            {"url": reverse("newsroom:article_review", args=[article.pk]), "label": name},
            {"url": "", "label": _("Facts of the article")},
        ],
        "article": article,
        "form": form,
    }


@requires(is_signed_in)
@require_safe
def article_seal(_request: HttpRequest, article_id: int) -> HttpResponse:
    """The intact seal with the exact text of every channel: sha256 of each text is its manifest entry."""
    article = article_or_404(article_id)
    seal = reviews.intact_seal(subject_of(article))
    if seal is None:
        return JsonResponse({"error": str(NotApproved.message)}, status=404)
    parts = {part: digest for part, digest in seal.manifest.items() if part != "facts"}
    sheet = {
        "digest": seal.digest,
        "ground": seal.ground,
        "sealed_at": seal.sealed_at.isoformat(),
        "manifest": seal.manifest,
        "texts": {part: channels.thawed(digest).to_bytes().decode() for part, digest in parts.items()},
    }
    return JsonResponse(sheet, json_dumps_params={"ensure_ascii": False})
