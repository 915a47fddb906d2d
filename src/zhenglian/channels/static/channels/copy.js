// Copies a read-only text to the clipboard. Without this script, people select the text themselves.
for (const button of document.querySelectorAll("[data-copy]")) {
    const source = document.getElementById(button.dataset.copy);
    const before = button.textContent;
    button.hidden = false;
    button.addEventListener("click", async () => {
        source.select();
        try {
            await navigator.clipboard.writeText(source.value);
        } catch {
            document.execCommand("copy");
        }
        button.textContent = button.dataset.done;
        setTimeout(() => { button.textContent = before; }, 2000);
    });
}
