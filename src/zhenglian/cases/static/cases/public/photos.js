/* Photos are drawn smaller on the device before they are sent, and kept with the draft where they fit. */
(() => {
    "use strict";

    const draft = window.reportDraft;
    const field = draft && draft.form.elements.namedItem("photos");
    if (!field || typeof createImageBitmap !== "function" || typeof DataTransfer !== "function") {
        return;
    }
    const LONGEST = 1600;
    const QUALITY = 0.82;
    const MOST_KEPT = 3_500_000; // characters: browsers keep about five million
    const MOST = 6;
    const told = document.querySelector("[data-making]");

    const smaller = async (file) => {
        try {
            const picture = await createImageBitmap(file, { imageOrientation: "from-image" });
            const scale = Math.min(1, LONGEST / Math.max(picture.width, picture.height));
            const canvas = document.createElement("canvas");
            canvas.width = Math.max(1, Math.round(picture.width * scale));
            canvas.height = Math.max(1, Math.round(picture.height * scale));
            const pen = canvas.getContext("2d");
            pen.fillStyle = "#fff";
            pen.fillRect(0, 0, canvas.width, canvas.height);
            pen.drawImage(picture, 0, 0, canvas.width, canvas.height);
            picture.close();
            const blob = await new Promise((done) => canvas.toBlob(done, "image/jpeg", QUALITY));
            const name = file.name.replace(/\.\w+$/, "") + ".jpg";
            return blob && (scale < 1 || blob.size < file.size) ? new File([blob], name, { type: "image/jpeg" }) : file;
        } catch {
            return file; // no picture that this browser can read: the server says so
        }
    };

    const asText = (file) =>
        new Promise((done) => {
            const reader = new FileReader();
            reader.addEventListener("load", () => done(reader.result));
            reader.addEventListener("error", () => done(""));
            reader.readAsDataURL(file);
        });

    const asFile = ({ name, data }) => {
        const [head, body] = data.split(",");
        const bytes = Uint8Array.from(atob(body), (sign) => sign.charCodeAt(0));
        return new File([bytes], name, { type: head.slice(5).split(";")[0] });
    };

    const sized = (bytes) =>
        bytes < 999_500 ? `${Math.max(1, Math.round(bytes / 1e3))} KB` : `${(bytes / 1e6).toFixed(1)} MB`;

    const put = (files) => {
        const box = new DataTransfer();
        for (const file of files) {
            box.items.add(file);
        }
        field.files = box.files;
        field.dispatchEvent(new Event("put"));
        const size = sized(files.reduce((sum, file) => sum + file.size, 0));
        told.textContent = files.length
            ? told.dataset.made.replace("{count}", files.length).replace("{size}", size)
            : "";
    };

    const keep = async (files) => {
        const kept = [];
        let length = 0;
        for (const file of files) {
            const data = await asText(file);
            length += data.length;
            if (data && length < MOST_KEPT) {
                kept.push({ name: file.name, data });
            }
        }
        draft.save({ photos: { names: files.map((file) => file.name), files: kept } });
    };

    let work = Promise.resolve();
    const chosen = async () => {
        const files = [...field.files];
        if (files.length > MOST) {
            told.textContent = "";
            return; // refused by the server beside the field
        }
        told.textContent = told.dataset.making;
        const made = [];
        for (const file of files) {
            made.push(await smaller(file));
        }
        put(made);
        await keep(made);
    };
    field.addEventListener("change", () => {
        work = work.then(chosen, chosen);
    });
    draft.photosReady = () => work;

    const before = (draft.found && draft.found.photos) || { names: [], files: [] };
    if (before.names.length && !field.files.length && !draft.form.querySelector("[name=kept]")) {
        put(before.files.map(asFile));
        const lost = before.names.filter((name) => !before.files.some((file) => file.name === name));
        if (lost.length) {
            const place = document.getElementById("sending");
            told.textContent = `${told.textContent} ${place.dataset.photos} ${lost.join("、")}`;
        }
    }
})();
