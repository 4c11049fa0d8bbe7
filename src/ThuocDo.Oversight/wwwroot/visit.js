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
  const close = document.getElementById("close");
  const me = page.dataset.user;

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
  const remove = (id) => store("readwrite", (s) => s.delete(id));
  // randomUUID is missing where the page came over plain http.
  const newKey = () =>
    crypto.randomUUID?.() ??
    Array.from(crypto.getRandomValues(new Uint8Array(16)), (b) => b.toString(16).padStart(2, "0")).join("");
  const say = (text) => {
    status.textContent = text;
  };
  const labels = { Good: words.good, Bad: words.bad, NotApplicable: words.none };

  // Forms are sent by this script only while the device keeps what it is given; else they are plain forms.
  let usable = false;
  const giveUp = () => {
    usable = false;
    say(words.cannotKeep);
  };

  // The page shall not be loaded anew under somebody who is typing.
  const isTyping = () =>
    [finding, close].some(
      (form) => form && [...form.elements].some((e) => e.matches("textarea, input[type=date]") && e.value !== e.defaultValue),
    ) || Boolean(document.activeElement?.matches("textarea, [data-note]"));
  let isStale = false;

  function button(text, act) {
    const made = document.createElement("button");
    made.type = "button";
    made.className = "button button--quiet button--small";
    made.textContent = text;
    made.addEventListener("click", act);
    return made;
  }

  function item(...parts) {
    const line = document.createElement("li");
    line.append(...parts);
    return line;
  }

  const wordsOf = (r) =>
    r.kind === "photo" ? r.name
    : r.kind === "finding" ? [r.words, r.remedy, r.due].filter((t) => t).join(" / ")
    : r.draft ? `${words.draft.replace("{0}", r.item)} (${r.note})`
    : `${words.question} ${r.item}: ${labels[r.answer] ?? ""}. ${r.note}`;

  function lineOf(r) {
    if (!r.refused) return item(wordsOf(r));
    return item(
      `${wordsOf(r)} – ${r.refused} `,
      button(words.back, async () => {
        if (r.kind === "finding" && finding) {
          fill(finding, { Severity: r.severity, Words: r.words, Remedy: r.remedy, Due: r.due });
          await keepForm(finding);
          await remove(r.id);
        } else {
          await put({ ...r, refused: undefined });
        }

        await show();
        await flush();
      }),
      button(words.drop, async () => {
        await remove(r.id);
        await show();
      }),
    );
  }

  // What waits is written into the page again, however often it was closed.
  async function show() {
    const entries = (await waiting()).filter((r) => r.kind !== "form");
    const records = entries.filter((r) => r.user === me);
    const others = entries.length - records.length;
    list.replaceChildren(
      ...records.filter((r) => r.kind !== "answer" || r.refused || r.draft).map(lineOf),
      ...(others > 0 ? [item(words.others.replace("{0}", others))] : []),
      ...(isStale ? [item(button(words.reload, () => location.reload()))] : []),
    );
    const stuck = records.filter((r) => r.refused || r.draft).length;
    const open = records.length - stuck;
    say(open > 0 ? words.waiting.replace("{0}", open) : stuck > 0 ? words.drafts.replace("{0}", stuck) : words.allSent);
    return records.filter((r) => r.place === place);
  }

  function gather(box) {
    const item = Number(box.dataset.item);
    return {
      id: `answer/${me}/${place}/${item}`,
      key: newKey(),
      kind: "answer",
      user: me,
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
    if (record.draft && record.note.trim() === "") await remove(record.id);
    else await put(record);
    await show();
  }

  // A finding or a summary half written lies on the device too.
  const formId = (form) => `form/${me}/${place}/${form.id}`;

  async function keepForm(form) {
    const values = {};
    for (const e of form.elements) if (e.matches("textarea, select, input[type=date]")) values[e.name] = e.value;
    await put({ id: formId(form), kind: "form", user: me, place, values, at: Date.now() });
  }

  function fill(form, values) {
    for (const e of form.elements) if (e.name in values && e.matches("textarea, select, input[type=date]")) e.value = values[e.name];
  }

  const plain = (text) => (text ?? "").replaceAll("\r\n", "\n").trim();

  async function restore() {
    for (const record of await show()) {
      if (record.kind !== "answer" || !answers) continue;
      const box = answers.querySelector(`[data-item="${record.item}"]`);
      if (!box) continue;
      const chosen = box.querySelector(`input[type=radio][value="${record.answer}"]`);
      if (chosen) chosen.checked = true;
      box.querySelector("[data-note]").value = record.note;
    }

    for (const form of [finding, close]) {
      const draft = form && (await store("readonly", (s) => s.get(formId(form))));
      if (!draft) continue;
      // Sent by the plain form meanwhile: the page already says it.
      const isSent = [...form.elements].every((e) => !e.matches("textarea") || plain(e.value) === plain(draft.values[e.name]));
      if (isSent) await remove(draft.id);
      else fill(form, draft.values);
    }
  }

  async function tokenFrom(url) {
    const answer = await fetch(url, { cache: "no-store", credentials: "same-origin" });
    if (!answer.ok || answer.redirected) return null;
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
    const token = fresh.querySelector("input[name=__RequestVerificationToken]")?.value;
    return token ? { token, user: fresh.getElementById("visit")?.dataset.user } : null;
  }

  async function send(record, token) {
    const form = new FormData();
    form.set("__RequestVerificationToken", token);
    form.set("Key", record.key);
    form.set("Kind", record.kind);
    form.set("At", record.at);
    form.set("Account", record.user);
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
    if (answer.status === 401 || answer.status === 403 || answer.redirected) return { state: "sign-in" };
    // This one cannot be taken; it must not stand in the way of those behind it.
    if (answer.status >= 400 && answer.status < 500) return { state: "refused", words: words.failed.replace("{0}", answer.status) };
    if (!answer.ok || !(answer.headers.get("content-type") ?? "").includes("json")) {
      throw new Error(`${answer.status}`);
    }

    return answer.json();
  }

  let worker = null;
  function keepPage(urls) {
    page.dataset.ready = "false";
    worker?.postMessage({ keep: urls });
  }

  let sending = false;
  let again = false;
  async function flush() {
    if (!usable) return;
    if (sending) {
      again = true;
      return;
    }

    sending = true;
    let sent = false;
    let failed = 0;
    try {
      do {
        again = false;
        failed = 0;
        const records = (await waiting()).filter((r) => r.user === me && r.kind !== "form" && !r.draft && !r.refused);
        if (records.length === 0) break;
        page.dataset.ready = "false";
        const fresh = await tokenFrom(address);
        if (!fresh) {
          say(words.signIn);
          return;
        }

        if (fresh.user !== me) {
          say(words.otherAccount);
          return;
        }

        for (const record of records) {
          let result;
          try {
            result = await send(record, fresh.token);
          } catch {
            failed++;
            continue;
          }

          if (result.state === "sign-in" || result.state === "other") {
            say(result.state === "other" ? words.otherAccount : words.signIn);
            return;
          }

          // Changed while it was on its way: the newer one has another key and is sent next.
          const now = await store("readonly", (s) => s.get(record.id));
          if (now?.key !== record.key) {
            again = true;
            continue;
          }

          if (result.state === "refused") {
            await put({ ...record, refused: result.words });
          } else {
            await remove(record.id);
            sent = true;
            isStale ||= record.place === place && (record.kind !== "answer" || result.state === "rival");
          }
        }
      } while (again && failed === 0);
      // What was sent is no longer on the device, so the kept page must have it.
      if (sent && page.dataset.open === "true") keepPage([new URL(address, location.href).href]);
      await show();
      if (failed > 0) say(words.offline.replace("{0}", failed));
      else if (isStale && !isTyping()) location.reload();
    } catch {
      await show();
      const open = (await waiting()).filter((r) => r.user === me && r.kind !== "form" && !r.draft && !r.refused).length;
      if (open > 0) say(words.offline.replace("{0}", open));
    } finally {
      sending = false;
    }
  }

  answers?.addEventListener("change", async (event) => {
    const box = event.target.closest("[data-item]");
    if (!box || !usable) return;
    try {
      await keepAnswer(box);
    } catch {
      giveUp();
    }

    await flush();
  });
  // A note is on the phone while it is typed, not only when the field is left.
  answers?.addEventListener("input", (event) => {
    const box = event.target.closest("[data-item]");
    if (box && usable && event.target.matches("[data-note]")) keepAnswer(box).catch(giveUp);
  });
  answers?.addEventListener("submit", async (event) => {
    if (!usable) return;
    event.preventDefault();
    await flush();
  });
  for (const form of [finding, close]) {
    form?.addEventListener("input", () => {
      if (usable) keepForm(form).catch(giveUp);
    });
  }

  photo?.addEventListener("submit", async (event) => {
    if (!usable) return;
    event.preventDefault();
    const input = photo.querySelector("input[type=file]");
    const large = [...input.files].find((f) => f.size > Number(page.dataset.limit));
    if (large) {
      say(words.tooLarge.replace("{0}", large.name));
      return;
    }

    try {
      for (const file of input.files) {
        const key = newKey();
        await put({
          id: key,
          key,
          kind: "photo",
          user: me,
          place,
          address,
          item: photo.querySelector("select")?.value ?? "",
          name: file.name,
          type: file.type,
          bytes: await file.arrayBuffer(),
          at: Date.now(),
        });
      }
    } catch {
      giveUp();
      photo.submit();
      return;
    }

    photo.reset();
    await show();
    await flush();
  });

  finding?.addEventListener("submit", async (event) => {
    if (!usable) return;
    event.preventDefault();
    const data = new FormData(finding);
    const key = newKey();
    try {
      await put({
        id: key,
        key,
        kind: "finding",
        user: me,
        place,
        address,
        severity: data.get("Severity"),
        words: data.get("Words"),
        remedy: data.get("Remedy"),
        due: data.get("Due"),
        at: Date.now(),
      });
      await remove(formId(finding));
    } catch {
      giveUp();
      finding.submit();
      return;
    }

    finding.reset();
    document.activeElement?.blur();
    await show();
    await flush();
  });

  window.addEventListener("online", flush);
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "visible") flush();
  });

  async function begin() {
    try {
      await put({ id: "trial", kind: "form", user: "", at: 0 });
      await remove("trial");
    } catch {
      giveUp();
      return;
    }

    await restore();
    usable = true;
    if ("serviceWorker" in navigator) {
      try {
        await navigator.serviceWorker.register(page.dataset.worker, { scope: page.dataset.scope });
        worker = (await navigator.serviceWorker.ready).active;
        if (page.dataset.open === "true") {
          const parts = [...document.querySelectorAll("link[rel=stylesheet], link[rel=icon]")].map((l) => l.href);
          const scripts = [...document.scripts].map((s) => s.src).filter((s) => s);
          const pictures = [...document.images].map((i) => i.src);
          navigator.serviceWorker.addEventListener("message", (event) => {
            if (event.data?.kept) page.dataset.ready = "true";
          });
          keepPage([new URL(address, location.href).href, ...parts, ...scripts, ...pictures]);
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
