/* A chart of a figure element: bars, stacked bars or lines of columns of a table of the page. */
import {
  BarController,
  BarElement,
  CategoryScale,
  Chart,
  Legend,
  LinearScale,
  LineController,
  LineElement,
  PointElement,
  Tooltip,
  type ChartDataset,
  type ChartOptions,
} from "chart.js";

import { colour, dash, fill, ink, shape } from "./chart_ink";
import { range, read, type Contents, type Series } from "./chart_table";

// Chart.js asks for decimals of its own; without both bounds the two contradict each other.
const PERCENT = { style: "percent", minimumFractionDigits: 0, maximumFractionDigits: 0 } as const;

type Form = "bar" | "line";

Chart.register(
  BarController, BarElement, CategoryScale, Legend, LinearScale, LineController, LineElement,
  PointElement, Tooltip,
);

const drawn = new Map<HTMLElement, Chart<Form, (number | null)[]>>();

function dataset(form: Form, one: Series, place: number): ChartDataset<Form, (number | null)[]> {
  const common = { type: form, label: one.name, data: one.numbers, borderColor: colour(place) };
  if (form === "bar") {
    return { ...common, type: "bar", backgroundColor: fill(place), borderWidth: 1.5, maxBarThickness: 64 };
  }
  const points = { pointStyle: shape(place), pointRadius: 3.5, pointBackgroundColor: ink("raised") };
  return { ...common, ...points, type: "line", borderDash: dash(place), borderWidth: 2, clip: false };
}

function options(figure: HTMLElement, contents: Contents): ChartOptions<Form> {
  const { chart, unit, across, upright, named } = figure.dataset;
  const isShare = unit === "share";
  const stacked = chart === "stacked";
  const title = (text: string | undefined) => ({ display: true, text, color: ink("muted") });
  const ticks = { color: ink("muted") };
  return {
    animation: false,
    responsive: true,
    maintainAspectRatio: false,
    locale: document.documentElement.lang,
    interaction: { mode: "index", intersect: false },
    scales: {
      x: { stacked, title: title(across), ticks: { ...ticks, maxRotation: 45 }, grid: { display: false } },
      y: {
        stacked,
        beginAtZero: true,
        ...(isShare ? { max: 1 } : {}),
        title: title(upright),
        grid: { color: ink("line") },
        ticks: {
          ...ticks,
          ...(isShare ? { stepSize: 0.25, format: PERCENT } : {}),
          ...(isShare || unit === "minutes" ? {} : { precision: 0 }),
        },
      },
    },
    plugins: {
      legend: {
        display: contents.series.length > 1,
        labels: { color: ink("ink"), usePointStyle: chart === "lines" },
      },
      tooltip: {
        callbacks: {
          title: ([item]) => contents.heads[item?.dataIndex ?? 0] ?? "",
          label: ({ datasetIndex, dataIndex }) => {
            const one = contents.series[datasetIndex];
            return (named ?? "")
              .replace("{name}", one?.name ?? "")
              .replace("{value}", one?.texts[dataIndex] ?? "");
          },
        },
      },
    },
  };
}

function canvasOf(figure: HTMLElement): HTMLCanvasElement {
  const canvas = document.createElement("canvas");
  canvas.setAttribute("role", "img");
  canvas.setAttribute("aria-labelledby", figure.querySelector("figcaption")?.id ?? "");
  canvas.setAttribute("aria-describedby", figure.querySelector(".range")?.id ?? "");
  figure.querySelector(".drawing")?.replaceChildren(canvas);
  return canvas;
}

/** Draws the chart of a figure, which without this stays hidden behind its table. */
export function draw(figure: HTMLElement): void {
  const { chart, table: id, columns, fromTo, ofNothing } = figure.dataset;
  const table = document.getElementById(id ?? "");
  if (!(table instanceof HTMLTableElement)) return;
  const contents = read(table, (columns ?? "").split(" "));
  const said = figure.querySelector(".range");
  if (said !== null) said.textContent = range(contents.series, fromTo ?? "", ofNothing ?? "");
  const form = chart === "lines" ? "line" : "bar";
  figure.hidden = false;
  Chart.defaults.font.family = getComputedStyle(document.body).fontFamily;
  drawn.get(figure)?.destroy();
  const made = new Chart<Form, (number | null)[]>(canvasOf(figure), {
    type: form,
    data: {
      labels: contents.ticks,
      datasets: contents.series.map((one, place) => dataset(form, one, place)),
    },
    options: options(figure, contents),
  });
  drawn.set(figure, made);
}

/** Draws every chart again, in the colours of the moment. */
export function redraw(): void {
  for (const figure of [...drawn.keys()]) draw(figure);
}
