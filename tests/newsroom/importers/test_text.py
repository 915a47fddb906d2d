from pathlib import Path

import pytest

from zhenglian.newsroom.importers import import_draft

SEED = Path(__file__).resolve().parents[4] / "shared" / "data" / "seed" / "article.txt"
NEWS = """节水补贴今日起发放

作者:王芳
来源:某市日报

　　市水务局今天宣布，节水补贴今日起发放，市民可以申请。

梳理

谁可以申请“节水补贴”

　　符合条件的家庭都可以在网上提出申请，也可以到窗口办理。

　　“早申请早受益。”负责人说。

本报记者 王芳

>更多相关文章
网友评论
版权所有
"""


def imported(text, name="a.txt", encoding="utf-8"):
    return import_draft(text.encode(encoding), name)


def test_news_text_copied_from_a_page():
    draft = imported(NEWS)

    assert (draft.title, draft.author_line, draft.source_name) == ("节水补贴今日起发放", "王芳", "某市日报")
    assert [block.value for block in draft.blocks if block.kind == "heading"] == [
        {"text": "梳理", "level": "2"},
        {"text": "谁可以申请“节水补贴”", "level": "3"},
    ]
    assert "本报记者 王芳" in draft.blocks[-1].value
    assert "版权所有" not in draft.blocks[-1].value
    assert len(draft.notes) == 2


def test_marked_headings_are_recognised():
    draft = imported("关于发放补贴的通知\n各单位：\n一、总体要求\n要高度重视。\n（一）范围\n全市家庭。\n")

    assert [block.value for block in draft.blocks if block.kind == "heading"] == [
        {"text": "一、总体要求", "level": "2"},
        {"text": "（一）范围", "level": "2"},
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
def test_encodings_of_chinese_systems_are_read(encoding):
    assert imported(NEWS, encoding=encoding).title == "节水补贴今日起发放"


def test_text_is_no_markup():
    draft = imported("标题\n一<二 & <script>三</script>。\n")

    assert draft.blocks[0].value == "<p>一&lt;二 &amp; &lt;script&gt;三&lt;/script&gt;。</p>"


@pytest.mark.skipif(not SEED.exists(), reason=f"the original news text is not here: {SEED}")
def test_original_page_text_loses_the_rest_of_its_page():
    draft = import_draft(SEED.read_bytes(), SEED.name)

    headings = [block.value["text"] for block in draft.blocks if block.kind == "heading"]
    assert draft.source_name == "北京青年报"
    assert headings[0::2] == ["梳理", "动态", "功能", "观点"]
    assert "版权" not in str(draft.blocks[-1].value)
