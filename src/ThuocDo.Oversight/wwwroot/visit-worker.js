// Keeps the pages of visits readable without a network. Its scope is /kiem-tra/hien-truong/ and nothing else.
const cacheName = "thuocdo-visit-1";

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

self.addEventListener("message", (event) => {
  const { keep, forget } = event.data ?? {};
  if (keep) {
    event.waitUntil(
      caches.open(cacheName).then((cache) =>
        Promise.all(
          keep.map(async (url) => {
            try {
              const answer = await fetch(url, { credentials: "same-origin" });
              if (!answer.ok || answer.redirected) return false;
              await cache.put(url, answer);
              return true;
            } catch {
              // The network went meanwhile: what was kept before stays.
              return false;
            }
          }),
        ),
      ).then((kept) => event.source?.postMessage({ kept: kept[0] })),
    );
  }

  if (forget) {
    event.waitUntil(
      caches.open(cacheName).then((cache) => cache.delete(forget, { ignoreSearch: true, ignoreVary: true })),
    );
  }
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET" || new URL(request.url).origin !== self.location.origin) return;
  event.respondWith(
    fetch(request).catch(async () => {
      const kept = await caches.match(request, {
        ignoreVary: true,
        ignoreSearch: request.mode === "navigate",
      });
      return kept ?? Response.error();
    }),
  );
});
