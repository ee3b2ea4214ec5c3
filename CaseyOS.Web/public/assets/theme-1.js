// Cached for ever, as everything in assets: a change needs a new number in the name.
// Runs before the first paint, so that a remembered theme never flashes. A file, not inline: the page's policy forbids inline scripts.
try {
  const theme = localStorage.getItem("caseyos.theme");
  if (theme === "light" || theme === "dark") document.documentElement.dataset.theme = theme;
} catch {
  // Storage can be blocked; the system's preference then decides.
}
