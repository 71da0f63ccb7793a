// What the page of figures runs besides: charts, drawn from the tables of the same page.
import { draw, redraw } from "./chart";

for (const figure of document.querySelectorAll<HTMLElement>("figure[data-chart]")) draw(figure);

matchMedia("(prefers-color-scheme: dark)").addEventListener("change", redraw);
