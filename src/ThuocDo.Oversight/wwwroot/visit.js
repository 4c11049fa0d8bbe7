// The page of a visit without a network: what is entered lies on the phone until the server has said that it has it.
(() => {
  const page = document.getElementById("visit");
  if (!page || !("indexedDB" in window)) return;

  const status = document.getElementById("visit-status");
  const list = document.getElementById("visit-waiting");
  const words = status.dataset;
  const place = page.dataset.place;
  const address = page.dataset.address;
  const answers = document.getElementById("answers");
  const photo = document.getElementById("photo");
  const finding = document.getElementById("finding");

  const opened = new Promise((done, failed) => {
    const request = indexedDB.open("thuocdo-visit", 1);
    request.onupgradeneeded = () => request.result.createObjectStore("waiting", { keyPath: "id" });
    request.onsuccess = () => done(request.result);
    request.onerror = () => failed(request.error);
  });

  async function store(mode, act) {
    const transaction = (await opened).transaction("waiting", mode);
    const request = act(transaction.objectStore("waiting"));
    return new Promise((done, failed) => {
      transaction.oncomplete = () => done(request.result);
      transaction.onerror = transaction.onabort = () => failed(transaction.error);
    });
  }

  const waiting = async () => (await store("readonly", (s) => s.getAll())).sort((a, b) => a.at - b.at);
  const put = (record) => store("readwrite", (s) => s.put(record));
  const newKey = () => crypto.randomUUID();
  const say = (text) => {
    status.textContent = text;
  };

  // What waits is written into the page again, however often it was closed.
  async function show() {
    const records = (await waiting()).filter((r) => r.place === place);
    list.replaceChildren(
      ...records
        .filter((r) => r.kind !== "answer" || r.refused)
        .map((r) => {
          const line = document.createElement("li");
          line.textContent = `${r.kind === "photo" ? r.name : r.kind === "finding" ? r.words : words.question + " " + r.item}${r.refused ? " – " + r.refused : ""} `;
          if (r.refused) {
            const drop = document.createElement("button");
            drop.type = "button";
            drop.className = "button button--quiet button--small";
            drop.textContent = words.drop;
            drop.addEventListener("click", async () => {
              await store("readwrite", (s) => s.delete(r.id));
              await show();
            });
            line.append(drop);
          }

          return line;
        }),
    );
    const open = records.filter((r) => !r.refused && !r.draft).length;
    say(open === 0 ? words.allSent : words.waiting.replace("{0}", open));
    return records;
  }

  function gather(box) {
    const item = Number(box.dataset.item);
    return {
      id: `answer/${place}/${item}`,
      key: newKey(),
      kind: "answer",
      place,
      address,
      item,
      answer: box.querySelector("input[type=radio]:checked")?.value ?? "",
      note: box.querySelector("[data-note]").value,
      seen: box.dataset.seen ?? "",
      at: Date.now(),
    };
  }

  async function keepAnswer(box) {
    const record = gather(box);
    record.draft = record.answer === "";
    if (record.draft && record.note === "") return;
    await put(record);
    await show();
  }

  async function restore() {
    for (const record of await show()) {
      if (record.kind !== "answer" || !answers) continue;
      const box = answers.querySelector(`[data-item="${record.item}"]`);
      if (!box) continue;
      const chosen = box.querySelector(`input[type=radio][value="${record.answer}"]`);
      if (chosen) chosen.checked = true;
      box.querySelector("[data-note]").value = record.note;
    }
  }

  async function tokenFrom(url) {
    const answer = await fetch(url, { cache: "no-store", credentials: "same-origin" });
    if (!answer.ok || answer.redirected) return null;
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
    return fresh.querySelector("input[name=__RequestVerificationToken]")?.value ?? null;
  }

  async function send(record, token) {
    const form = new FormData();
    form.set("__RequestVerificationToken", token);
    form.set("Key", record.key);
    form.set("Kind", record.kind);
    if (record.kind === "answer") {
      form.set("Item", record.item);
      form.set("Answer", record.answer);
      form.set("Note", record.note);
      form.set("SeenEntry", record.seen);
    } else if (record.kind === "photo") {
      if (record.item) form.set("Item", record.item);
      form.set("photo", new Blob([record.bytes], { type: record.type }), record.name);
    } else {
      form.set("Severity", record.severity);
      form.set("Words", record.words);
      form.set("Remedy", record.remedy);
      form.set("Due", record.due);
    }

    const answer = await fetch(`${record.address}?handler=Sync`, { method: "POST", body: form, credentials: "same-origin" });
    if (!answer.ok || !(answer.headers.get("content-type") ?? "").includes("json")) {
      throw new Error(`${answer.status}`);
    }

    return answer.json();
  }

  let sending = false;
  let again = false;
  async function flush() {
    if (sending) {
      again = true;
      return;
    }

    sending = true;
    let reload = false;
    try {
      do {
        again = false;
        const records = (await waiting()).filter((r) => !r.draft && !r.refused);
        if (records.length === 0) break;
        const token = await tokenFrom(address);
        if (!token) {
          say(words.signIn);
          return;
        }

        for (const record of records) {
          const result = await send(record, token);
          // Changed while it was on its way: the newer one has another key and is sent next.
          const now = await store("readonly", (s) => s.get(record.id));
          if (now?.key !== record.key) {
            again = true;
            continue;
          }

          if (result.state === "refused") {
            await put({ ...record, refused: result.words });
          } else {
            await store("readwrite", (s) => s.delete(record.id));
            reload ||= record.place === place && (record.kind !== "answer" || result.state === "rival");
          }
        }
      } while (again);
      await show();
      if (reload) location.reload();
    } catch {
      const open = (await show()).length;
      if (open > 0) say(words.offline.replace("{0}", open));
    } finally {
      sending = false;
    }
  }

  answers?.addEventListener("change", async (event) => {
    const box = event.target.closest("[data-item]");
    if (!box) return;
    await keepAnswer(box);
    await flush();
  });
  // A note is on the phone while it is typed, not only when the field is left.
  answers?.addEventListener("input", (event) => {
    const box = event.target.closest("[data-item]");
    if (box && event.target.matches("[data-note]")) keepAnswer(box);
  });
  answers?.addEventListener("submit", async (event) => {
    event.preventDefault();
    await flush();
  });

  photo?.addEventListener("submit", async (event) => {
    event.preventDefault();
    const input = photo.querySelector("input[type=file]");
    for (const file of input.files) {
      const key = newKey();
      await put({
        id: key,
        key,
        kind: "photo",
        place,
        address,
        item: photo.querySelector("select")?.value ?? "",
        name: file.name,
        type: file.type,
        bytes: await file.arrayBuffer(),
        at: Date.now(),
      });
    }

    photo.reset();
    await show();
    await flush();
  });

  finding?.addEventListener("submit", async (event) => {
    event.preventDefault();
    const data = new FormData(finding);
    const key = newKey();
    await put({
      id: key,
      key,
      kind: "finding",
      place,
      address,
      severity: data.get("Severity"),
      words: data.get("Words"),
      remedy: data.get("Remedy"),
      due: data.get("Due"),
      at: Date.now(),
    });
    finding.reset();
    await show();
    await flush();
  });

  window.addEventListener("online", flush);
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "visible") flush();
  });

  async function begin() {
    await restore();
    if ("serviceWorker" in navigator) {
      try {
        await navigator.serviceWorker.register(page.dataset.worker, { scope: page.dataset.scope });
        const worker = (await navigator.serviceWorker.ready).active;
        if (page.dataset.open === "true") {
          const parts = [...document.querySelectorAll("link[rel=stylesheet], link[rel=icon]")].map((l) => l.href);
          const scripts = [...document.scripts].map((s) => s.src).filter((s) => s);
          const pictures = [...document.images].map((i) => i.src);
          navigator.serviceWorker.addEventListener("message", (event) => {
            if (event.data?.kept) page.dataset.ready = "true";
          });
          worker.postMessage({ keep: [new URL(address, location.href).href, ...parts, ...scripts, ...pictures] });
        } else {
          worker.postMessage({ forget: new URL(address, location.href).href });
        }
      } catch {
        // Without a worker the page still keeps what is entered; it only cannot be opened anew without a network.
      }
    }

    await flush();
  }

  begin();
})();
