/* The officer's keyboard. Single keys count only while no field has the focus, and can be turned off (WCAG 2.1.4). */
(() => {
    "use strict";
    const desk = document.querySelector(".inbox");
    if (!desk) return;
    const dialog = desk.querySelector("[data-keys]");
    const choice = desk.querySelector("[data-keys-on]");
    const STORE = "inbox-single-keys";
    const isAllowed = desk.dataset.shortcuts !== "off";

    const stored = () => {
        try {
            return window.localStorage.getItem(STORE) !== "off";
        } catch {
            return true;
        }
    };
    choice.checked = isAllowed && stored();
    choice.disabled = !isAllowed;
    choice.addEventListener("change", () => {
        try {
            window.localStorage.setItem(STORE, choice.checked ? "on" : "off");
        } catch { /* without a store the choice holds for this page */ }
    });

    const opener = desk.querySelector("[data-open-keys]");
    const help = () => {
        if (!dialog.open) dialog.showModal();
    };
    if (opener) {
        opener.hidden = false;
        opener.addEventListener("click", help);
    }

    const rows = () => Array.from(desk.querySelectorAll("[data-row-link]"));
    const step = (by) => {
        const links = rows();
        if (!links.length) return;
        const row = document.activeElement && document.activeElement.closest(".inbox-row");
        const here = row ? links.findIndex((link) => row.contains(link)) : -1;
        const next = here < 0 ? (by > 0 ? 0 : links.length - 1) : Math.min(Math.max(here + by, 0), links.length - 1);
        links[next].focus();
    };
    const focus = (selector) => {
        const place = desk.querySelector(selector);
        if (!place) return false;
        place.focus();
        place.scrollIntoView({ block: "center" });
        return true;
    };
    const press = (selector) => {
        const button = desk.querySelector(selector);
        if (button) button.click();
    };

    const keys = {
        j: () => step(1),
        ArrowDown: () => step(1),
        k: () => step(-1),
        ArrowUp: () => step(-1),
        r: () => focus("[data-reply] textarea") || focus("#reply"),
        n: () => focus("#id_note-text"),
        c: () => press("[data-key-claim]"),
        u: () => press("[data-key-back]"),
        "/": () => focus("[data-key-search]"),
        "?": help,
    };

    const isTyping = (element) => Boolean(
        element && (element.isContentEditable || element.closest("input, textarea, select, [role=textbox]"))
    );

    window.addEventListener("keydown", (event) => {
        if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || dialog.open) return;
        if (event.key === "Escape" && isTyping(event.target) && desk.contains(event.target)) {
            event.target.blur();
            return;
        }
        if (isTyping(event.target) || !choice.checked) return;
        const act = keys[event.key];
        const isArrow = event.key.startsWith("Arrow");
        if (!act || (isArrow && !rows().length)) return;
        event.preventDefault();
        event.stopImmediatePropagation(); /* Wagtail has a meaning of its own for some of them */
        act();
    }, true);
})();
