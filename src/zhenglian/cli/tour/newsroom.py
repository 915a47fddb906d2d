"""The newsroom's morning: import, reviews, refusals, an edit after approval, release to three places."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import click
import httpx2

from zhenglian.cli.instance import Instance, Measured, measuring_command
from zhenglian.cli.tour import proofs
from zhenglian.cli.tour.audit_check import audit_problems
from zhenglian.cli.tour.people import Cast
from zhenglian.cli.tour.proofs import SealSheet
from zhenglian.cli.tour.reading import cover, desk_address, patiently, said, stage
from zhenglian.cli.tour.telling import Telling
from zhenglian.cli.tour.visitor import FormValue, Page, TourBroken, Visitor
from zhenglian.cli.wording import _
from zhenglian.config import environment as env

SAMPLE = Path(__file__).parent / "data" / "sample.docx"
SEED = env.HOME.parent / "shared" / "data" / "seed" / "article.docx"  # a real news text, where it is present
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
UNPROCESSABLE = 422  # the page again, with what was wrong


@measuring_command("newsroom", _("An article from a Word file through three reviews to three platforms."))
@click.option("--document", type=click.Path(exists=True, path_type=Path), help=_("The .docx to publish."))
def newsroom(instance: Instance, document: Path | None = None) -> Measured:
    morning = Morning(instance, Telling(), Cast(instance))
    try:
        morning.play(document or (SEED if SEED.exists() else SAMPLE))
    except TourBroken as reason:
        morning.telling.console.print(f"[red]{reason}[/]")
    telling = morning.telling
    figures = {"steps": telling.held, "broken": telling.broken, **morning.figures}
    return Measured(not telling.broken and morning.is_over, figures)


@dataclass(slots=True)
class Morning:
    """One article's way; `article` is its number once it exists."""

    instance: Instance
    telling: Telling
    cast: Cast
    article: int = 0
    figures: dict[str, Any] = field(default_factory=dict)  # Any: JSON
    is_over: bool = False

    def play(self, document: Path) -> None:
        self.import_draft(document)
        self.complete_facts()
        self.submit()
        self.refuse_own_approval()
        self.approve(2)
        self.flag_hot()
        self.approve(3)
        self.edit_one_character()
        self.approve(3)
        self.release()
        self.compare_with_seal()
        self.verify_audit()
        self.is_over = True

    def import_draft(self, document: Path) -> None:
        editor = self.cast.editor
        page = editor.get("/staff/desk/articles/import/")
        upload = {"file": (document.name, document.read_bytes(), DOCX)}
        answer = editor.submit(page, {}, action="#file", files=upload)
        self.article = int(desk_address(answer).rsplit("/", 1)[1])
        title = self.field("title")
        size = len(self.cast.editor.get(self.desk("preview")).soup.get_text())
        self.telling.step(
            _("The editor imports a Word file"),
            f"{document.name} → #{self.article} «{title}», "
            + _("{n} characters on the preview").format(n=size),
            holds=len(title) > 1,
        )

    def complete_facts(self) -> None:
        answer = self.fill_in_facts(self.cast.editor, self.desk("facts"))
        self.telling.step(
            _("The editor chooses a column and a cover with alternative text"),
            said(answer),
            holds=answer.url.endswith("/review/"),
        )

    def fill_in_facts(self, visitor: Visitor, address: str) -> Page:
        page = visitor.get(address)
        columns = [str(o["value"]) for o in page.soup.select("select[name=column] option") if o.get("value")]
        values = {"column": columns[0], "cover_alt": _("Drawing: a quiet blue-green field")}
        upload = {"cover_file": ("cover.png", cover(), "image/png")}
        return visitor.submit(page, values, action="/facts/", files=upload)

    def submit(self) -> None:
        page = self.cast.editor.get(self.desk("review"))
        answer = self.cast.editor.submit(page, {}, action="/submit/")
        self.telling.step(_("The editor submits it"), stage(answer), holds="2" in stage(answer))

    def refuse_own_approval(self) -> None:
        """The chief editor writes an article of their own, submits it and tries to approve it."""
        chief = self.cast.first_reviewer
        own = self.write_own(chief)
        before = chief.get(f"{own}/review/")
        refused = chief.post(f"{own}/approve/", {"round": "1", "level": "1", "comment": ""})
        after = chief.get(f"{own}/review/")
        self.telling.step(
            _("The chief editor may not approve their own article"),
            f"{said(refused)} ({stage(before)} → {stage(after)})",
            holds="2" in stage(before)
            and stage(before) == stage(after)
            and refused.status == httpx2.codes.OK,
        )

    def write_own(self, writer: Visitor) -> str:
        """A short article of the writer's, submitted; answers its address on the desk."""
        text = _("Notes from the river bank\n\nOne paragraph, to see who may approve it.")
        page = writer.get("/staff/desk/articles/import/")
        own = desk_address(writer.submit(page, {"pasted_text": text}, action="#file"))
        self.fill_in_facts(writer, f"{own}/facts/")
        writer.submit(writer.get(f"{own}/review/"), {}, action="/submit/")
        return own

    def approve(self, levels: int) -> None:
        for level in range(1, levels + 1):
            reviewer = self.cast.reviewers[level - 1]
            page = reviewer.get(self.desk("review"))
            answer = reviewer.submit(page, {}, action="/approve/")
            sealed = reviewer.get(self.desk("seal.json")).status == httpx2.codes.OK
            self.telling.step(
                _("Level {level} of {levels} approves").format(level=level, levels=levels),
                f"{stage(answer)}; {_('sealed') if sealed else _('no seal yet')}",
                holds=sealed == (level == levels),
            )

    def flag_hot(self) -> None:
        answer = self.revise({"is_hot": "on"})
        self.telling.step(
            _("The editor flags it hot: now three levels, from the start"),
            stage(answer),
            holds="3" in stage(answer) and "1" in stage(answer) and not self.is_sealed(),
        )

    def edit_one_character(self) -> None:
        title, sealed_before = self.field("title"), self.sheet().digest
        accounts = self.cast.account_ids(self.cast.publisher, self.desk("release"))
        answer = self.revise({"title": title[:-1] if title.endswith("。") else title + "。"})
        self.telling.step(
            _("One character changed after approval breaks the seal"),
            f"{sealed_before[:12]} → {stage(answer)}",
            holds=not self.is_sealed() and "1" in stage(answer),
        )
        self.refuse_release(accounts)

    def refuse_release(self, accounts: list[str]) -> None:
        """Sends the form as it could be filled in before the edit."""
        form: dict[str, FormValue] = {"accounts": accounts, "when": "now"}
        refused = self.cast.publisher.post(self.desk("release"), form)
        self.telling.step(
            _("The publisher cannot release it now"),
            said(refused),
            holds=bool(accounts) and refused.status == UNPROCESSABLE and not self.releases(),
        )

    def release(self) -> None:
        publisher = self.cast.publisher
        page = publisher.get(self.desk("release"))
        answer = publisher.submit(page, {}, action="#accounts")
        self.telling.step(
            _("The publisher releases it to website, WeChat and Weibo"),
            said(answer),
            holds=self.releases() == 1,
        )

    def releases(self) -> int:
        """How many releases the release page lists."""
        page = self.cast.publisher.get(self.desk("release"))
        return len(page.soup.select("section[aria-labelledby^=release-]"))

    def compare_with_seal(self) -> None:
        sheet = self.sheet()
        self.telling.step(
            _("The seal's file: every text has the digest of the manifest"),
            f"{sheet.digest[:12]}: " + ", ".join(f"{k} {v[:8]}" for k, v in sheet.manifest.items()),
            holds=sheet.is_consistent(),
        )
        article, post = self.arrived(sheet)
        self.shown_as_sealed(
            _("WeChat shows exactly what was approved"),
            article["article_url"],
            proofs.wechat_differences(article, sheet),
        )
        self.shown_as_sealed(
            _("Weibo shows exactly what was approved"), post["url"], proofs.weibo_differences(post, sheet)
        )
        address = sheet.payload("website")["url"]
        with httpx2.Client(base_url=self.instance.site_url, trust_env=False, timeout=20) as site:
            self.shown_as_sealed(
                _("The website shows exactly what was approved"),
                address,
                proofs.website_differences(site, address, sheet),
            )

    def shown_as_sealed(self, what: str, where: str, differences: list[str]) -> None:
        self.figures["different"] = self.figures.get("different", 0) + len(differences)
        self.telling.step(what, f"{where} — {_('differences')}: {differences or 0}", holds=not differences)

    def arrived(self, sheet: SealSheet) -> tuple[dict[str, Any], dict[str, Any]]:
        """The newest WeChat article and Weibo post of this text in the sandbox's own record."""
        title, text = sheet.payload("wechat")["title"], sheet.payload("weibo")["text"]

        def look() -> tuple[dict[str, Any], dict[str, Any]] | None:
            record = self.record()
            articles = [a for a in record["wechat"]["articles"] if a["title"] == title]
            posts = [p for p in record["weibo"]["posts"] if p["text_submitted"] == text]
            page = httpx2.get(sheet.payload("website")["url"], trust_env=False)
            is_live = page.status_code == httpx2.codes.OK
            return (articles[-1], posts[-1]) if articles and posts and is_live else None

        return patiently(look, _("the three platforms to have it"))

    def verify_audit(self) -> None:
        problems = audit_problems(self.instance)
        if problems is None:
            return
        self.telling.step(_("The record of decisions is unbroken"), problems[0], holds=problems[1])

    def revise(self, values: dict[str, str]) -> Page:
        page = self.cast.editor.get(self.desk("facts"))
        return self.cast.editor.submit(page, values, action="/facts/")

    def field(self, name: str) -> str:
        page = self.cast.editor.get(self.desk("facts"))
        found = page.soup.select_one(f"[name={name}]")
        return str(found.get("value", "")) if found else ""

    def is_sealed(self) -> bool:
        return self.cast.editor.get(self.desk("seal.json")).status == httpx2.codes.OK

    def sheet(self) -> SealSheet:
        return SealSheet.read(self.cast.editor.get(self.desk("seal.json")).html)

    def record(self) -> dict[str, Any]:
        answer: dict[str, Any] = httpx2.get(
            f"{self.instance.sandbox_url}/sandbox/record", trust_env=False
        ).json()
        return answer

    def desk(self, page: str) -> str:
        tail = "" if "." in page else "/"
        return f"/staff/desk/articles/{self.article}/{page}{tail}"
