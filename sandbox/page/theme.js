// Runs before the first paint, so that a dark page never flashes white.
(() => {
  const theme = localStorage.getItem("theme") || "auto";
  if (theme !== "auto") document.documentElement.dataset.theme = theme;
  const language =
    localStorage.getItem("language") || (/^zh/i.test(navigator.language) ? "zh" : "en");
  document.documentElement.lang = language === "zh" ? "zh-CN" : "en";
})();
