from zhenglian.newsroom.importers import import_draft

NEWS = """# 节水补贴今日起发放

作者：王芳

**市水务局**今天宣布发放补贴。

## 谁可以申请

- 家庭
- 单位

| 项目 | 金额 |
| --- | --- |
| 补贴 | 100 |

> 节水优先。

<script>alert(1)</script>
"""


def imported(text):
    return import_draft(text.encode(), "article.md")


def test_markdown_becomes_blocks():
    draft = imported(NEWS)

    assert (draft.title, draft.author_line) == ("节水补贴今日起发放", "王芳")
    assert [block.kind for block in draft.blocks] == [
        "paragraph", "heading", "paragraph", "table", "quote", "paragraph",
    ]  # fmt: skip
    assert draft.blocks[0].value == "<p><strong>市水务局</strong>今天宣布发放补贴。</p>"
    assert draft.blocks[2].value == "<ul><li>家庭</li><li>单位</li></ul>"


def test_raw_html_in_markdown_is_shown_as_text():
    assert "<script>" not in imported(NEWS).blocks[-1].value
    assert "&lt;script&gt;" in imported(NEWS).blocks[-1].value


def test_headings_that_are_all_equal_are_no_title():
    draft = imported("# 一\n\n文。\n\n# 二\n\n文。\n")

    assert draft.title == ""
    assert [block.value["level"] for block in draft.blocks if block.kind == "heading"] == ["2", "2"]
    assert len(draft.notes) == 1
