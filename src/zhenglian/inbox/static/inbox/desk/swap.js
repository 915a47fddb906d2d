/* Puts what the server says now in the place of what it said before, and leaves alone what has not changed:
   focus, selected text, and whatever somebody is typing stay where they are. */
(() => {
    "use strict";

    /* What the server said, without what differs each time (running clocks, tokens of forms), as a short number. */
    const print = (html) => {
        const text = html
            .replace(/(data-due-left|data-window-left)("")?>[^<]*</g, "><")
            .replace(/name="csrfmiddlewaretoken" value="[^"]*"/g, "")
            .replace(/ data-source="[^"]*"/g, "")
            .replace(/\s+/g, " ")
            .trim();
        let hash = 0;
        for (let index = 0; index < text.length; index += 1) hash = (hash * 31 + text.charCodeAt(index)) | 0;
        return String(hash);
    };

    const keep = (old, fresh) => {
        const inside = document.activeElement;
        const id = old.contains(inside) ? inside.id : "";
        old.replaceWith(fresh);
        const again = id && document.getElementById(id);
        if (again) again.focus({ preventScroll: true });
    };

    /* Children with ids: each is kept, replaced, moved, added or taken away by itself. */
    const swapKeyed = (list, fresh) => {
        let changes = 0;
        const wanted = new Set();
        let before = null;
        Array.from(fresh.children).forEach((child) => {
            wanted.add(child.id);
            const source = print(child.outerHTML);
            let here = document.getElementById(child.id);
            if (!here) {
                here = child;
                changes += 1;
            } else if (here.dataset.source !== source) {
                keep(here, child);
                here = child;
                changes += 1;
            }
            here.dataset.source = source;
            const place = before ? before.nextElementSibling : list.firstElementChild;
            if (place !== here) {
                const focused = here.contains(document.activeElement) ? document.activeElement : null;
                list.insertBefore(here, place);
                if (focused) focused.focus({ preventScroll: true });
            }
            before = here;
        });
        Array.from(list.children).forEach((child) => {
            if (wanted.has(child.id)) return;
            if (child.contains(document.activeElement)) {
                const next = child.nextElementSibling || child.previousElementSibling;
                const link = next && next.querySelector("a");
                if (link) link.focus({ preventScroll: true });
            }
            child.remove();
            changes += 1;
        });
        return changes;
    };

    const swapWhole = (part, fresh) => {
        const source = print(fresh.innerHTML);
        if (part.dataset.source === source) return 0;
        if (part.contains(document.activeElement) && document.activeElement.matches("input, textarea, select")) return 0;
        const inside = part.contains(document.activeElement) ? document.activeElement.id : "";
        part.innerHTML = fresh.innerHTML;
        part.dataset.source = source;
        const again = inside && document.getElementById(inside);
        if (again) again.focus({ preventScroll: true });
        return 1;
    };

    document.querySelectorAll("[data-part]").forEach((part) => {
        if (part.hasAttribute("data-keyed")) {
            Array.from(part.children).forEach((child) => { child.dataset.source = print(child.outerHTML); });
        } else {
            part.dataset.source = print(part.innerHTML);
        }
    });

    window.inboxSwap = (html) => {
        const answer = new DOMParser().parseFromString(html, "text/html");
        let changes = 0;
        answer.querySelectorAll("[data-part]").forEach((fresh) => {
            const name = fresh.dataset.part;
            const part = document.querySelector(`[data-part="${name}"]`);
            if (!part) return;
            if (fresh.dataset.last) part.dataset.last = fresh.dataset.last;
            changes += part.hasAttribute("data-keyed") ? swapKeyed(part, fresh) : swapWhole(part, fresh);
        });
        if (changes) document.dispatchEvent(new CustomEvent("inbox:swapped"));
        return changes;
    };
})();
