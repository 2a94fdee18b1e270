// A garden's plan: boxes by dragging, shapes corner by corner, by pointer or by keyboard. What is drawn is written into the
// form's own text, one line a plot; the server draws, checks and keeps it. Half a metre is the raster.
const RASTER = 5;
const NS = "http://www.w3.org/2000/svg";

export function attach(section) {
  const svg = section.querySelector("svg");
  const text = section.closest("form").elements[section.dataset.draw];
  const [width, height] = [Number(svg.dataset.width), Number(svg.dataset.height)];
  const cursor = svg.querySelector("[data-cursor]");
  const state = { tool: "box", at: [0, 0], drawn: [], from: null, chosen: null };

  const plots = () => new Map([...text.value.matchAll(/^\s*(\d+)\s*[:：]?\s+(.+)$/gm)].map(([, n, rest]) => [
    Number(n), [...rest.matchAll(/(\d+)[,，](\d+)/g)].map(([, x, y]) => [Number(x), Number(y)]),
  ]));

  function write(all) {
    text.value = [...all].sort(([one], [other]) => one - other).map(([n, corners]) => `${n} ${corners.map((c) => c.join(",")).join(" ")}`).join("\n");
    text.dispatchEvent(new Event("input", { bubbles: true }));
    show();
  }

  function show() {
    const holder = svg.querySelector("[data-plots]");
    holder.replaceChildren();
    for (const [n, corners] of plots()) {
      const group = document.createElementNS(NS, "g");
      const shape = document.createElementNS(NS, "polygon");
      const label = document.createElementNS(NS, "text");
      shape.setAttribute("points", corners.map((corner) => corner.join(",")).join(" "));
      label.setAttribute("x", corners.reduce((sum, [x]) => sum + x, 0) / corners.length);
      label.setAttribute("y", corners.reduce((sum, [, y]) => sum + y, 0) / corners.length);
      label.textContent = n;
      group.classList.toggle("on", n === state.chosen);
      group.dataset.plot = n;
      group.append(shape, label);
      holder.append(group);
    }
    const line = state.from && state.tool === "box" ? box(state.from, state.at) : [...state.drawn, ...(state.drawn.length ? [state.at] : [])];
    svg.querySelector("[data-drawn]").setAttribute("points", line.map((corner) => corner.join(",")).join(" "));
    cursor.setAttribute("cx", state.at[0]);
    cursor.setAttribute("cy", state.at[1]);
  }

  const box = ([a, b], [c, d]) => [[a, b], [c, b], [c, d], [a, d], [a, b]];
  const clamp = (value, most) => Math.min(most, Math.max(0, Math.round(value / RASTER) * RASTER));

  function place(event) {
    const point = new DOMPoint(event.clientX, event.clientY).matrixTransform(svg.getScreenCTM().inverse());
    state.at = [clamp(point.x, width), clamp(point.y, height)];
  }

  function add(corners) {
    const all = plots();
    const free = Array.from({ length: 61 }, (_, n) => n + 1).find((n) => !all.has(n));
    state.chosen = free;
    write(all.set(free, corners));
  }

  /** A corner is put down; the second of a box, or the first of a shape again, closes the plot. */
  function corner() {
    const [x, y] = state.at;
    if (state.tool === "box") {
      if (!state.from) state.from = [x, y];
      else {
        const corners = box(state.from, state.at).slice(0, 4);
        state.from = null;
        if (corners[0][0] !== x && corners[0][1] !== y) return add(corners);
      }
    } else if (state.drawn.length > 2 && state.drawn[0][0] === x && state.drawn[0][1] === y) {
      const corners = state.drawn;
      state.drawn = [];
      return add(corners);
    } else state.drawn.push([x, y]);
    return show();
  }

  function erase() {
    const all = plots();
    all.delete(state.chosen);
    state.chosen = null;
    write(all);
  }

  svg.addEventListener("pointerdown", (event) => {
    place(event);
    const plot = event.target.closest("[data-plot]");
    if (plot && !state.drawn.length) {
      state.chosen = Number(plot.dataset.plot);
      return show();
    }
    svg.setPointerCapture(event.pointerId);
    if (state.tool === "box") state.from = null;
    return corner();
  });
  svg.addEventListener("pointermove", (event) => { place(event); show(); });
  svg.addEventListener("pointerup", (event) => {
    place(event);
    if (state.tool === "box" && state.from && (state.from[0] !== state.at[0] || state.from[1] !== state.at[1])) corner();
  });
  svg.addEventListener("keydown", (event) => {
    const step = { ArrowLeft: [-RASTER, 0], ArrowRight: [RASTER, 0], ArrowUp: [0, -RASTER], ArrowDown: [0, RASTER] }[event.key];
    if (step) state.at = [clamp(state.at[0] + step[0], width), clamp(state.at[1] + step[1], height)];
    else if (event.key === "Enter") corner();
    else if (event.key === "Escape") Object.assign(state, { from: null, drawn: [] });
    else if (["Delete", "Backspace"].includes(event.key) && state.chosen) erase();
    else return;
    event.preventDefault();
    show();
  });
  section.addEventListener("click", (event) => {
    const tool = event.target.closest("[data-tool]")?.dataset.tool;
    if (tool === "erase") return erase();
    if (!tool) return undefined;
    Object.assign(state, { tool, from: null, drawn: [] });
    for (const button of section.querySelectorAll("[aria-pressed]")) button.setAttribute("aria-pressed", String(button.dataset.tool === tool));
    return show();
  });
  text.addEventListener("change", show);
  section.hidden = false;
  show();
}
