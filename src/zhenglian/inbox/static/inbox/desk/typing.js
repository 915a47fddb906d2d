/* Keeps a reply as one types, so that it survives a reload and colleagues see that somebody writes. Templates go
   in where the cursor stands. Without this file the reply is kept when it is sent, and templates come by reload. */
(() => {
    "use strict";
    const form = document.querySelector("form[data-reply]");
    if (!form) return;
    const field = form.querySelector("[data-typed]");
    const status = form.querySelector("[data-kept]");
    const WAIT = 1200;
    let timer = 0;
    let kept = field.value;
    let isSending = false;

    const keep = async () => {
        window.clearTimeout(timer);
        timer = 0;
        const text = field.value;
        if (text === kept || isSending) return;
        const body = new URLSearchParams({ text, csrfmiddlewaretoken: form.elements.csrfmiddlewaretoken.value });
        try {
            const answer = await fetch(form.dataset.typedAddress, { method: "POST", body, keepalive: true });
            if (!answer.ok) throw new Error(String(answer.status));
            kept = text;
            status.textContent = status.dataset.words;
        } catch {
            status.textContent = status.dataset.fault;
            timer = window.setTimeout(keep, WAIT * 4);
        }
    };

    field.addEventListener("input", () => {
        status.textContent = "";
        if (!timer) timer = window.setTimeout(keep, WAIT);
    });
    document.addEventListener("visibilitychange", () => { if (document.visibilityState === "hidden") keep(); });
    window.addEventListener("pagehide", keep);
    form.addEventListener("submit", () => {
        isSending = true;
        const button = form.querySelector("button[type=submit]");
        window.setTimeout(() => { button.disabled = true; }, 0); /* a double click is one reply */
    });
    window.addEventListener("pageshow", () => {
        isSending = false;
        form.querySelector("button[type=submit]").disabled = false;
    });

    const templates = document.querySelector("form[data-templates]");
    if (templates) {
        templates.addEventListener("submit", (event) => {
            event.preventDefault();
            const chosen = templates.querySelector("select").selectedOptions[0];
            const text = chosen ? chosen.dataset.text || "" : "";
            if (!text) return;
            field.setRangeText(text, field.selectionStart, field.selectionEnd, "end");
            field.dispatchEvent(new Event("input"));
            field.focus();
        });
    }
})();
