// Makes the network nicer to read: the path of what you point at comes forward (with Shift only
// its neighbours), arrow keys follow it, "/" jumps.
// Everything works without: each element has its path on a page of its own.
"use strict";

const enliven = (picture) => {
  const elements = [...picture.querySelectorAll(".din-element")];
  const byCode = new Map(elements.map((element) => [element.dataset.code, element]));
  const serves = new Map(elements.map((element) => [element.dataset.code, (element.dataset.serves || "").split(" ").filter(Boolean)]));
  const servedBy = new Map(elements.map((element) => [element.dataset.code, []]));
  for (const [source, targets] of serves) for (const target of targets) servedBy.get(target)?.push(source);

  const reach = (code, ties) => {
    const found = new Set([code]);
    for (const here of found) for (const other of ties.get(here) || []) found.add(other);
    return found;
  };

  const follow = (code, near) => {
    const up = near ? new Set([code, ...(serves.get(code) || [])]) : reach(code, serves);
    const down = near ? new Set([code, ...(servedBy.get(code) || [])]) : reach(code, servedBy);
    const inPath = (from, to) => (up.has(from) && up.has(to)) || (down.has(from) && down.has(to));
    for (const element of picture.querySelectorAll("[data-code]")) {
      element.classList.toggle("din-followed", up.has(element.dataset.code) || down.has(element.dataset.code));
    }
    for (const line of picture.querySelectorAll(".din-lines path")) {
      line.classList.toggle("din-followed", inPath(line.dataset.from, line.dataset.to));
    }
    picture.classList.add("din--following");
  };
  const rest = () => picture.classList.remove("din--following");

  picture.addEventListener("pointerover", (event) => {
    const element = event.target.closest("[data-code]");
    if (element) follow(element.dataset.code, event.shiftKey);
    else rest();
  });
  picture.addEventListener("pointerleave", rest);
  picture.addEventListener("focusin", (event) => {
    const element = event.target.closest("[data-code]");
    if (element && element.matches(":focus-visible")) follow(element.dataset.code);
  });
  picture.addEventListener("focusout", rest);

  // What the arrow keys were followed to: Page Up and Page Down go along the others that are tied to the same.
  let cameFrom = null;

  picture.addEventListener("keydown", (event) => {
    const here = event.target.closest(".din-element");
    if (!here || event.altKey || event.ctrlKey || event.metaKey) return;
    const column = elements.filter((element) => element.dataset.type === here.dataset.type);
    const at = column.indexOf(here);
    const beside = (step) => {
      const along = column.filter((element) => cameFrom?.has(element.dataset.code));
      return along[along.indexOf(here) + step];
    };
    const go = (ties) => {
      const others = ties.get(here.dataset.code).filter((code) => byCode.get(code) && byCode.get(code).dataset.type !== here.dataset.type);
      if (others.length) cameFrom = new Set(others);
      return byCode.get(others[0]);
    };
    const to = {
      ArrowLeft: () => go(serves),
      ArrowRight: () => go(servedBy),
      PageUp: () => beside(-1),
      PageDown: () => beside(1),
      ArrowUp: () => column[at - 1],
      ArrowDown: () => column[at + 1],
      Home: () => column[0],
      End: () => column[column.length - 1],
    }[event.key];
    if (!to) return;
    event.preventDefault();
    to()?.focus();
  });
};

document.querySelectorAll("svg.din").forEach(enliven);
// Whoever draws the picture anew says so.
document.addEventListener("roer:drawn", (event) => event.detail.querySelectorAll("svg.din").forEach(enliven));

document.addEventListener("keydown", (event) => {
  const field = document.getElementById("spring");
  if (event.key !== "/" || !field || event.target.closest("input, select, textarea")) return;
  event.preventDefault();
  field.focus();
});
