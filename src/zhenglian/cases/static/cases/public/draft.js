/* The draft of a report on this device: kept while one types, put back after a lost page, dropped when sent.
   Without this script the form works as it stands. */
(() => {
    "use strict";

    const NAME = "zhenglian-report";
    const OLDEST = 7 * 24 * 3600 * 1000;
    const LEFT_OUT = new Set(["website", "photos", "kept", "asked", "county", "join"]);

    const PIN = new Set(["lon", "lat", "accuracy", "datum"]);

    const read = () => {
        try {
            const draft = JSON.parse(localStorage.getItem(NAME) || "null");
            return draft && Date.now() - draft.savedAt < OLDEST ? draft : null;
        } catch {
            return null;
        }
    };
    const clear = () => {
        try {
            localStorage.removeItem(NAME);
        } catch {
            // a browser that keeps nothing has nothing to drop
        }
    };
    const write = (draft) => {
        try {
            localStorage.setItem(NAME, JSON.stringify({ ...draft, savedAt: Date.now() }));
            return true;
        } catch {
            return false; // full, or not allowed
        }
    };

    if (document.querySelector("[data-report-sent]")) {
        clear();
        return;
    }
    const form = document.querySelector("form[data-report]");
    if (!form) {
        return;
    }
    const place = document.getElementById("sending");

    const fields = () =>
        [...form.elements].filter((one) => one.name && !LEFT_OUT.has(one.name) && one.type !== "file");
    const values = () =>
        fields()
            .filter((one) => !["radio", "checkbox"].includes(one.type) || one.checked)
            .map((one) => [one.name, one.value]);

    const fill = (pairs) => {
        const hasPin = Boolean(form.elements.namedItem("lon").value); // the address of the page brought one
        for (const one of fields()) {
            if (hasPin && PIN.has(one.name)) {
                continue;
            }
            const mine = pairs.filter(([name]) => name === one.name).map(([, value]) => value);
            if (["radio", "checkbox"].includes(one.type)) {
                one.checked = mine.includes(one.value);
            } else if (mine.length) {
                one.value = mine[0];
            }
        }
    };

    const save = (more = {}) => {
        const before = read() || {};
        const draft = { photos: before.photos, pending: before.pending || false, ...more, values: values() };
        if (!write(draft) && draft.photos) {
            write({ ...draft, photos: { names: draft.photos.names, files: [] } });
        }
    };

    const say = (words, { drop = false } = {}) => {
        place.textContent = words;
        if (words && drop) {
            const button = document.createElement("button");
            button.type = "button";
            button.className = "quiet";
            button.textContent = place.dataset.drop;
            button.addEventListener("click", () => {
                clear();
                location.assign(form.action);
            });
            place.append(" ", button);
        }
    };

    const found = read();
    const isAnswered = "answered" in form.dataset;
    if (found && !isAnswered && (found.values || []).some(([name, value]) => name === "text" && value)) {
        fill(found.values);
        say(place.dataset.kept, { drop: true });
    }
    window.reportDraft = { form, read, save, clear, say, found, isAnswered };
    form.addEventListener("input", () => save());
    form.addEventListener("change", () => save());
})();
