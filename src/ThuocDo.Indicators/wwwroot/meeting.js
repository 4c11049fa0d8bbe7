// The keys of a presenter: arrows and page keys follow the links that stand on the page anyway.
document.addEventListener("keydown", (event) => {
  if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey || event.target.closest("input, select, textarea")) return;
  const rel = { ArrowRight: "next", PageDown: "next", ArrowLeft: "prev", PageUp: "prev" }[event.key];
  const link = rel && document.querySelector(`.meeting__nav a[rel=${rel}]`);
  if (!link) return;
  event.preventDefault();
  link.click();
});
