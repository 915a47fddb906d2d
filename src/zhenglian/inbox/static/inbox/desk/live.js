/* Hears that something changed (Server-Sent Events), then asks the page's own view what it shows now. Without a
   stream it asks every 15 seconds. A hidden tab holds no stream: browsers open only a few to one server. */
(() => {
    "use strict";
    const desk = document.querySelector(".inbox");
    const live = desk && desk.querySelector("[data-live]");
    if (!live) return;
    const every = Number(desk.dataset.liveEvery) * 1000;
    const matter = Number(live.dataset.matter || 0);
    const announcer = desk.querySelector("[data-announce]");
    const connection = desk.querySelector("[data-connection]");
    let stream = null;
    let isAsking = false;
    let isWanted = false;
    let isOffline = false;

    const announce = (text) => {
        announcer.textContent = "";
        window.setTimeout(() => { announcer.textContent = text; }, 50);
    };

    const showConnection = (offline) => {
        if (offline === isOffline) return;
        isOffline = offline;
        connection.hidden = !offline;
        connection.textContent = offline ? desk.dataset.offline : "";
        announce(offline ? desk.dataset.offline : desk.dataset.online);
    };

    const query = () => {
        const place = desk.querySelector("[data-live-query]");
        return place ? place.dataset.liveQuery : "?part=1";
    };

    const ask = async () => {
        if (isAsking) {
            isWanted = true;
            return;
        }
        isAsking = true;
        try {
            const answer = await fetch(query(), { headers: { Accept: "text/html" }, redirect: "manual" });
            if (answer.type === "opaqueredirect" || answer.status === 403 || answer.status === 404) {
                stop();
                window.location.reload();
                return;
            }
            if (answer.ok) {
                const changes = window.inboxSwap(await answer.text());
                if (changes && document.visibilityState === "visible") announce(desk.dataset.changed);
                showConnection(false);
                markSeen();
            }
        } catch {
            showConnection(true);
        } finally {
            isAsking = false;
            if (isWanted) {
                isWanted = false;
                ask();
            }
        }
    };

    const markSeen = () => {
        const entries = desk.querySelector("[data-seen-address]");
        if (!entries || document.visibilityState !== "visible" || entries.dataset.last === entries.dataset.told) return;
        entries.dataset.told = entries.dataset.last;
        const token = desk.querySelector("input[name=csrfmiddlewaretoken]");
        const body = new URLSearchParams({ up_to: entries.dataset.last, csrfmiddlewaretoken: token ? token.value : "" });
        fetch(entries.dataset.seenAddress, { method: "POST", body, keepalive: true }).catch(() => {});
    };

    const concerns = (change) => !matter || change.all || change.matters.includes(matter);

    const listen = () => {
        if (stream || !window.EventSource || document.visibilityState === "hidden") return;
        stream = new EventSource(desk.dataset.liveAddress);
        stream.addEventListener("open", () => showConnection(false));
        stream.addEventListener("change", (event) => { if (concerns(JSON.parse(event.data))) ask(); });
        stream.addEventListener("end", () => { stop(); window.location.reload(); });
        stream.onerror = () => {
            if (stream && stream.readyState === EventSource.CLOSED) stop();
        };
    };

    const stop = () => {
        if (stream) stream.close();
        stream = null;
    };

    const hears = () => stream !== null && stream.readyState === EventSource.OPEN;

    document.addEventListener("visibilitychange", () => {
        if (document.visibilityState === "hidden") {
            stop();
        } else {
            listen();
            ask();
        }
    });
    window.addEventListener("pagehide", stop);
    /* Who stops typing tells nobody, and time alone makes a matter overdue. */
    const isTypingShown = () => Array.from(desk.querySelectorAll(".inbox-typing")).some((one) => one.textContent.trim());
    let ticks = 0;
    window.setInterval(() => {
        if (document.visibilityState === "hidden") return;
        ticks += 1;
        const isMinute = ticks % 4 === 0;
        if (!hears() || isMinute || isTypingShown()) ask();
        if (stream === null && isMinute) listen();
    }, every);
    document.querySelectorAll("[data-submit-on-change]").forEach((form) => {
        form.addEventListener("change", () => form.requestSubmit());
        const button = form.querySelector("button[type=submit]");
        if (button) button.hidden = true;
    });
    listen();
    markSeen();
})();
