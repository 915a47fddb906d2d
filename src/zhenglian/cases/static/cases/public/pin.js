/* The position: taken by one press, shown on a map of lines, moved by pointer, buttons or arrow keys.
   Drawn in Web-Mercator pixels, so that a tile service, where one is configured, lies underneath. */
(() => {
    "use strict";

    const box = document.getElementById("pin");
    const form = document.querySelector("form[data-report]");
    if (!box || !form || !navigator.geolocation) {
        return;
    }
    const [lon, lat, accuracy, datum] = ["lon", "lat", "accuracy", "datum"].map((name) =>
        form.elements.namedItem(name),
    );
    const told = box.querySelector("[data-told]");
    const map = box.querySelector("[data-map]");
    const canvas = box.querySelector("[data-canvas]");
    const drop = box.querySelector("[data-drop]");
    const [WIDTH, HEIGHT, TILE] = [640, 400, 256];
    const [FARTHEST, CLOSEST] = [7, 18];
    const METRES_A_DEGREE = 111_195;
    const STEPS = { north: [0, 1], south: [0, -1], west: [-1, 0], east: [1, 0] };
    const KEYS = { ArrowUp: "north", ArrowDown: "south", ArrowLeft: "west", ArrowRight: "east" };
    const SCALES = [50000, 20000, 10000, 5000, 2000, 1000, 500, 200, 100, 50, 20]; // metres
    const LONGEST_SCALE = 160; // pixels
    const GAP = 40;
    const GRID = [...Array(13 * 9).keys()].map((one) => [(2 + (one % 13)) * GAP, (1 + Math.floor(one / 13)) * GAP]);
    const ROOM_FOR_NAME = 4; // spots of the grid
    let zoom = box.dataset.tiles ? 15 : 11; // borders alone tell something only from afar
    let centre = null;
    let taken = null;
    let counties = []; // name and lines

    const given = document.querySelector("[data-given]");
    const shown = box.dataset.shown ? box.dataset.shown.split(",").map(Number) : null;
    const hasPin = () => Boolean(lon.value && lat.value);
    // A pin of another datum is sent as it came until it is moved; the server said where to draw it.
    const at = () => (!hasPin() ? null : datum.value === "wgs84" ? [Number(lon.value), Number(lat.value)] : shown);
    const world = () => TILE * 2 ** zoom;
    const pixel = ([x, y]) => {
        const slope = Math.sin((y * Math.PI) / 180);
        return [
            ((x + 180) / 360) * world(),
            (0.5 - Math.log((1 + slope) / (1 - slope)) / (4 * Math.PI)) * world(),
        ];
    };
    const degrees = ([x, y]) => [
        (x / world()) * 360 - 180,
        (Math.atan(Math.sinh(Math.PI * (1 - (2 * y) / world()))) * 180) / Math.PI,
    ];
    const corner = () => {
        const [x, y] = pixel(centre);
        return [x - WIDTH / 2, y - HEIGHT / 2];
    };
    const shape = (name, attributes) => {
        const made = document.createElementNS("http://www.w3.org/2000/svg", name);
        for (const [key, value] of Object.entries(attributes)) {
            made.setAttribute(key, value);
        }
        return made;
    };

    const tiles = ([left, top]) => {
        const made = [];
        for (let x = Math.floor(left / TILE); x * TILE < left + WIDTH; x += 1) {
            for (let y = Math.floor(top / TILE); y * TILE < top + HEIGHT; y += 1) {
                const href = box.dataset.tiles.replace("{z}", zoom).replace("{x}", x).replace("{y}", y);
                made.push(shape("image", { href, x: x * TILE - left, y: y * TILE - top, width: TILE, height: TILE }));
            }
        }
        return made;
    };

    const metrePixels = (latitude) => world() / (360 * METRES_A_DEGREE * Math.cos((latitude * Math.PI) / 180));

    const scale = () => {
        const metre = metrePixels(centre[1]);
        const metres = SCALES.find((one) => one * metre <= LONGEST_SCALE) || 20;
        const [words, number] = metres < 1000 ? [box.dataset.metres, metres] : [box.dataset.kilometres, metres / 1000];
        const text = shape("text", { class: "scale-text", x: 16, y: HEIGHT - 24 });
        text.textContent = words.replace("{number}", number);
        return [shape("path", { class: "scale", d: `M16 ${HEIGHT - 18}v6h${metres * metre}v-6` }), text];
    };

    const isWithin = ([x, y], rings) => {
        let isIn = false;
        for (const ring of rings) {
            for (let at = 1; at < ring.length; at += 1) {
                const [[x1, y1], [x2, y2]] = [ring[at - 1], ring[at]];
                const isPassed = y1 > y !== y2 > y && x < x1 + ((y - y1) / (y2 - y1)) * (x2 - x1);
                isIn = isIn !== isPassed;
            }
        }
        return isIn;
    };

    const county = ({ name, lines }, [left, top]) => {
        const rings = lines.map((line) => line.map(pixel).map(([x, y]) => [x - left, y - top]));
        const made = rings.map((ring) => {
            const points = ring.map((point) => point.map((one) => one.toFixed(1)).join()).join(" ");
            return shape("polyline", { class: "border", points });
        });
        const seen = GRID.filter((spot) => isWithin(spot, rings));
        if (seen.length >= ROOM_FOR_NAME) {
            const middle = [0, 1].map((axis) => seen.reduce((sum, spot) => sum + spot[axis], 0) / seen.length);
            const away = ([x, y]) => Math.hypot(x - middle[0], y - middle[1]);
            const [x, y] = seen.reduce((best, spot) => (away(spot) < away(best) ? spot : best));
            const words = shape("text", { class: "place-name", x, y: y - 26 });
            words.textContent = name;
            made.push(words);
        }
        return made;
    };

    const draw = () => {
        const here = at();
        map.hidden = !here;
        drop.hidden = !hasPin();
        if (given) {
            given.hidden = !hasPin();
        }
        if (!here) {
            return;
        }
        const within = ([x, y]) => x > 20 && y > 20 && x < WIDTH - 20 && y < HEIGHT - 20;
        centre = centre || here;
        let [left, top] = corner();
        let spot = pixel(here).map((value, index) => value - [left, top][index]);
        if (!within(spot)) {
            centre = here;
            [left, top] = corner();
            spot = [WIDTH / 2, HEIGHT / 2];
        }
        const drawing = shape("svg", { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, "aria-hidden": "true" });
        drawing.append(shape("rect", { class: "ground", width: WIDTH, height: HEIGHT }));
        if (box.dataset.tiles) {
            drawing.append(...tiles([left, top]));
        }
        drawing.append(...counties.flatMap((one) => county(one, [left, top])));
        if (taken) {
            const [x, y] = pixel(taken.at);
            const metre = metrePixels(taken.at[1]);
            drawing.append(shape("circle", { class: "circle", cx: x - left, cy: y - top, r: taken.metres * metre }));
        }
        drawing.append(shape("circle", { class: "dot", cx: spot[0], cy: spot[1], r: 10 }));
        drawing.append(...scale());
        canvas.replaceChildren(drawing);
    };

    const outlines = async () => {
        try {
            const [x, y] = at().map((value) => value.toFixed(3));
            const answer = await fetch(`${box.dataset.outlines}?lon=${x}&lat=${y}`);
            const found = await answer.json();
            counties = found.features.map((one) => ({ name: one.properties.name, lines: one.geometry.coordinates }));
            draw();
        } catch {
            counties = []; // the pin can be moved without them
        }
    };

    const put = ([x, y]) => {
        lon.value = x.toFixed(6);
        lat.value = y.toFixed(6);
        datum.value = "wgs84";
        form.dispatchEvent(new Event("change"));
        draw();
    };

    const moved = () => {
        if (taken) {
            const [[x, y], [fromX, fromY]] = [at(), taken.at];
            const east = (x - fromX) * Math.cos((y * Math.PI) / 180);
            const metres = Math.round(Math.hypot(east, y - fromY) * METRES_A_DEGREE);
            told.textContent = box.dataset.moved.replace("{metres}", metres);
        }
    };
    const move = (direction, metres) => {
        const here = at();
        const [east, north] = STEPS[direction];
        const up = metres / METRES_A_DEGREE;
        put([here[0] + (east * up) / Math.cos((here[1] * Math.PI) / 180), here[1] + north * up]);
        moved();
    };
    const approach = (steps) => {
        zoom = Math.max(FARTHEST, Math.min(CLOSEST, zoom + steps));
        centre = at();
        draw();
    };

    box.querySelector("[data-locate]").addEventListener("click", () => {
        told.textContent = box.dataset.asking;
        navigator.geolocation.getCurrentPosition(
            ({ coords }) => {
                taken = { at: [coords.longitude, coords.latitude], metres: coords.accuracy };
                accuracy.value = Math.round(coords.accuracy);
                centre = null;
                told.textContent = box.dataset.taken.replace("{metres}", Math.max(1, Math.round(coords.accuracy)));
                put(taken.at);
                outlines();
            },
            () => {
                told.textContent = box.dataset.refused;
                form.elements.namedItem("place_words").focus();
            },
            { enableHighAccuracy: true, timeout: 15000, maximumAge: 60000 },
        );
    });
    drop.addEventListener("click", () => {
        lon.value = lat.value = accuracy.value = told.textContent = "";
        taken = centre = null;
        form.dispatchEvent(new Event("change"));
        draw();
        box.querySelector("[data-locate]").focus();
    });
    for (const button of box.querySelectorAll("[data-move]")) {
        button.addEventListener("click", () => move(button.dataset.move, 10));
    }
    for (const button of box.querySelectorAll("[data-zoom]")) {
        button.addEventListener("click", () => approach(Number(button.dataset.zoom)));
    }
    canvas.addEventListener("keydown", (event) => {
        if (KEYS[event.key]) {
            event.preventDefault();
            move(KEYS[event.key], event.shiftKey ? 100 : 10);
        } else if (["+", "=", "-"].includes(event.key)) {
            event.preventDefault();
            approach(event.key === "-" ? -1 : 1);
        }
    });
    canvas.addEventListener("click", (event) => {
        const seen = canvas.getBoundingClientRect();
        const [left, top] = corner();
        put(
            degrees([
                left + ((event.clientX - seen.left) / seen.width) * WIDTH,
                top + ((event.clientY - seen.top) / seen.height) * HEIGHT,
            ]),
        );
        moved();
    });

    box.hidden = false;
    draw();
    if (at()) {
        outlines();
    }
})();
