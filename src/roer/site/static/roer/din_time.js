// Goes through time without a reload: the slider fetches the page of its moment and shows what changed in place.
// Without script the slider is sent with its button, and the links beside it do the same.
"use strict";

const slider = document.getElementById("stap");

if (slider) {
  const PARTS = [".din-controls", ".din-links", ".din-time__now", ".din-time__before", ".din-time__after", "#din-stand"];
  const calm = matchMedia("(prefers-reduced-motion: reduce)");
  let waiting = 0;
  let asked = null;

  const places = () => new Map([...document.querySelectorAll("svg.din .din-element")].map((element) => {
    const frame = element.querySelector(".din-frame");
    return [element.id, [Number(frame.getAttribute("x")), Number(frame.getAttribute("y"))]];
  }));

  const glide = (before) => {
    if (calm.matches) return;
    for (const [id, [x, y]] of places()) {
      const element = document.getElementById(id);
      const [left, top] = before.get(id) || [];
      if (left === undefined) element.animate([{ opacity: 0 }, { opacity: 1 }], 400);
      else if (left !== x || top !== y) element.animate([{ transform: `translate(${left - x}px, ${top - y}px)` }, { transform: "none" }], { duration: 400, easing: "ease-out" });
    }
  };

  const show = (page) => {
    const before = places();
    for (const part of PARTS) {
      const old = document.querySelector(part);
      const next = page.querySelector(part);
      if (part === ".din-time__now") old.innerHTML = next.innerHTML;
      else if (old && next) old.replaceWith(next);
    }
    slider.setAttribute("aria-valuetext", page.getElementById("stap").getAttribute("aria-valuetext"));
    document.dispatchEvent(new CustomEvent("roer:drawn", { detail: document.body }));
    glide(before);
  };

  const go = async () => {
    asked?.abort();
    asked = new AbortController();
    const address = new URL(slider.form.action);
    address.search = new URLSearchParams(new FormData(slider.form));
    try {
      const answer = await fetch(address, { signal: asked.signal });
      if (!answer.ok) return slider.form.submit();
      show(new DOMParser().parseFromString(await answer.text(), "text/html"));
      history.replaceState(null, "", answer.url);
    } catch (problem) {
      if (problem.name !== "AbortError") slider.form.submit();
    }
  };

  slider.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(go, 120);
  });
}
