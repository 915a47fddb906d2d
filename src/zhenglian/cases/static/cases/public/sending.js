/* Sending: once, and only with a connection. Without one the report waits here with its time, and is sent later. */
(() => {
    "use strict";

    const draft = window.reportDraft;
    if (!draft) {
        return;
    }
    const { form } = draft;
    const place = document.getElementById("sending");
    const PATIENCE = 8000;
    const AGAIN = 15000;
    const written = form.elements.namedItem("written_at");
    let isBusy = false;
    let timer = 0;

    const isReachable = async () => {
        try {
            await fetch(form.action, { method: "HEAD", cache: "no-store", signal: AbortSignal.timeout(PATIENCE) });
            return true;
        } catch {
            return false;
        }
    };

    const wait = () => {
        draft.save({ pending: true });
        draft.say(place.dataset.offline, { drop: true });
        clearTimeout(timer);
        timer = setTimeout(send, AGAIN);
    };

    const forgetProblems = () => {
        document.querySelector("#problems-report")?.remove();
        form.querySelectorAll(".errorlist").forEach((list) => list.remove());
        form.querySelectorAll(".wrong").forEach((field) => field.classList.remove("wrong"));
        form.querySelectorAll("[aria-invalid]").forEach((field) => field.removeAttribute("aria-invalid"));
    };

    async function send() {
        if (isBusy) {
            return;
        }
        isBusy = true;
        clearTimeout(timer);
        forgetProblems();
        draft.say(place.dataset.trying);
        if (draft.photosReady) {
            await draft.photosReady();
        }
        if (await isReachable()) {
            draft.save({ pending: false });
            form.submit();
            return;
        }
        isBusy = false;
        wait();
    }

    form.addEventListener("submit", (event) => {
        event.preventDefault();
        if (!isBusy) {
            written.value = new Date().toISOString();
            send();
        }
    });
    window.addEventListener("online", () => {
        const kept = draft.read();
        if (kept && kept.pending) {
            send();
        }
    });
    window.addEventListener("pageshow", ({ persisted }) => {
        isBusy = false;
        if (persisted) {
            draft.say(""); // came back by the browser's button: nothing is being sent
        }
    });
    if (draft.isAnswered) {
        draft.save({ pending: false });
        const first = document.querySelector("#problems-report, #question");
        if (first) {
            first.focus();
        }
    } else if (draft.found && draft.found.pending) {
        send();
    }
})();
