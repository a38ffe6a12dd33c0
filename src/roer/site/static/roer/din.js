// Niceties of the network page; everything works without. Lines of the box under the pointer or focus stand out; "/" jumps.
const picture = document.querySelector(".din");
const trace = (event) => {
  const code = event.target.closest("a[data-code]")?.dataset.code;
  picture.classList.toggle("din--tracing", Boolean(code));
  for (const line of picture.querySelectorAll(".din-lines path")) {
    line.classList.toggle("din-traced", line.dataset.from === code || line.dataset.to === code);
  }
};
for (const kind of ["pointerover", "focusin"]) picture?.addEventListener(kind, trace);
for (const kind of ["pointerleave", "focusout"]) picture?.addEventListener(kind, () => picture.classList.remove("din--tracing"));
document.addEventListener("keydown", (event) => {
  if (event.key === "/" && !event.target.closest("input, select, textarea")) {
    event.preventDefault();
    document.getElementById("spring")?.focus();
  }
});
