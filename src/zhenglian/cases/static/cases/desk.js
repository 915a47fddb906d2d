/* The desk of cases: opens what a link leads to, takes the phone's position, draws rectangles over a photo. */
(() => {
    "use strict";

    const openTarget = () => {
        const target = window.location.hash && document.getElementById(window.location.hash.slice(1));
        if (target instanceof HTMLDetailsElement) {
            target.open = true;
            const field = target.querySelector("input:not([type=hidden]), textarea, select");
            if (field) field.focus();
        }
    };
    window.addEventListener("hashchange", openTarget);
    openTarget();

    for (const button of document.querySelectorAll("[data-locate]")) {
        if (!navigator.geolocation) continue;
        button.hidden = false;
        const field = (name) => document.getElementById(`id_${button.dataset.locate}-${name}`);
        const said = button.parentElement.querySelector("[data-located]");
        button.addEventListener("click", () => {
            navigator.geolocation.getCurrentPosition(
                ({ coords }) => {
                    field("lon").value = coords.longitude.toFixed(6);
                    field("lat").value = coords.latitude.toFixed(6);
                    field("accuracy").value = Math.round(coords.accuracy);
                    said.textContent = `± ${Math.round(coords.accuracy)} m`;
                },
                () => { said.textContent = button.dataset.failed; },
                { enableHighAccuracy: true, timeout: 20000, maximumAge: 0 },
            );
        });
    }

    const marking = document.querySelector("[data-marking]");
    const boxes = document.querySelector("[data-boxes]");
    if (!marking || !boxes) return;
    const photo = marking.querySelector("img");
    const size = document.querySelector("[data-photo-size]");
    const lines = Array.from(boxes.querySelectorAll("fieldset"), (one) => Array.from(one.querySelectorAll("input")));

    const scale = () => photo.naturalWidth / photo.clientWidth;
    const draw = () => {
        for (const mark of marking.querySelectorAll(".cases-mark")) mark.remove();
        for (const line of lines) {
            const values = line.map((input) => Number.parseInt(input.value, 10));
            if (values.some(Number.isNaN)) continue;
            const mark = document.createElement("div");
            mark.className = "cases-mark";
            ["left", "top", "width", "height"].forEach((side, place) => {
                mark.style[side] = `${values[place] / scale()}px`;
            });
            marking.append(mark);
        }
    };
    const loaded = () => {
        size.textContent = size.dataset.words
            .replace("{width}", photo.naturalWidth).replace("{height}", photo.naturalHeight);
        draw();
    };
    if (photo.complete && photo.naturalWidth) loaded();
    photo.addEventListener("load", loaded);
    window.addEventListener("resize", draw);
    boxes.addEventListener("input", draw);

    let start = null;
    let line = null;
    const place = (event) => {
        const frame = photo.getBoundingClientRect();
        return [event.clientX - frame.left, event.clientY - frame.top].map((one) => Math.max(0, one) * scale());
    };
    marking.addEventListener("pointerdown", (event) => {
        line = lines.find((one) => one.every((input) => input.value === ""));
        if (!line) return;
        start = place(event);
        marking.setPointerCapture(event.pointerId);
        event.preventDefault();
    });
    marking.addEventListener("pointermove", (event) => {
        if (!start) return;
        const end = place(event);
        const sides = [
            Math.min(start[0], end[0]), Math.min(start[1], end[1]),
            Math.abs(end[0] - start[0]), Math.abs(end[1] - start[1]),
        ];
        line.forEach((input, index) => { input.value = Math.round(sides[index]); });
        draw();
    });
    const stop = () => {
        if (start && line && (Number(line[2].value) < 1 || Number(line[3].value) < 1)) {
            for (const input of line) input.value = "";
            draw();
        }
        start = null;
    };
    marking.addEventListener("pointerup", stop);
    marking.addEventListener("pointercancel", stop);
})();
