// Opens the pages for working on the network in a panel beside the picture, keeps the history of the browser, and
// draws the picture anew after something was recorded. Everything works without: each link leads to a page of its own.
"use strict";

(() => {
  const figure = document.querySelector(".din-figure");
  const bar = document.querySelector(".din-bar");
  if (!figure || !bar) return;
  const home = location.href.split("#")[0];
  const MARK = "#paneel=";
  const desk = document.createElement("div");
  const panel = document.createElement("aside");
  panel.className = "din-panel";
  panel.id = "paneel";
  panel.hidden = true;
  panel.setAttribute("aria-label", bar.dataset.panelName);
  figure.replaceWith(desk);
  desk.append(figure, panel);
  let opener = null;
  let at = null;

  const pageOf = async (answer) => new DOMParser().parseFromString(await answer.text(), "text/html");

  const show = (page, address) => {
    const part = page.querySelector("[data-panel-part]");
    if (!part) return location.assign(address);
    const main = part.closest("main");
    // The picture's page has its own heading; the panel's stands one level below.
    for (const heading of part.querySelectorAll("h1")) {
      const lower = document.createElement("h2");
      lower.className = heading.className;
      lower.append(...heading.childNodes);
      heading.replaceWith(lower);
    }
    const close = document.createElement("button");
    close.type = "button";
    close.className = "utrecht-button din-panel__close";
    close.textContent = bar.dataset.panelClose;
    close.addEventListener("click", shut);
    panel.replaceChildren(close, ...[...main.children].map((child) => document.adoptNode(child)));
    panel.hidden = false;
    desk.classList.add("din-desk--open");
    at = address;
    panel.scrollTop = 0;
    const wrong = panel.querySelector("[aria-invalid=true], [role=alert]");
    const first = wrong || panel.querySelector(".utrecht-alert") || panel.querySelector("h2");
    if (!first.matches("a, button, input, select, textarea")) first.tabIndex = -1;
    first.focus();
  };

  // The address keeps what the panel shows behind a hash, so that links of the page itself stay what they are.
  const keep = (address) => {
    const { pathname, search } = new URL(address);
    history.pushState({ panel: address }, "", `${home}${MARK}${pathname}${search}`);
  };

  const asked = () => {
    const wanted = location.hash.startsWith(MARK) && new URL(location.hash.slice(MARK.length), home);
    return wanted && wanted.origin === location.origin ? wanted.href : null;
  };

  const open = async (address, { kept = false } = {}) => {
    let answer;
    try {
      answer = await fetch(address, { credentials: "same-origin" });
    } catch {
      return location.assign(address);
    }
    show(await pageOf(answer), answer.url);
    if (!kept && at === answer.url) keep(at);
  };

  const hide = () => {
    panel.hidden = true;
    panel.replaceChildren();
    desk.classList.remove("din-desk--open");
    at = null;
    const back = opener && document.getElementById(opener);
    if (back) back.focus();
  };

  function shut() {
    hide();
    history.pushState(null, "", home);
  }

  const tell = (form, words) => {
    const told = document.createElement("p");
    told.className = "utrecht-alert utrecht-alert--error";
    told.setAttribute("role", "alert");
    told.textContent = words;
    form.prepend(told);
  };

  const redraw = async () => {
    const page = await pageOf(await fetch(home, { credentials: "same-origin" }));
    const fresh = page.querySelector(".din-figure");
    if (!fresh) return;
    const scroll = figure.querySelector(".din-scroll");
    const [left, top] = [scroll.scrollLeft, scroll.scrollTop];
    figure.replaceChildren(...[...fresh.childNodes].map((child) => document.adoptNode(child)));
    const again = figure.querySelector(".din-scroll");
    [again.scrollLeft, again.scrollTop] = [left, top];
    document.dispatchEvent(new CustomEvent("roer:drawn", { detail: figure }));
  };

  const inPanel = (link) => link && link.origin === location.origin;

  document.addEventListener("click", (event) => {
    if (event.defaultPrevented || event.button || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const link = event.target.closest("a[data-panel]");
    if (!inPanel(link)) return;
    event.preventDefault();
    if (!panel.contains(link) && link.id) opener = link.id;
    open(link.href);
  });

  panel.addEventListener("submit", async (event) => {
    const form = event.target;
    const button = event.submitter;
    event.preventDefault();
    const said = new FormData(form, button);
    const target = new URL(form.getAttribute("action") || at, location.href);
    if (form.method === "get") {
      target.search = new URLSearchParams(said);
      return open(target.href);
    }
    let answer;
    try {
      answer = await fetch(target, { method: "POST", body: said, credentials: "same-origin" });
    } catch {
      return tell(form, bar.dataset.panelLost);
    }
    show(await pageOf(answer), answer.url);
    if (answer.redirected && at === answer.url) {
      keep(at);
      redraw();
    }
  });

  window.addEventListener("popstate", () => {
    const wanted = asked();
    if (wanted) open(wanted, { kept: true });
    else if (!panel.hidden) hide();
  });
  if (asked()) open(asked(), { kept: true });

  document.addEventListener("keydown", (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    if (event.key === "Escape" && !panel.hidden && panel.contains(document.activeElement)) return shut();
    const element = event.key === "e" && event.target.closest && event.target.closest(".din-element");
    if (!element || element.classList.contains("din-element--gone")) return;
    event.preventDefault();
    opener = element.id;
    open(`/din/${element.dataset.code}/`);
  });

  // Dragging from one box to another opens the form of a link with both ends filled in; choosing from a list does the same.
  let grabbed = null;
  let below = null;
  const release = () => {
    if (grabbed) grabbed.element.classList.remove("din-element--grabbed");
    if (below) below.classList.remove("din-element--below");
    figure.classList.remove("din--grabbing");
    grabbed = below = null;
  };
  figure.addEventListener("dragstart", (event) => event.preventDefault());
  figure.addEventListener("pointerdown", (event) => {
    const element = event.target.closest(".din-element");
    if (element && event.button === 0 && event.pointerType === "mouse") grabbed = { element, x: event.clientX, y: event.clientY, moved: false };
  });
  document.addEventListener("pointermove", (event) => {
    if (!grabbed) return;
    if (Math.hypot(event.clientX - grabbed.x, event.clientY - grabbed.y) > 8) grabbed.moved = true;
    if (!grabbed.moved) return;
    figure.classList.add("din--grabbing");
    grabbed.element.classList.add("din-element--grabbed");
    const over = document.elementFromPoint(event.clientX, event.clientY)?.closest(".din-element");
    if (below && below !== over) below.classList.remove("din-element--below");
    below = over && over !== grabbed.element ? over : null;
    if (below) below.classList.add("din-element--below");
  });
  document.addEventListener("pointerup", () => {
    if (!grabbed) return;
    const { element, moved } = grabbed;
    const onto = below;
    release();
    if (!moved) return;
    // The click that follows a drag is not meant for the box.
    const swallow = (event) => { event.preventDefault(); event.stopPropagation(); };
    window.addEventListener("click", swallow, { capture: true, once: true });
    setTimeout(() => window.removeEventListener("click", swallow, { capture: true }), 0);
    if (!onto) return;
    opener = element.id;
    open(`/din/${element.dataset.code}/verbinden/?naar=${onto.dataset.code}`);
  });
  document.addEventListener("pointercancel", release);
})();
