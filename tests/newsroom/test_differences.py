from zhenglian.newsroom.differences import (
    ADDED,
    CHANGED,
    REMOVED,
    SAME,
    SKIPPED,
    Segment,
    differences,
    lines_of_html,
)


def test_html_becomes_one_line_a_block_with_pictures_named_by_their_digest():
    html = (
        "<h2>环境质量</h2><p>第一段 <strong>重点</strong>。</p>"
        f'<figure><img src="asset:{"ab" * 32}" alt="湖面"><figcaption>摄影：李工</figcaption></figure>'
    )

    lines = lines_of_html(html)

    assert lines == ["环境质量", "第一段 重点。", "[asset:abababab] 湖面", "摄影：李工"]


def test_table_cells_are_lines_of_their_own():
    assert lines_of_html("<table><tr><td>北京</td><td>3</td></tr></table>") == ["北京", "3"]


def test_text_after_the_last_block_is_kept():
    assert lines_of_html("<p>甲</p>乙") == ["甲", "乙"]


def test_equal_texts_have_no_differences():
    assert differences(["甲", "乙"], ["甲", "乙"]) == []


def test_one_changed_character_is_marked_inside_its_paragraph():
    old, new = ["二氧化硫下降百分之三"], ["二氧化硫下降百分之五"]

    (line,) = differences(old, new)

    assert line.kind == CHANGED
    assert line.segments == (
        Segment(SAME, "二氧化硫下降百分之"),
        Segment(REMOVED, "三"),
        Segment(ADDED, "五"),
    )


def test_paragraphs_with_nothing_in_common_are_removed_and_added():
    kinds = [line.kind for line in differences(["甲乙丙丁"], ["子丑寅卯"])]

    assert kinds == [REMOVED, ADDED]


def test_added_paragraph_keeps_its_neighbours_and_counts_what_is_left_out():
    old = [f"第{n}段" for n in range(6)]
    new = [*old, "新增的结尾"]

    lines = differences(old, new)

    assert [line.kind for line in lines] == [SKIPPED, SAME, ADDED]
    assert lines[0].text == "5"
    assert lines[2].text == "新增的结尾"


def test_exchanged_picture_with_the_same_description_is_seen():
    old = lines_of_html(f'<img src="asset:{"a" * 64}" alt="湖面">')
    new = lines_of_html(f'<img src="asset:{"b" * 64}" alt="湖面">')

    (line,) = differences(old, new)

    assert line.kind == CHANGED
