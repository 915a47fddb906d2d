/* Gives Wagtail's rich text fields and its outline what screen readers and keyboards miss: a name, and focus. */
(() => {
    "use strict";
    const UNNAMED = '[contenteditable="true"][role="textbox"]:not([aria-label], [aria-labelledby])';
    const HEADINGS = "label, [data-panel-heading-text], .c-sf-block__title, .w-panel__heading";

    const nameOf = (field) => {
        for (let place = field.parentElement; place; place = place.parentElement) {
            const heading = place.querySelector(HEADINGS);
            const text = heading && heading.textContent.replace("*", "").trim();
            if (text) {
                return text;
            }
        }
        return document.title;
    };

    const mend = () => {
        document.querySelectorAll(UNNAMED).forEach((field) => field.setAttribute("aria-label", nameOf(field)));
        document.querySelectorAll(".w-minimap__list:not([tabindex])").forEach((list) => {
            list.tabIndex = 0;
        });
    };

    document.addEventListener("DOMContentLoaded", () => {
        mend();
        new MutationObserver(mend).observe(document.body, { childList: true, subtree: true });
    });
})();
