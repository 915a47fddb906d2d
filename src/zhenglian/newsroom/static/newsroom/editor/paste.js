// Keeps the HTML of what is pasted into the empty text area, so that headings and tables survive.
// Typing afterwards makes it out of date: then the plain text counts.
const text = document.querySelector("#id_pasted_text");
const markup = document.querySelector("#id_pasted_html");
const notice = document.querySelector("#kept-format");

function remember(html) {
    markup.value = html;
    notice.textContent = html ? notice.dataset.kept : "";
}

if (text && markup && notice) {
    let isPasting = false;
    text.addEventListener("paste", (event) => {
        isPasting = true;
        remember(text.value.trim() ? "" : event.clipboardData.getData("text/html"));
    });
    text.addEventListener("input", () => {
        if (!isPasting) {
            remember("");
        }
        isPasting = false;
    });
}
