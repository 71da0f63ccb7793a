/* Numbers of a chart are read from the table beside it, so that the two can never differ. */

/** A column: its name, and of each row the number and how the table words it. */
export interface Series {
  name: string;
  numbers: (number | null)[];
  texts: string[];
}

/** The heads of the rows, in full and in few letters, and the wanted columns. */
export interface Contents {
  heads: string[];
  ticks: string[];
  series: Series[];
}

const text = (element: Element | undefined): string => element?.textContent?.trim() ?? "";

function column(rows: HTMLTableRowElement[], head: HTMLTableCellElement): Series {
  const cells = rows.map((row) => row.cells[head.cellIndex]);
  return {
    name: text(head),
    // A day without anything to count is a gap, not a zero.
    numbers: cells.map((cell) => {
      const value = cell?.dataset["value"];
      return value ? Number(value) : null;
    }),
    texts: cells.map(text),
  };
}

export function read(table: HTMLTableElement, wanted: string[]): Contents {
  const rows = [...(table.tBodies[0]?.rows ?? [])];
  const heads = rows.map((row) => row.cells[0]);
  return {
    heads: heads.map(text),
    ticks: heads.map((head) => head?.dataset["short"] ?? text(head)),
    series: wanted.flatMap((name) => {
      const head = table.querySelector<HTMLTableCellElement>(`thead [data-column="${name}"]`);
      return head === null ? [] : [column(rows, head)];
    }),
  };
}

/** Says of each column its least and its most, in the words of the table. */
export function range(series: Series[], fromTo: string, ofNothing: string): string {
  const said = series.map(({ name, numbers, texts }) => {
    const places = [...numbers.keys()].filter((place) => numbers[place] !== null);
    const sorted = places.sort((one, other) => (numbers[one] ?? 0) - (numbers[other] ?? 0));
    const least = sorted[0];
    const most = sorted.at(-1);
    if (least === undefined || most === undefined) return ofNothing.replace("{name}", name);
    return fromTo
      .replace("{name}", name)
      .replace("{least}", texts[least] ?? "")
      .replace("{most}", texts[most] ?? "");
  });
  return said.join(" ");
}
