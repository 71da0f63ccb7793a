// Draws the charts of the page of figures from the tables beside them, which hold every number.
import {
  CategoryScale,
  Chart,
  type ChartDataset,
  Legend,
  LinearScale,
  LineController,
  LineElement,
  PointElement,
  Tooltip,
} from "chart.js";

Chart.register(
  CategoryScale,
  Legend,
  LinearScale,
  LineController,
  LineElement,
  PointElement,
  Tooltip,
);

// Told apart without colour too: by the shape of their points and the dashes of their lines.
const SHAPES = ["circle", "rect", "triangle", "crossRot"] as const;
const DASHES = [[], [6, 4], [2, 3], [10, 4, 2, 4]];

type Dataset = ChartDataset<"line", (number | null)[]>;

function colour(name: string): string {
  return getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
}

function headsOf(table: HTMLTableElement): string[] {
  return [...table.tBodies[0]!.rows].map((row) => row.cells[0]!.textContent!.trim());
}

function seriesOf(table: HTMLTableElement, column: string, place: number): Dataset {
  const head = table.querySelector<HTMLTableCellElement>(`th[data-column="${column}"]`)!;
  const cells = [...table.tBodies[0]!.rows].map((row) => row.cells[head.cellIndex]!);
  const ink = colour(`chart-${place + 1}`);
  return {
    label: head.textContent!.trim(),
    // A day without anything to count is a gap, not a zero.
    data: cells.map((cell) => (cell.dataset.value ? Number(cell.dataset.value) : null)),
    borderColor: ink,
    backgroundColor: ink,
    borderDash: DASHES[place],
    pointStyle: SHAPES[place],
    borderWidth: 2,
    pointRadius: 4,
    spanGaps: false,
  };
}

function draw(figure: HTMLElement): Chart {
  const table = document.getElementById(figure.dataset.table!) as HTMLTableElement;
  const columns = figure.dataset.columns!.split(" ");
  const isShare = figure.dataset.unit === "share";
  const ink = colour("ink");
  const grid = { color: colour("line") };
  const language = document.documentElement.lang;
  const style = isShare ? "percent" : "decimal";
  const said = new Intl.NumberFormat(language, { style, maximumFractionDigits: 1 });
  return new Chart(figure.querySelector("canvas")!, {
    type: "line",
    data: {
      labels: headsOf(table),
      datasets: columns.map((column, place) => seriesOf(table, column, place)),
    },
    options: {
      animation: false,
      responsive: true,
      maintainAspectRatio: false,
      locale: language,
      interaction: { mode: "index", intersect: false },
      scales: {
        x: { ticks: { color: ink, maxRotation: 0, autoSkip: true }, grid },
        y: {
          beginAtZero: true,
          ...(isShare && { max: 1 }),
          ticks: {
            color: ink,
            ...(!isShare && { precision: 0 }),
            callback: (value) => said.format(Number(value)),
          },
          grid,
        },
      },
      plugins: {
        legend: { labels: { color: ink, usePointStyle: true } },
        tooltip: {
          callbacks: {
            label: (item) => `${item.dataset.label}: ${said.format(Number(item.raw))}`,
          },
        },
      },
    },
  });
}

let drawn: Chart[] = [];

function drawAll(): void {
  for (const each of drawn) each.destroy();
  drawn = [...document.querySelectorAll<HTMLElement>("figure.chart")].map(draw);
}

drawAll();
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", drawAll);
